// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// The bounds of an inventory.
package enum InventoryLimit {
    /// Lines of one participant at most: a hospital's software, one line a version and exposure.
    package static let items = 20_000
    /// Lines of one import at most, so that one command stays short; a longer list goes in parts.
    package static let itemsPerImport = 5_000
    /// Faults told of one import at most: a page of them; the rest is told once these are mended.
    package static let faults = 100
}

/// What listing did.
package struct InventoryChange: StoredAnswer, Hashable {
    /// Lines that were not there before.
    package let added: Int
    /// Lines that were there, with what was said of them now.
    package let kept: Int
    /// Lines that were taken out because the new list does not have them.
    package let removed: Int
    /// The one line, where it was one.
    package let item: InventoryItemID?

    package init(added: Int, kept: Int, removed: Int, item: InventoryItemID?) {
        self.added = added
        self.kept = kept
        self.removed = removed
        self.item = item
    }

    package var stored: [UInt8] {
        let counts = [added, kept, removed].flatMap { count in
            withUnsafeBytes(of: UInt32(clamping: count).bigEndian) { Array($0) }
        }
        return counts + (item?.bytes ?? [])
    }

    package init?(stored: [UInt8]) {
        guard stored.count == 12 || stored.count == 28 else { return nil }
        let counts = stride(from: 0, to: 12, by: 4).map { start in
            stored[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        self.init(
            added: counts[0],
            kept: counts[1],
            removed: counts[2],
            item: stored.count == 28 ? InventoryItemID(bytes: Array(stored[12...])) : nil
        )
    }
}

/// Lists what the viewer's own participant runs: one line, or a whole list at once.
///
/// A line that is there already stays, with its new label; so an import that is sent twice, or
/// every night, doubles nothing.
package struct ListInventory: Command {
    package let viewer: Viewer
    package let lines: [InventoryLine]
    /// Whether lines that are not in the list are taken out.
    package let replacing: Bool

    package init(viewer: Viewer, lines: [InventoryLine], replacing: Bool = false) {
        self.viewer = viewer
        self.lines = lines
        self.replacing = replacing
    }

    package var scopes: [SealingScope] {
        viewer.participant.map { [Participant.scope(of: $0)] } ?? []
    }

    package func authorize(in transaction: any Transaction) throws {
        let viewer = try transaction.current(viewer)
        try decide(viewer, .keepInventory).hiding()
        guard viewer.participant != nil else { throw Refusal.forbidden }
    }

    package func perform(in transaction: any Transaction) throws -> InventoryChange {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        guard lines.count <= InventoryLimit.itemsPerImport else { throw Refusal.importTooLong }
        let known = try transaction.knownLines(of: participant)
        let wanted = Dictionary(lines.map { ($0.key, $0) }) { _, last in last }
        let leaving = replacing ? known.filter { wanted[$0.key] == nil }.map(\.value) : []
        let new = wanted.values.filter { known[$0.key] == nil }.sorted { $0.purl < $1.purl }
        guard known.count - leaving.count + new.count <= InventoryLimit.items else {
            throw Refusal.inventoryFull
        }
        try transaction.takeOut(leaving)
        var added: [InventoryItemID] = []
        for line in new { added.append(try add(line, for: participant, in: transaction)) }
        let staying = wanted.values.compactMap { line in known[line.key].map { ($0, line) } }
        for (id, line) in staying { try relabel(id, line, for: participant, in: transaction) }
        let single = lines.count == 1 ? added.first ?? staying.first?.0 : nil
        let counts = InventoryChange(
            added: added.count,
            kept: staying.count,
            removed: leaving.count,
            item: single
        )
        try append(counts, subject: single ?? added.first ?? staying.first?.0, in: transaction)
        return counts
    }

    private func add(
        _ line: InventoryLine,
        for participant: ParticipantID,
        in transaction: any Transaction
    ) throws -> InventoryItemID {
        let id = transaction.newID(InventoryItemMark.self)
        try transaction.run(
            """
            INSERT INTO inventory_items (id, participant, purl, package, version, reach, label,
                added)
            VALUES (\(id), \(participant), \(line.purl), \(line.package), \(line.version),
                \(line.reach), \(try sealed(line, for: participant, in: transaction)),
                \(transaction.now))
            """
        )
        try transaction.mark(
            Marking(thing: ID(id), kind: .inventoryItem, owner: participant, tlp: .red)
        )
        return id
    }

    /// Takes on a label that is said now; silence does not erase one.
    private func relabel(
        _ id: InventoryItemID,
        _ line: InventoryLine,
        for participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        guard let label = try sealed(line, for: participant, in: transaction) else { return }
        try transaction.run("UPDATE inventory_items SET label = \(label) WHERE id = \(id)")
    }

    private func sealed(
        _ line: InventoryLine,
        for participant: ParticipantID,
        in transaction: any Transaction
    ) throws -> [UInt8]? {
        try line.label.map {
            try transaction.seal(Array($0.utf8), for: Participant.scope(of: participant))
        }
    }

    /// The entry is on one of the lines, which its owner alone sees; not on the participant, of
    /// whom others could then know that it keeps a list.
    private func append(
        _ counts: InventoryChange,
        subject: InventoryItemID?,
        in transaction: any Transaction
    ) throws {
        guard let subject, let participant = viewer.participant else { return }
        try transaction.append(
            EntryDraft(
                .inventoryListed,
                subject: subject,
                body: [
                    "added": .number(JSONNumber(counts.added)),
                    "kept": .number(JSONNumber(counts.kept)),
                    "removed": .number(JSONNumber(counts.removed)),
                ],
                scope: Participant.scope(of: participant)
            )
        )
    }
}

/// Takes one line out of the viewer's own inventory.
package struct RemoveInventoryItem: Command {
    package let viewer: Viewer
    package let id: InventoryItemID

    package init(viewer: Viewer, id: InventoryItemID) {
        self.viewer = viewer
        self.id = id
    }

    package var scopes: [SealingScope] {
        viewer.participant.map { [Participant.scope(of: $0)] } ?? []
    }

    package func authorize(in transaction: any Transaction) throws {
        let viewer = try transaction.current(viewer)
        try decide(viewer, .keepInventory).hiding()
        // Another's line and one that never was are one answer.
        try transaction.require(viewer, .readInventory, on: id, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> Done {
        guard let participant = viewer.participant else { throw Refusal.notFound }
        try transaction.append(
            EntryDraft(
                .inventoryItemRemoved,
                subject: id,
                body: [:],
                scope: Participant.scope(of: participant)
            )
        )
        try transaction.takeOut([id])
        return Done()
    }
}

extension InventoryLine {
    /// What makes two lines the same line.
    fileprivate var key: String { "\(reach.rawValue) \(purl)" }
}

extension Transaction {
    /// Takes lines out, with their markings.
    func takeOut(_ items: [InventoryItemID]) throws {
        for page in items.pages(of: 500) {
            try run("DELETE FROM inventory_items WHERE id IN (\(each: page))")
        }
        for item in items { try unmark(item) }
    }

    /// A participant's lines by what makes them the same.
    fileprivate func knownLines(of participant: ParticipantID) throws -> [String: InventoryItemID] {
        let rows = try all(
            "SELECT id, purl, reach FROM inventory_items WHERE participant = \(participant)"
        ) { row in
            let id: InventoryItemID = try row.read()
            let purl: String = try row.read()
            return (key: "\(try row.read(AssetReach.self).rawValue) \(purl)", id: id)
        }
        return Dictionary(rows.map { ($0.key, $0.id) }) { first, _ in first }
    }
}

extension EntryKind {
    /// How many lines were added, kept and taken out; never which.
    package static let inventoryListed = EntryKind("inventory.listed")
    package static let inventoryItemRemoved = EntryKind("inventory.item-removed")
}

extension Refusal {
    static let importTooLong = Refusal(
        .limit,
        code: "import-too-long",
        detail: "At most \(InventoryLimit.itemsPerImport) lines at once; send the list in parts."
    )

    static let inventoryFull = Refusal(
        .limit,
        code: "inventory-full",
        detail: """
            An inventory has at most \(InventoryLimit.items) lines; take out what no longer runs, \
            or replace the list.
            """
    )

    /// What is wrong with lines to be listed, all at once as far as a page goes.
    package static func invalidInventory(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-inventory",
            detail: faults.count > InventoryLimit.faults
                ? "Nothing was listed; here are the first \(InventoryLimit.faults) faults."
                : "Nothing was listed; see the faults.",
            faults: Array(faults.prefix(InventoryLimit.faults))
        )
    }
}
