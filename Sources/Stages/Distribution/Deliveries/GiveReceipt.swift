// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
import Prioritization
package import Store
import StrictJSON

/// A recipient says what became of a delivery; nobody else can, nor reads the note.
package struct GiveReceipt: Command {
    /// Bytes of a note at most: some sentences.
    package static let noteBytes = 2_000
    /// Receipts of one delivery at most: a loop at a site must not fill the journal.
    static let most = 200

    package let viewer: Viewer
    package let delivery: DeliveryID
    package let kind: ReceiptKind
    package let note: String?

    package init(
        viewer: Viewer,
        delivery: DeliveryID,
        kind: ReceiptKind,
        note: String? = nil
    ) throws {
        self.viewer = viewer
        self.delivery = delivery
        self.kind = kind
        self.note = note
        var faults: [Refusal.Fault] = []
        TextCheck(place: "/note", maximumBytes: Self.noteBytes, lines: true)
            .check(note ?? "", &faults)
        guard faults.isEmpty else {
            throw Refusal(
                .invalid,
                code: "invalid-receipt",
                detail: "The note cannot be kept like this; see the faults.",
                faults: faults
            )
        }
    }

    package var scopes: [SealingScope] {
        viewer.participant.map { [Participant.scope(of: $0)] } ?? []
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .giveReceipt, on: delivery, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> DeliveryID {
        let row = try transaction.first(
            """
            SELECT id, bundle, participant, made_at, state, changed_at FROM deliveries
            WHERE id = \(delivery)
            """
        ) { try DeliveryRow(&$0) }
        guard let row else { throw Refusal.notFound }
        let given: [ReceiptKind] = try transaction.all(
            "SELECT kind FROM receipts WHERE delivery = \(delivery) LIMIT \(Self.most)"
        ) { try $0.read() }
        var lifecycle = ReceiptLifecycle(state: row.state, wasOpened: given.contains(.opened))
        guard try lifecycle.give(kind) else { return delivery }
        guard given.count < Self.most else { throw Refusal.tooManyReceipts }
        try keep(lifecycle, of: row, in: transaction)
        return delivery
    }

    private func keep(
        _ lifecycle: ReceiptLifecycle,
        of row: DeliveryRow,
        in transaction: any Transaction
    ) throws {
        let scope = Participant.scope(of: row.participant)
        let sealed = try note.map { try transaction.seal(Array($0.utf8), for: scope) }
        let id = transaction.newID(ReceiptMark.self)
        try transaction.run(
            """
            INSERT INTO receipts (id, delivery, kind, note, given_at)
            VALUES (\(id), \(delivery), \(kind), \(sealed), \(transaction.now))
            """
        )
        try transaction.run(
            """
            UPDATE deliveries SET state = \(lifecycle.state), changed_at = \(transaction.now)
            WHERE id = \(delivery)
            """
        )
        var body: JSONObject = ["kind": .string(kind.rawValue)]
        body["note"] = note.map { .string($0) }
        try transaction.append(
            EntryDraft(.receiptGiven, subject: delivery, body: .object(body), scope: scope)
        )
        try settle(row, in: transaction)
    }

    /// The operator's own list of what affects it says so too.
    private func settle(_ row: DeliveryRow, in transaction: any Transaction) throws {
        let outcome: DealingOutcome? =
            switch kind {
            case .deployed: .deployed
            case .mitigated: .mitigated
            case .notAffected: .notAffected
            case .delivered, .opened, .staged, .deferred, .declined: nil
            }
        let vulnerability: VulnerabilityID? = try transaction.first(
            "SELECT vulnerability FROM bundles WHERE id = \(row.bundle)"
        ) { try $0.read() }
        guard let outcome, let vulnerability else { return }
        try transaction.settle(vulnerability, by: row.participant, as: outcome)
    }
}

/// Marks the id of a receipt.
enum ReceiptMark {}

extension Refusal {
    static let tooManyReceipts = Refusal(
        .limit,
        code: "too-many-receipts",
        detail: "A delivery takes at most \(GiveReceipt.most) receipts; the last one stands."
    )
}
