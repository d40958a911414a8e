// SPDX-License-Identifier: Apache-2.0

import Access
package import Store

/// What a participant is told about one scope of a plan, before and while it scans.
package struct ScanAdvice: Hashable, Sendable {
    /// What it comes to, the most telling first.
    package enum Verdict: String, Sendable, CaseIterable {
        /// Its owner or maintainer asks that nobody scans it.
        case optedOut = "opted-out"
        /// Only its owner can allow it, and nothing here says that it does.
        case notAuthorized = "not-authorized"
        case overlapping
        /// Nobody scans it now or plans to, but a scan of it was completed not long ago.
        case recentlyCovered = "recently-covered"
        /// Nobody is there, and its owner or maintainer asks something of who comes.
        case rule
        case free
    }

    /// As it was asked.
    package let scope: Scope
    /// What the answer is about: where no owner's word is at hand, the place around the scope.
    package let about: Scope
    /// Whether something in the system, or a stated document, allows it; true where anybody may
    /// look.
    package let isAllowed: Bool
    /// What its owners and maintainers ask of scanners, the most telling first.
    package let rules: [ScanRule]
    package let overlap: OverlapAdvice
    /// Requests an hour that this scan may send, where a rule shares a budget among all and none
    /// refuses it.
    package let requestsPerHour: Int?

    package var verdict: Verdict {
        if rules.refuse { return .optedOut }
        if !isAllowed { return .notAuthorized }
        if overlap.overlapping != nil { return .overlapping }
        if overlap.covered != nil { return .recentlyCovered }
        return rules.isEmpty ? .free : .rule
    }
}

/// The advice on a whole plan, with something better where there is.
package struct PlanAdvice: Sendable {
    package let scopes: [ScanAdvice]
    package let proposal: ScanProposal
}

extension Store {
    /// Advice on a plan: what owners say, from the tables; who else is there, from the index.
    ///
    /// The writer waits for the index, so that all of it has one budget of work. Where nothing
    /// better is of use, `proposes` spares looking for it.
    package func planAdvice(
        _ question: OverlapQuestion,
        now: Instant,
        atLeast position: Position? = nil,
        proposes: Bool = true
    ) async throws -> PlanAdvice {
        let asked = try await read(atLeast: position) { try $0.grounds(of: question, at: now) }
        return try await committed(OverlapIndex.self, atLeast: position) { index in
            var work = OverlapTally.workLimit
            let answered = question.asked(of: asked.map(\.about))
            let found = index.advice(answered, now: now, work: &work)
            let proposal =
                proposes
                ? ScanProposal(for: question, asked, found, in: index, now: now, work: &work)
                : .nothing
            return PlanAdvice(
                scopes: zip(asked, found).map { $0.advice($1) },
                proposal: proposal
            )
        }
    }
}

/// What is known of one scope of a question before anybody else's scans are looked at.
struct AskedScope {
    let scope: Scope
    /// What the index is asked about.
    let about: Scope
    let isProven: Bool
    let isAllowed: Bool
    let rules: [ScanRule]

    /// Whether nobody is to scan it; nothing is then said on how to.
    var isRefused: Bool { rules.refuse }

    func advice(_ overlap: OverlapAdvice) -> ScanAdvice {
        let shares = rules.compactMap { $0.share(among: overlap.overlapping?.extent) }
        return ScanAdvice(
            scope: scope,
            about: about,
            isAllowed: isAllowed,
            rules: rules,
            overlap: overlap,
            requestsPerHour: isRefused ? nil : shares.min()
        )
    }
}

extension [ScanRule] {
    /// Whether one of them refuses a scan.
    fileprivate var refuse: Bool { contains(where: \.stance.refuses) }
}

extension Querying {
    /// What owners say about each scope of a question.
    fileprivate func grounds(
        of question: OverlapQuestion,
        at now: Instant
    ) throws -> [AskedScope] {
        var work = Scope.workLimit
        return try question.scopes.map { scope in
            let found = try question.participant.flatMap { participant in
                try self.basis(
                    of: scope,
                    for: participant,
                    intensity: question.intensity,
                    in: question.window,
                    at: now,
                    work: &work
                )
            }
            let isProven = found?.basis.isProven ?? false
            return AskedScope(
                scope: scope,
                about: scope.answered(isProven: isProven),
                isProven: isProven,
                isAllowed: found != nil || question.hasDocument || !scope.kind.needsOwner,
                rules: scope.kind.needsOwner && !isProven
                    ? try rules(toldToStrangersOn: scope, at: now, work: &work)
                    : try rules(on: scope, at: now, work: &work)
            )
        }
    }
}
