// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Asks to be introduced to those whose scans overlap with one's own, or takes that back.
///
/// Whoever asked before and overlaps is introduced at once; whoever asks later, when it does.
package struct AskIntroduction: Command {
    /// Introductions that one asking makes at most; who is left comes with the next.
    package static let atOnce = 16
    /// Scopes of others that are compared for each of the scan's own.
    static let lookedAt = 512

    package let viewer: Viewer
    package let scan: ScanID
    /// Whether it is wanted, or no more.
    package let isWanted: Bool

    package init(viewer: Viewer, scan: ScanID, isWanted: Bool) {
        self.viewer = viewer
        self.scan = scan
        self.isWanted = isWanted
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeScan, on: scan, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> ScanID {
        let row = try transaction.leased(scan)
        try transaction.run("DELETE FROM introductions_wanted WHERE scan = \(scan)")
        guard isWanted else { return scan }
        let state = row.lease.state(at: transaction.now)
        guard state == .planned || state == .active else {
            throw state == .lapsed || state == .over ? Refusal.leaseExpired : Refusal.scanEnded
        }
        let scopes = try transaction.introducible(scan)
        guard !scopes.isEmpty else { throw Refusal.introductionNeedsWord }
        try transaction.run(
            """
            INSERT INTO introductions_wanted (scan, asked) VALUES (\(scan), \(transaction.now))
            """
        )
        for other in try transaction.wanting(row, on: scopes) {
            try transaction.introduce(row, to: other)
        }
        return scan
    }
}

extension Refusal {
    static let introductionNeedsWord = Refusal(
        .conflict,
        code: "introduction-needs-word",
        detail: """
            Introductions on networks, names and services are for those whom their owner allowed \
            the scan here: prove that it is yours, or be authorized by its owner.
            """
    )
}

extension Transaction {
    /// The scopes of a scan on which it may be introduced: stating a document is not enough, or
    /// anybody could state one and wait.
    fileprivate func introducible(_ scan: ScanID) throws -> [Scope] {
        let rows = try all(
            """
            SELECT scope FROM scan_scopes WHERE scan = \(scan) AND basis <> \(ScanBasis.document)
            ORDER BY place
            """
        ) { try $0.read(String.self) }
        return rows.compactMap { try? Scope(parsing: $0) }
    }

    /// Scans of others that want to be introduced and look at one of these scopes in the same time.
    fileprivate func wanting(_ row: ScanRow, on scopes: [Scope]) throws -> [ScanRow] {
        var found: [ScanID: [Scope]] = [:]
        for scope in scopes {
            let columns = ScopeColumns(key: "seen.scope_key", bits: "seen.scope_bits")
            let ids = try all(
                """
                SELECT wanted.scan, seen.scope FROM introductions_wanted wanted
                JOIN scans ON scans.id = wanted.scan JOIN scan_scopes seen ON seen.scan = scans.id
                WHERE \(fragment: columns.meet(scope)) AND seen.basis <> \(ScanBasis.document)
                    AND scans.participant <> \(row.participant) AND scans.outcome IS NULL
                    AND scans.expires > \(now) AND scans.starts < \(row.lease.window.end)
                    AND scans.ends > \(row.lease.window.start)
                    AND NOT EXISTS (SELECT 1 FROM introductions made
                        WHERE (made.first_scan = scans.id AND made.second_scan = \(row.id))
                            OR (made.second_scan = scans.id AND made.first_scan = \(row.id)))
                ORDER BY wanted.scan LIMIT \(AskIntroduction.lookedAt)
                """
            ) { (scan: try $0.read(ScanID.self), scope: try $0.read(String.self)) }
            for (scan, text) in ids {
                guard let other = try? Scope(parsing: text), other.overlaps(scope) else { continue }
                found[scan, default: []].append(other)
            }
        }
        return try found.keys.sorted().prefix(AskIntroduction.atOnce).map { try leased($0) }
    }

    fileprivate func introduce(_ row: ScanRow, to other: ScanRow) throws {
        let id = newID(IntroductionMark.self)
        try run(
            """
            INSERT INTO introductions (id, first_scan, second_scan, first_participant,
                second_participant, made)
            VALUES (\(id), \(row.id), \(other.id), \(row.participant), \(other.participant),
                \(now))
            """
        )
        try mark(
            Marking(
                thing: ID(id),
                kind: .introduction,
                owner: nil,
                tlp: .red,
                audience: [row.participant, other.participant]
            )
        )
        // Whom it names its audience sees; the log tells that there was one.
        try append(EntryDraft(.introduced, subject: id, body: [:]))
    }
}

extension EntryKind {
    package static let introduced = EntryKind("scan.introduced")
}
