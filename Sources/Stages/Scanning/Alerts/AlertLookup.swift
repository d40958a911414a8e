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
    /// Rows that are read once for all questions of leases of another kind than their targets.
    static let otherRows = 4_096

    /// Leases of a source, on a target, or both; some may be left out.
    private struct Held {
        var matches: [AlertEvidence.Match] = []
        var isCut = false
    }

    /// Leases on what the participant controls of the kinds that a target is not.
    private struct Others {
        var leases: Set<AlertLease> = []
        var isCut = false
    }

    private let tables: any Querying
    private let participant: ParticipantID
    private let now: Instant
    private let span: ClosedRange<Instant>
    private var controls: [Scope: Bool] = [:]
    /// What the participant allowed others, once it is asked for.
    private var words: [Authorization]?
    private var held: [AlertSide: Held] = [:]
    /// By whether the target is a network.
    private var others: [Bool: Others] = [:]
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
    ///
    /// Also about moments before that: who joins on the day of an attack asks about that day.
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
        var evidence = AlertEvidence(asker: participant)
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
        if let token {
            try add(token, of: question, to: &evidence)
        } else if !on.matches.contains(where: { $0.lease.standing(at: question.moment) != .none }) {
            let others = try leases(ofOtherKindThan: target)
            evidence.ofOtherKind = others.leases
            if others.isCut { evidence.areListsCutOff = true }
        }
        return evidence
    }

    private mutating func add(
        _ token: ProbeToken,
        of question: AlertQuestion,
        to evidence: inout AlertEvidence
    ) throws {
        evidence.hasToken = true
        guard token.scope.contains(question.target) else { return }
        evidence.isTokenOutOfTime = (try? token.check(at: question.moment)) == nil
        guard !evidence.isTokenOutOfTime else { return }
        evidence.ofToken = try read(.scan(token.scan, question.target), in: nil).matches
    }

    /// Leases on what the participant controls of other kinds than a target: nobody here knows
    /// which address a name has.
    ///
    /// Read once for all questions, control by control: put together, an engine may rather read all
    /// scans. Where one of them lasts over all that is asked about, no others are needed.
    private mutating func leases(ofOtherKindThan target: Scope) throws -> Others {
        let isNetwork = target.kind == .network
        if let known = others[isNetwork] { return known }
        var (found, room) = (Others(), min(Self.otherRows, rowsLeft))
        // Whatever was declared before cannot have run in the span.
        let reach = ScanWindow.aheadSeconds + ScanWindow.maximumSeconds
        let oldest = ScanID(leastAt: span.lowerBound.adding(seconds: -reach))
        for control in try tables.heldControls(of: participant, at: now)
        where control.scope.kind.needsOwner && (control.scope.kind == .network) != isNetwork {
            let side = AlertSide.target(control.scope)
            let rows =
                try room > 0
                ? tables.leaseRows(side, in: span, declaredFrom: oldest, limit: room) : []
            found.leases.formUnion(rows.compactMap { side.match($0)?.lease })
            rowsLeft -= rows.count
            found.isCut = rows.count == room
            room -= rows.count
            if found.isCut || found.leases.contains(where: { lastsOverSpan($0) }) { break }
        }
        others[isNetwork] = found
        return found
    }

    private func lastsOverSpan(_ lease: AlertLease) -> Bool {
        lease.standing(at: span.lowerBound) != .none && lease.standing(at: span.upperBound) != .none
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
            let rows = try tables.leaseRows(side, in: span, limit: limit)
            rowsLeft -= rows.count
            var seen: Set<AlertEvidence.Match> = []
            let matches = try rows.compactMap { row in
                try side.match(row).map { try told($0, row, on: side.target) }
            }
            found.matches = matches.filter { seen.insert($0).inserted }
            found.isCut = rows.count == limit
            if Set(found.matches.map(\.lease.scan)).count >= Self.heldLimit { break }
        }
        return found
    }

    /// A match with the participant's own word for it, where another's stands in its lease.
    ///
    /// A lease keeps one word for a scope, the narrowest, and none where the scanner controls that
    /// itself: its owner may have given one all the same.
    private mutating func told(
        _ match: AlertEvidence.Match,
        _ row: AlertLeaseRow,
        on target: Scope?
    ) throws -> AlertEvidence.Match {
        guard let target, match.basis.isProven, row.lease.participant != participant,
            match.authorizer != participant
        else { return match }
        let given =
            try words
            ?? tables.authorizationRows(
                where: "owner = \(participant)",
                limit: GiveAuthorization.limit
            )
        words = given
        let isAllowed = given.contains { word in
            word.participant == row.lease.participant && word.given <= row.lease.declared
                && word.intensity >= row.intensity
                && min(word.ended ?? word.until, word.until) > row.lease.declared
                && word.scope.contains(target)
        }
        return isAllowed ? match.allowed(by: participant) : match
    }
}
