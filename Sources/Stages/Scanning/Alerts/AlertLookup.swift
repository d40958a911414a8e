// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// Finds what is known of questions in the tables, each source and target once for all of them.
///
/// It asks the tables and not the index in memory, which forgets leases that ended.
package struct AlertLookup {
    /// Leases of a source or on a target that are held for all questions; where there are more,
    /// each question asks for its own moment.
    static let heldLimit = 64
    /// Leases from one source on one target at one moment that are looked at.
    static let bothLimit = 256

    private let tables: any Querying
    private let participant: ParticipantID
    private let now: Instant
    private let span: ClosedRange<Instant>
    private var controls: [Scope: Bool] = [:]
    private var sources: [Scope: [AlertLease]] = [:]
    private var targets: [Scope: [AlertEvidence.Match]] = [:]

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
        var evidence = AlertEvidence()
        evidence.fromSource = try leases(from: question)
        evidence.onTarget = try matches(on: question)
        if !evidence.fromSource.isEmpty, !evidence.onTarget.isEmpty {
            evidence.both = try tables.matches(
                on: question.target,
                from: question.source,
                in: question.moment...question.moment,
                limit: Self.bothLimit
            )
            evidence.isCutOff = evidence.both.count == Self.bothLimit
        }
        if let token {
            evidence.hasToken = true
            if (try? token.check(at: question.moment, target: question.target)) != nil {
                evidence.ofToken = try tables.matches(of: token.scan, on: question.target)
            }
        }
        return evidence
    }

    private mutating func leases(from question: AlertQuestion) throws -> [AlertLease] {
        let source = question.source
        let held: [AlertLease]
        if let known = sources[source] {
            held = known
        } else {
            held = try tables.leases(from: source, in: span, limit: Self.heldLimit)
            sources[source] = held
        }
        guard held.count == Self.heldLimit else { return held }
        let moment = question.moment
        return try tables.leases(from: source, in: moment...moment, limit: Self.heldLimit)
    }

    private mutating func matches(
        on question: AlertQuestion
    ) throws -> [AlertEvidence.Match] {
        let target = question.target
        let held: [AlertEvidence.Match]
        if let known = targets[target] {
            held = known
        } else {
            held = try tables.matches(on: target, in: span, limit: Self.heldLimit)
            targets[target] = held
        }
        guard held.count == Self.heldLimit else { return held }
        let moment = question.moment
        return try tables.matches(on: target, in: moment...moment, limit: Self.heldLimit)
    }
}

extension Querying {
    /// Leases that declared a network which the address lies in, and whose window touches the
    /// span.
    fileprivate func leases(
        from source: Scope,
        in span: ClosedRange<Instant>,
        limit: Int
    ) throws -> [AlertLease] {
        try all(
            """
            SELECT DISTINCT \(fragment: AlertLease.columns) FROM scan_sources
            JOIN scans ON scans.id = scan_sources.scan
            WHERE scan_sources.source IN (\(each: source.declarableNetworks))
                AND \(fragment: AlertLease.touches(span))
            ORDER BY scans.id DESC LIMIT \(limit)
            """
        ) { try AlertLease(&$0) }
    }

    /// Leases on a target or a part of it whose window touches the span, from a source if one is
    /// named.
    fileprivate func matches(
        on target: Scope,
        from source: Scope? = nil,
        in span: ClosedRange<Instant>,
        limit: Int
    ) throws -> [AlertEvidence.Match] {
        let from: Statement =
            source.map { source in
                """
                AND EXISTS (SELECT 1 FROM scan_sources WHERE scan_sources.scan = scans.id
                    AND scan_sources.source IN (\(each: source.declarableNetworks)))
                """
            } ?? ""
        return try matches(
            on: target,
            where: "\(fragment: AlertLease.touches(span)) \(fragment: from)",
            limit: limit
        )
    }

    /// The scopes of one scan that overlap a target.
    fileprivate func matches(
        of scan: ScanID,
        on target: Scope
    ) throws -> [AlertEvidence.Match] {
        try matches(on: target, where: "scans.id = \(scan)", limit: Scope.limit)
    }

    private func matches(
        on target: Scope,
        where condition: Statement,
        limit: Int
    ) throws -> [AlertEvidence.Match] {
        let columns = ScopeColumns(key: "scan_scopes.scope_key", bits: "scan_scopes.scope_bits")
        let found = try all(
            """
            SELECT \(fragment: AlertLease.columns), scan_scopes.scope FROM scan_scopes
            JOIN scans ON scans.id = scan_scopes.scan
            WHERE \(fragment: columns.meet(target)) AND \(fragment: condition)
            ORDER BY scans.id DESC LIMIT \(limit)
            """
        ) { row in
            (lease: try AlertLease(&row), scope: try row.read(String.self))
        }
        return found.compactMap { row in
            // What is stored was checked before; a kind that is known no more is passed over.
            guard let scope = try? Scope(parsing: row.scope), scope.overlaps(target) else {
                return nil
            }
            return .init(row.lease, covers: scope.contains(target))
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
