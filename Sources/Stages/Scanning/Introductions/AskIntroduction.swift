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
    /// Scopes of others that are read at once for each of the scan's own: more than one scan has.
    static let pageSize = 128
    /// What a lookup, and a scope that it finds, cost next to a step of comparing.
    static let (lookupWork, rowWork) = (200, 20)

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
        let reached = try transaction.first(
            "SELECT reached FROM introductions_wanted WHERE scan = \(scan)"
        ) { try $0.read(ScanID?.self) }
        try transaction.run("DELETE FROM introductions_wanted WHERE scan = \(scan)")
        guard isWanted else { return scan }
        let state = row.lease.state(at: transaction.now)
        guard state == .planned || state == .active else {
            throw state == .lapsed || state == .over ? Refusal.leaseExpired : Refusal.scanEnded
        }
        let scopes = try transaction.introducible(scan)
        guard !scopes.isEmpty else { throw Refusal.introductionNeedsWord }
        let found = try transaction.wanting(row, on: scopes, after: reached ?? nil)
        try transaction.run(
            """
            INSERT INTO introductions_wanted (scan, asked, reached)
            VALUES (\(scan), \(transaction.now), \(found.reached))
            """
        )
        for other in found.scans { try transaction.introduce(row, to: other) }
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

    /// Scans of others that want to be introduced and look at one of these scopes in the same time,
    /// from where the last asking got to, and how far this one got; nil where it got to the end.
    ///
    /// Whoever is not compared for want of work is left out: a name is told only of an overlap.
    fileprivate func wanting(
        _ row: ScanRow,
        on scopes: [Scope],
        after first: ScanID?
    ) throws -> (scans: [ScanRow], reached: ScanID?) {
        var work = Scope.workLimit
        var found: Set<ScanID> = []
        var last = first
        while true {
            let (rows, end) = try near(row, on: scopes, after: last, work: &work)
            for other in rows {
                guard found.count < AskIntroduction.atOnce || found.contains(other.scan) else {
                    return (try found.sorted().map { try leased($0) }, last)
                }
                if other.overlaps(work: &work) { found.insert(other.scan) }
                guard work > 0 else {
                    // One that costs more than there is keeps nobody from who comes after it.
                    let reached = last == first ? other.scan : last
                    return (try found.sorted().map { try leased($0) }, reached)
                }
                // Of one scan the rows stand together.
                last = other.scan
            }
            if end { return (try found.sorted().map { try leased($0) }, nil) }
        }
    }

    /// The next of those scans with scopes that may overlap, in order, and whether they are the
    /// last.
    private func near(
        _ row: ScanRow,
        on scopes: [Scope],
        after last: ScanID?,
        work: inout Int
    ) throws -> (rows: [Near], isEnd: Bool) {
        var (rows, end) = ([Near](), ScanID?.none)
        for scope in scopes {
            let page = try wanting(near: row, on: scope, after: last, at: now)
            work -= AskIntroduction.lookupWork + page.count * AskIntroduction.rowWork
            rows += page
            // A full page may have cut its last scan off, and holds another before it.
            guard page.count == AskIntroduction.pageSize, let scan = page.last?.scan else {
                continue
            }
            end = min(end ?? scan, scan)
        }
        rows.sort { $0.scan < $1.scan }
        return (rows.filter { row in end.map { row.scan < $0 } ?? true }, end == nil)
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

extension Querying {
    /// Scopes of others' scans that want to be introduced and may overlap with a scan on one of its
    /// scopes, after the last that was read.
    func wanting(
        near row: ScanRow,
        on scope: Scope,
        after last: ScanID?,
        at now: Instant
    ) throws -> [Near] {
        let columns = ScopeColumns(key: "seen.scope_key", bits: "seen.scope_bits")
        let from: Statement = last.map { "wanted.scan > \($0)" } ?? "1 = 1"
        return try all(
            """
            SELECT wanted.scan, seen.scope FROM introductions_wanted wanted
            JOIN scans ON scans.id = wanted.scan JOIN scan_scopes seen ON seen.scan = scans.id
            WHERE \(fragment: columns.meet(scope)) AND seen.basis <> \(ScanBasis.document)
                AND \(fragment: from)
                AND scans.participant <> \(row.participant) AND scans.outcome IS NULL
                AND scans.expires > \(now) AND scans.starts < \(row.lease.window.end)
                AND scans.ends > \(row.lease.window.start)
                AND NOT EXISTS (SELECT 1 FROM introductions made
                    WHERE (made.first_scan = scans.id AND made.second_scan = \(row.id))
                        OR (made.second_scan = scans.id AND made.first_scan = \(row.id)))
            ORDER BY wanted.scan, seen.place LIMIT \(AskIntroduction.pageSize)
            """
        ) { Near(scan: try $0.read(), text: try $0.read(), scope: scope) }
    }
}

/// A scope of another's scan that may overlap with one of the asker's.
struct Near {
    let scan: ScanID
    fileprivate let text: String
    /// The asker's.
    fileprivate let scope: Scope

    fileprivate func overlaps(work: inout Int) -> Bool {
        guard let other = try? Scope(parsing: text) else { return false }
        return other.overlaps(scope, work: &work) && work > 0
    }
}

extension EntryKind {
    package static let introduced = EntryKind("scan.introduced")
}
