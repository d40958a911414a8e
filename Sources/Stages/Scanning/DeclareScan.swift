// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// Declares an intent; from the start of its window on it is a lease, without a further step.
package struct DeclareScan: Command {
    /// Open scans of one participant at most: a thousand tools at work at once.
    package static let openLimit = 1_000
    /// Scopes that one participant declares a day at most, in UTC: what is declared is kept, also
    /// where it is cancelled at once.
    package static let dayLimit = 10_000

    package let viewer: Viewer
    package let intent: ScanIntent
    /// What `Store.allowance(of:declaring:)` answered for it.
    package let allowance: AdviceAllowance?

    package init(viewer: Viewer, intent: ScanIntent, allowance: AdviceAllowance?) {
        self.viewer = viewer
        self.intent = intent
        self.allowance = allowance
    }

    package var scopes: [SealingScope] {
        guard intent.hasSealedWords, let participant = viewer.participant else { return [] }
        return [Participant.scope(of: participant)]
    }

    package func authorize(in transaction: any Transaction) throws {
        try decide(transaction.current(viewer), .declareScan).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> ScanID {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        try Self.requireRoom(for: participant, in: transaction)
        let allowance =
            try allowance ?? transaction.count(questionsOn: intent.scopes, of: participant)
        let bases = try transaction.bases(
            of: intent,
            for: participant,
            allowance: allowance,
            at: transaction.now
        )
        try transaction.count(declared: intent.scopes.count, by: participant)
        let scan = transaction.newID(ScanMark.self)
        let expires = ScanLease.firstExpiry(of: intent.window, declared: transaction.now)
        let told = ScanEntries.Declared(
            participant: participant,
            scopes: intent.scopes,
            technique: intent.technique,
            modelFamily: intent.modelFamily,
            window: intent.window,
            expires: expires
        )
        let position = try transaction.append(
            EntryDraft(.scanDeclared, subject: scan, body: told.body)
        )
        // The journal's sequence rises with every lease, on every scope and over all processes.
        let lease = ScanLease(
            window: intent.window,
            fence: position.next - 1,
            renewed: transaction.now,
            expires: expires,
            outcome: nil
        )
        let isAdvised = allowance == .within
        try store(scan, of: participant, lease, bases, isAdvised, in: transaction)
        try transaction.mark(
            Marking(thing: ID(scan), kind: .scan, owner: participant, tlp: .amberStrict)
        )
        return scan
    }

    private static func requireRoom(
        for participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        guard try transaction.openScans(of: participant, now: transaction.now) < openLimit else {
            throw Refusal.tooManyScans
        }
        guard try transaction.scopesDeclared(by: participant) < dayLimit else {
            throw Refusal.tooManyScansToday
        }
    }

    private func store(
        _ scan: ScanID,
        of participant: ParticipantID,
        _ lease: ScanLease,
        _ bases: [ScopeBasis],
        _ isAdvised: Bool,
        in transaction: any Transaction
    ) throws {
        let key = Participant.scope(of: participant)
        let note = try intent.note.map { try transaction.seal(Array($0.utf8), for: key) }
        let contact = try intent.contact.map { try transaction.seal(Array($0.utf8), for: key) }
        let evidence = try intent.evidence.map { try transaction.seal($0.sealed, for: key) }
        try transaction.run(
            """
            INSERT INTO scans (id, participant, technique, tool, model_family, intensity, starts,
                ends, note, contact, evidence, advised, fence, declared, renewed, expires)
            VALUES (\(scan), \(participant), \(intent.technique), \(intent.tool),
                \(intent.modelFamily), \(intent.intensity), \(lease.window.start),
                \(lease.window.end), \(note), \(contact), \(evidence), \(isAdvised ? 1 : 0), \(lease.fence),
                \(transaction.now), \(lease.renewed), \(lease.expires))
            """
        )
        try store(scan, bases, in: transaction)
    }

    private func store(
        _ scan: ScanID,
        _ bases: [ScopeBasis],
        in transaction: any Transaction
    ) throws {
        for (place, (scope, basis)) in zip(intent.scopes, bases).enumerated() {
            try transaction.run(
                """
                INSERT INTO scan_scopes (scan, place, scope, scope_key, scope_bits, basis,
                    authorized_by)
                VALUES (\(scan), \(place), \(scope.text), \(scope.key.bytes), \(scope.key.bits),
                    \(basis.basis), \(basis.authorization))
                """
            )
        }
        for (place, source) in intent.sources.enumerated() {
            try transaction.run(
                """
                INSERT INTO scan_sources (scan, place, source)
                VALUES (\(scan), \(place), \(source.text))
                """
            )
        }
    }
}

extension Refusal {
    fileprivate static let tooManyScans = Refusal(
        .limit,
        code: "too-many-scans",
        detail: "At most \(DeclareScan.openLimit) scans may be open. End those that are done."
    )
}

extension Refusal {
    fileprivate static let tooManyScansToday = Refusal(
        .limit,
        code: "too-many-scans",
        detail: """
            A participant declares at most \(DeclareScan.dayLimit) scopes a day. Declare what is left \
            after midnight UTC, or fewer and wider scopes.
            """
    )
}

extension ScanIntent {
    /// Whether something in it is kept sealed.
    fileprivate var hasSealedWords: Bool { note != nil || contact != nil || evidence != nil }
}
