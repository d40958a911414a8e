// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
import Scanning
package import Store
import StrictJSON

/// Stores a report and its findings in one commit, with or without an account (ORDER V1).
///
/// The bytes lie in a blob by then. Each finding is new, joins the oldest one that it is equal to,
/// or is near some; the finders of merged findings are told, none of them whom it concerns.
package struct SubmitReport: Command {
    package let viewer: Viewer
    /// Made by the caller: its sealing key is prepared before the batch.
    package let id: ReportID
    /// The digest of the receipt that the finder keeps.
    package let receipt: [UInt8]
    package let draft: ReportDraft
    package let blob: BlobReceipt

    package init(
        viewer: Viewer,
        id: ReportID,
        receipt: SubmissionReceipt,
        draft: ReportDraft,
        blob: BlobReceipt
    ) {
        self.viewer = viewer
        self.id = id
        self.receipt = receipt.digest
        self.draft = draft
        self.blob = blob
    }

    package var scopes: [SealingScope] { [SealingScope(id)] }

    package func authorize(in transaction: any Transaction) throws {
        let viewer = try transaction.current(viewer)
        try decide(viewer, .submitReport).hiding()
        guard let scan = draft.terms.scan else { return }
        // Somebody else's scan and one that never was are the same fault.
        guard try transaction.isOwn(scan, of: viewer) else {
            throw Refusal.invalidReport([
                Refusal.Fault(
                    place: "/scan",
                    code: "unknown-scan",
                    reason: "It is the id of a scan that your participant has declared."
                )
            ])
        }
    }

    package func perform(in transaction: any Transaction) throws -> ReportID {
        try transaction.keep(blob: blob.address, for: id)
        try insertReport(in: transaction)
        try transaction.mark(marking(of: ID(id), kind: .report))
        try transaction.append(
            EntryDraft(.reportReceived, subject: id, body: body, scope: SealingScope(id))
        )
        var taking = ClaimTaking(report: self, transaction: transaction)
        try taking.takeAll()
        return id
    }

    /// The marking of the report, and of everything read out of it: terms travel (ORDER C5).
    func marking(of thing: ID<AnyThing>, kind: ThingKind) -> Marking {
        Marking(
            thing: thing,
            kind: kind,
            owner: viewer.participant,
            tlp: draft.terms.tlp,
            embargoUntil: draft.terms.embargoUntil
        )
    }

    private var body: JSONValue {
        [
            "kind": .string(draft.kind.rawValue),
            "digest": .string(draft.digest.hexadecimal),
            "blob": .string(blob.address.bytes.hexadecimal),
            "taken": .number(JSONNumber(draft.counts.taken)),
            "repeated": .number(JSONNumber(draft.counts.repeated)),
            "setAside": .number(JSONNumber(draft.counts.setAside)),
        ]
    }

    private func insertReport(in transaction: any Transaction) throws {
        let scope = SealingScope(id)
        let terms = draft.terms
        let credit = try terms.credit.text.map { try transaction.seal(Array($0.utf8), for: scope) }
        let contact = try terms.contact.map { try transaction.seal(Array($0.utf8), for: scope) }
        let package = terms.package.flatMap { ReportTerms.package($0)?.name }
        try transaction.run(
            """
            INSERT INTO reports (id, owner, kind, package, scan, credit, contact, receipt, blob,
                size, digest, received, taken, repeated, set_aside)
            VALUES (\(id), \(viewer.participant), \(draft.kind), \(package), \(terms.scan),
                \(credit), \(contact), \(receipt), \(blob.address), \(blob.sizeBytes),
                \(draft.digest), \(transaction.now), \(draft.counts.taken),
                \(draft.counts.repeated), \(draft.counts.setAside))
            """
        )
    }
}

extension Querying {
    /// Whether the viewer's participant has declared the scan.
    fileprivate func isOwn(_ scan: ScanID, of viewer: Viewer) throws -> Bool {
        guard let marking = try marking(of: ID(scan)), marking.kind == .scan else { return false }
        return marking.owner != nil && marking.owner == viewer.participant
    }
}

extension EntryKind {
    package static let reportReceived = EntryKind("report.received")
    package static let reportOpened = EntryKind("report.opened")
    package static let findingReported = EntryKind("finding.reported")
    package static let findingMerged = EntryKind("finding.merged")
    package static let findingSplit = EntryKind("finding.split")
}
