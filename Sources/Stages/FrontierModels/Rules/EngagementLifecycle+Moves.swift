// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
package import Timestamps

// The moves. Each is refused with what to do instead, and changes nothing then.
extension EngagementLifecycle {
    /// The developer shares it with an official's side; asking the same side again changes nothing.
    package mutating func ask(_ participant: ParticipantID, by side: Side) throws(Refusal) {
        try require(side, is: .developer)
        guard official == nil || official == participant else { throw .officialNamed }
        official = participant
    }

    /// The developer plans a window; one that has begun is not replaced by another.
    package mutating func openWindow(
        opens: CalendarDate,
        plannedRelease: CalendarDate,
        by side: Side,
        now: Instant
    ) throws(Refusal) {
        try require(side, is: .developer)
        try requireBoth()
        if let window, window.hasBegun(at: now) { throw .windowBegan }
        window = try AccessWindow(opens: opens, plannedRelease: plannedRelease, now: now)
    }

    /// The developer ends the window at will; one that is over stays as it was.
    package mutating func endWindow(by side: Side, now: Instant) throws(Refusal) {
        try require(side, is: .developer)
        guard window != nil else { throw .noWindow }
        window?.end(now: now)
    }

    /// The developer moves its own planned date.
    package mutating func plan(
        _ release: CalendarDate,
        by side: Side,
        now: Instant
    ) throws(Refusal) {
        try require(side, is: .developer)
        guard var window else { throw .noWindow }
        try window.plan(release, now: now)
        self.window = window
    }

    /// The developer states the terms of access; they have the next number.
    package mutating func stateTerms(by side: Side) throws(Refusal) -> Int {
        try require(side, is: .developer)
        guard terms < Self.mostTerms else { throw .tooManyTerms }
        terms += 1
        return terms
    }

    /// The official's side names a person who would use the access.
    package mutating func name(
        _ person: PersonID,
        of participant: ParticipantID,
        as id: GrantID,
        by side: Side,
        now: Instant
    ) throws(Refusal) {
        try require(side, is: .official)
        guard grants.count < Self.mostGrants else { throw .tooManyGrants }
        let known = grant(of: person, at: now).map { state(of: $0, at: now) }
        guard known == nil || known == .expired else { throw .personNamed }
        grants.append(AccessGrant(id: id, person: person, participant: participant, named: now))
    }

    /// The developer gives a named person access; giving it again changes nothing.
    package mutating func give(_ id: GrantID, by side: Side, now: Instant) throws(Refusal) {
        try require(side, is: .developer)
        let place = try place(of: id)
        guard grants[place].ended == nil else { throw .grantEnded }
        guard terms > 0 else { throw .noTerms }
        guard let window, window.state(at: now) != .over else { throw .outsideWindow }
        guard grants[place].given == nil else { return }
        grants[place].given = now
    }

    /// Either side ends a grant, without a reason; one that has ended stays as it was.
    package mutating func endGrant(_ id: GrantID, by side: Side, now: Instant) throws(Refusal) {
        let place = try place(of: id)
        guard grants[place].ended == nil else { return }
        grants[place].ended = now
    }

    /// A named person acknowledges the terms of that number, which have to be the current ones.
    package mutating func acknowledge(
        _ version: Int,
        by person: PersonID,
        now: Instant
    ) throws(Refusal) {
        let place = try givenPlace(of: person, now: now)
        guard version == terms else { throw .termsChanged }
        grants[place].acknowledged = version
    }

    /// Whether a person may use the access now; every other answer is a refusal.
    package func use(by person: PersonID, now: Instant) throws(Refusal) {
        let place = try givenPlace(of: person, now: now)
        guard grants[place].acknowledged == terms else { throw .acknowledgeFirst }
        guard window?.state(at: now) == .open else { throw .outsideWindow }
    }

    /// A side proposes another party, and concurs with it by that.
    package mutating func propose(_ id: PartnerID, by side: Side) throws(Refusal) {
        try requireBoth()
        guard partners.count < Self.mostPartners else { throw .tooManyPartners }
        var partner = TrustedPartner(id: id, proposer: side)
        partner.say(true, by: side)
        partners.append(partner)
    }

    /// A side concurs with a proposed party, or does not; it may change its word.
    package mutating func answer(
        _ id: PartnerID,
        concurs: Bool,
        by side: Side
    ) throws(Refusal) {
        try requireBoth()
        guard let place = partners.firstIndex(where: { $0.id == id }) else {
            throw .unknownPartner
        }
        partners[place].say(concurs, by: side)
    }

    /// Refuses to name a party to whom something went, unless both sides chose it.
    package func requireChosen(_ id: PartnerID) throws(Refusal) {
        guard let partner = partners.first(where: { $0.id == id }) else { throw .unknownPartner }
        guard partner.isChosen else { throw .oneSidedPartner }
    }

    /// A side leaves, from any state, without a reason; leaving again changes nothing.
    ///
    /// The developer's leaving ends the window and every grant. The official's leaving ends the
    /// grants alone: the window and the planned date stay the developer's.
    package mutating func withdraw(_ side: Side, now: Instant) {
        switch side {
        case .developer:
            guard withdrawn == nil else { return }
            window?.end(now: now)
            withdrawn = now
        case .official:
            for place in grants.indices where grants[place].participant == official {
                grants[place].ended = grants[place].ended ?? now
            }
            for place in partners.indices where partners[place].official != nil {
                partners[place].say(false, by: .official)
            }
            official = nil
        }
    }

    private func place(of id: GrantID) throws(Refusal) -> Int {
        guard withdrawn == nil else { throw .engagementWithdrawn }
        guard let place = grants.firstIndex(where: { $0.id == id }) else { throw .noGrant }
        return place
    }

    /// A person's grant that was given, inside a window that is not over.
    private func givenPlace(of person: PersonID, now: Instant) throws(Refusal) -> Int {
        guard withdrawn == nil else { throw .engagementWithdrawn }
        guard let grant = grant(of: person, at: now), grant.given != nil,
            let place = grants.firstIndex(where: { $0.id == grant.id })
        else { throw .noGrant }
        guard state(of: grant, at: now) != .expired else { throw .outsideWindow }
        return place
    }
}
