// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// Finds what is known of questions in the tables, each source and target once for all of them.
///
/// It asks the tables and not the index in memory, which forgets leases that ended.
package struct AlertLookup {
    /// Leases of a source or on a target after which no further rows are read for them.
    static let heldLimit = 64
    /// Rows that are read at first for a source or a target, and where these are too few: one scan
    /// may have many scopes on a target's ports.
    static let rowsRead = [128, 2_048]
    /// Rows that are read for all questions of a request; past them each is left undetermined.
    static let allRows = 131_072

    /// Leases of a source, on a target, or both; some may be left out.
    private struct Held {
        var matches: [AlertEvidence.Match] = []
        var isCut = false
    }

    private let tables: any Querying
    private let participant: ParticipantID
    private let now: Instant
    private let span: ClosedRange<Instant>
    private var controls: [Scope: Bool] = [:]
    private var held: [AlertSide: Held] = [:]
    private var rowsLeft = Self.allRows

    /// For questions of one participant whose moments lie in a span.
    package init(
        _ tables: any Querying,
        for participant: ParticipantID,
        span: ClosedRange<Instant>,
        now: Instant
    ) {
        self.tables = tables
        self.participant = participant
        self.span = span
        self.now = now
    }

    /// Whether the participant may ask about a target: it has proven that it is its own.
    package mutating func isControlled(_ target: Scope) throws -> Bool {
        if let known = controls[target] { return known }
        let found = try tables.controls(participant, target, at: now)
        controls[target] = found
        return found
    }

    /// The answer to a question; `token` is one whose signature was found good.
    package mutating func judge(
        _ question: AlertQuestion,
        token: ProbeToken? = nil
    ) throws -> AlertJudgement {
        AlertRule.judge(try evidence(question, token), at: question.moment)
    }

    private mutating func evidence(
        _ question: AlertQuestion,
        _ token: ProbeToken?
    ) throws -> AlertEvidence {
        let (source, target) = (question.source, question.target)
        var evidence = AlertEvidence()
        let from = try leases(.source(source), at: question.moment)
        let on = try leases(.target(target), at: question.moment)
        evidence.fromSource = from.matches.map(\.lease)
        evidence.onTarget = on.matches
        evidence.areListsCutOff = from.isCut || on.isCut
        if evidence.areListsCutOff {
            let moment = question.moment
            let both = try read(.both(source, target), in: moment...moment)
            (evidence.both, evidence.isCutOff) = (both.matches, both.isCut)
        } else {
            let scans = Set(from.matches.map(\.lease.scan))
            evidence.both = on.matches.filter { scans.contains($0.lease.scan) }
        }
        guard let token else { return evidence }
        evidence.hasToken = true
        if token.scope.contains(target) {
            evidence.isTokenOutOfTime = (try? token.check(at: question.moment)) == nil
            if !evidence.isTokenOutOfTime {
                evidence.ofToken = try read(.scan(token.scan, target), in: nil).matches
            }
        }
        return evidence
    }

    /// Leases of one side, read once for all questions; where those are too many, the question's
    /// own moment is looked up.
    private mutating func leases(_ side: AlertSide, at moment: Instant) throws -> Held {
        let all: Held
        if let known = held[side] {
            all = known
        } else {
            all = try read(side, in: span)
            held[side] = all
        }
        guard all.isCut, span.lowerBound < span.upperBound else { return all }
        return try read(side, in: moment...moment)
    }

    /// Reads until all is read or enough leases are found.
    private mutating func read(_ side: AlertSide, in span: ClosedRange<Instant>?) throws -> Held {
        var found = Held(isCut: true)
        for limit in Self.rowsRead.map({ min($0, rowsLeft) }) where found.isCut && limit > 0 {
            let rows = try tables.rows(side, in: span, limit: limit)
            rowsLeft -= rows.count
            var seen: Set<AlertEvidence.Match> = []
            found.matches = rows.compactMap(side.match).filter { seen.insert($0).inserted }
            found.isCut = rows.count == limit
            if Set(found.matches.map(\.lease.scan)).count >= Self.heldLimit { break }
        }
        return found
    }
}

/// By what leases are looked up.
private enum AlertSide: Hashable {
    /// A declared network of theirs holds this address.
    case source(Scope)
    /// A scope of theirs overlaps this one.
    case target(Scope)
    /// Both, source first.
    case both(Scope, Scope)
    /// One scan, where it overlaps a target.
    case scan(ScanID, Scope)

    var target: Scope? {
        switch self {
        case .source: nil
        case .target(let target), .both(_, let target), .scan(_, let target): target
        }
    }

