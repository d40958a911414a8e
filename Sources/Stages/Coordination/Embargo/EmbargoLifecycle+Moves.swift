// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

// The moves. Each is refused with what to do instead, and changes nothing then.
extension EmbargoLifecycle {
    /// Somebody comes onto the case, or is asked again.
    package mutating func invite(_ participant: ParticipantID, isCoordinator: Bool) {
        var party = Party(isCoordinator: isCoordinator)
        party.signed = parties[participant]?.signed
        party.accepted = parties[participant]?.accepted
        parties[participant] = party
    }

    /// Somebody puts an end on the table and accepts it by that; what is in force stays so.
    package mutating func propose(
        end: Instant,
        by participant: ParticipantID,
        now: Instant
    ) throws(Refusal) -> [Effect] {
        guard var party = parties[participant] else { throw .notOnCase }
        guard state(at: now) != .exited else { throw .embargoExited }
        try Self.check(end: end, now: now)
        guard terms(at: now)?.end != end, offer(at: now)?.end != end else {
            throw .embargoSameEnd
        }
        guard proposals < Self.mostProposals else { throw .tooManyProposals }
        proposals += 1
        let terms = Terms(number: proposals, end: end, proposer: participant)
        onTable = terms
        party.accepted = terms.number
        parties[participant] = party
        return [.proposed(terms)] + settle(now: now)
    }

    /// A party accepts the terms of that number: those in force, or those on the table.
    ///
    /// 0 is for a case without terms. Accepting again changes nothing, but that a coordinator who
    /// does so waits no longer for answers to a later end.
    package mutating func accept(
        _ number: Int,
        by participant: ParticipantID,
        now: Instant
    ) throws(Refusal) -> [Effect] {
        guard var party = parties[participant] else { throw .notOnCase }
        if let terms = terms(at: now), terms.number == number {
            party.signed = Signed(number: terms.number, end: terms.end)
        } else if let offer = offer(at: now), offer.number == number {
            party.accepted = number
        } else {
            // Whoever comes while a proposal lies there without being in force may join as it is.
            guard number == 0, terms(at: now) == nil else { throw .termsChanged }
        }
        if party.declined == number || number == 0 { party.declined = nil }
        parties[participant] = party
        return settle(now: now, insists: party.isCoordinator)
    }

    /// A party declines the terms of that number.
    ///
    /// On the table: for itself, or for all as coordinator or proposer. In force: it takes its
    /// consent back, and stays bound by what it was shown under it.
    package mutating func decline(
        _ number: Int,
        by participant: ParticipantID,
        now: Instant
    ) throws(Refusal) -> [Effect] {
        guard var party = parties[participant] else { throw .notOnCase }
        if let offer = offer(at: now), offer.number == number {
            if party.isCoordinator || offer.proposer == participant {
                onTable = nil
                return [.rejected(offer)]
            }
            if party.accepted == number { party.accepted = nil }
        } else if let terms = terms(at: now), terms.number == number {
            guard !party.isCoordinator else { throw .coordinatorHolds }
            party.signed = nil
        } else {
            guard number == 0, terms(at: now) == nil else { throw .termsChanged }
        }
        party.declined = number
        parties[participant] = party
        return settle(now: now)
    }

    /// The coordinator ends it before its hour, because silence protects nobody any more.
    package mutating func terminate(
        _ ending: Ending,
        by participant: ParticipantID,
        now: Instant
    ) throws(Refusal) -> [Effect] {
        guard let party = parties[participant] else { throw .notOnCase }
        guard party.isCoordinator else { throw .coordinatorTerminates }
        guard terms(at: now) != nil else {
            throw state(at: now) == .exited ? .embargoExited : .noEmbargo
        }
        // That two people released it is not for one to say.
        guard ending != .released else { throw .twoPeopleRelease }
        return end(ending, now: now)
    }

    /// Two people released what it covers; an embargo that is over, or never was, stays so.
    package mutating func release(now: Instant) -> [Effect] {
        guard exit == nil, terms(at: now) != nil else { return [] }
        return end(.released, now: now)
    }

    /// Somebody leaves; their word is no longer waited for, and they stay bound by what they saw.
    package mutating func leave(_ participant: ParticipantID, now: Instant) -> [Effect] {
        parties[participant] = nil
        return settle(now: now)
    }

    private mutating func end(_ ending: Ending, now: Instant) -> [Effect] {
        exit = Exit(ending: ending, at: now)
        onTable = nil
        return [.exited(ending)]
    }

    /// What lies on the table comes into force once a coordinator has accepted it, and everybody
    /// who signed a later end: no silence that somebody relies on is cut short without them.
    ///
    /// A coordinator who proposes other terms is taken to accept them when all signatories have
    /// answered, or when it insists. Whoever has not accepted by then lapses.
    private mutating func settle(now: Instant, insists: Bool = false) -> [Effect] {
        guard let offer = offer(at: now) else { return [] }
        let hasAccepted = { (party: Party) in party.accepted == offer.number }
        let isOpened = parties.values.contains { $0.isCoordinator && hasAccepted($0) }
        let isMissed = parties.values.contains { party in
            !hasAccepted(party) && party.signed.map { $0.end > offer.end } == true
        }
        let isAwaited = parties.values.contains { party in
            party.signed?.number == terms(at: now)?.number && party.signed != nil
                && !hasAccepted(party) && party.declined != offer.number
        }
        guard isOpened, !isMissed, insists || !isAwaited else { return [] }
        inForce = offer
        onTable = nil
        for (participant, party) in parties where hasAccepted(party) {
            parties[participant]?.signed = Signed(number: offer.number, end: offer.end)
        }
        return [.inForce(offer)]
    }
}