    /// What a row says of this side; nil where its scope only has its key in common with it.
    func match(_ row: LeaseRow) -> AlertEvidence.Match? {
        guard let target else { return .init(row.lease, covers: false, basis: row.basis) }
        // What is stored was checked before; a kind that is known no more is passed over.
        guard let scope = try? Scope(parsing: row.scope), scope.overlaps(target) else { return nil }
        return .init(row.lease, covers: scope.contains(target), basis: row.basis)
    }

    /// The table that it is looked up in, as `found`, and what holds there.
    var lookup: Statement {
        let columns = ScopeColumns(key: "found.scope_key", bits: "found.scope_bits")
        let from = { (source: Scope) -> Statement in
            "source IN (\(each: source.declarableNetworks))"
        }
        return switch self {
        case .source(let source):
            """
            (SELECT scan, place, source AS scope, 'open' AS basis FROM scan_sources
                WHERE \(fragment: from(source))) AS found
            JOIN scans ON scans.id = found.scan WHERE 1 = 1
            """
        case .target(let target):
            """
            scan_scopes AS found JOIN scans ON scans.id = found.scan
            WHERE \(fragment: columns.meet(target))
            """
        case .both(let source, let target):
            """
            scan_scopes AS found JOIN scans ON scans.id = found.scan
            WHERE \(fragment: columns.meet(target)) AND EXISTS (SELECT 1 FROM scan_sources
                WHERE scan_sources.scan = scans.id AND \(fragment: from(source)))
            """
        case .scan(let scan, let target):
            """
            scan_scopes AS found JOIN scans ON scans.id = found.scan
            WHERE \(fragment: columns.meet(target)) AND scans.id = \(scan)
            """
        }
    }
}

/// A lease with one of its scopes, or of its sources.
private struct LeaseRow {
    let lease: AlertLease
    let scope: String
    let basis: ScanBasis
}

extension Querying {
    /// Rows of leases that were not cancelled and whose window touches the span, the latest first.
    fileprivate func rows(
        _ side: AlertSide,
        in span: ClosedRange<Instant>?,
        limit: Int
    ) throws -> [LeaseRow] {
        let touching: Statement = span.map { AlertLease.touches($0) } ?? "1 = 1"
        return try all(
            """
            SELECT \(fragment: AlertLease.columns), found.scope, found.basis
            FROM \(fragment: side.lookup) AND \(fragment: touching)
                AND (scans.outcome IS NULL OR scans.outcome <> \(ScanOutcome.cancelled))
            ORDER BY scans.id DESC, found.place LIMIT \(limit)
            """
        ) { row in
            LeaseRow(
                lease: try AlertLease(&row),
                scope: try row.read(),
                basis: try row.read()
            )
        }
    }
}

extension AlertLease {
    fileprivate static let columns: Statement = """
        scans.id, scans.participant, scans.starts, scans.ends, scans.declared, scans.expires, \
        scans.ended, scans.outcome
        """

    fileprivate init(_ row: inout Row) throws {
        self.init(
            scan: try row.read(),
            participant: try row.read(),
            window: ScanWindow(start: try row.read(), end: try row.read()),
            declared: try row.read(),
            expires: try row.read(),
            ended: try row.read(),
            outcome: try row.read()
        )
    }

    /// Holds for scans whose window comes as near to the span as clocks may be apart.
    ///
    /// A bound on ids would leave out what is long past, and lead SQLite along all that is not.
    fileprivate static func touches(_ span: ClosedRange<Instant>) -> Statement {
        let from = span.lowerBound.adding(seconds: -ProbeToken.clockSeconds)
        let to = span.upperBound.adding(seconds: ProbeToken.clockSeconds)
        return "(scans.starts <= \(to) AND scans.ends > \(from))"
    }
}

extension Scope {
    /// The canonical texts of all networks that a scan may declare as its source and that hold
    /// this address.
    var declarableNetworks: [String] {
        guard kind == .network else { return [] }
        let address = Array(key.bytes.dropFirst())
        let narrowest = address.count * 8
        let widest = isIPv4 ? ScanIntent.sourcePrefix4 : ScanIntent.sourcePrefix6
        guard networkPrefix == narrowest else { return [] }
        return (widest...narrowest).map { length in
            let beginning = ScopeKey(tag: key.bytes[0], address, bits: length)
            let kept = Array(beginning.bytes.dropFirst())
            let zeros = [UInt8](repeating: 0, count: address.count - kept.count)
            return "\(Self.text(of: kept + zeros))/\(length)"
        }
    }
}
