// SPDX-License-Identifier: Apache-2.0

import Access
package import Prioritization
package import Store

/// A case as one viewer may see it: before it consents that is the invitation and its terms.
package struct CaseFile: Sendable, Hashable {
    /// What a viewer can do on it.
    package enum Right: String, Sendable, CaseIterable {
        /// Consent to the terms in force, or to what is on the table, or to being on the case.
        case consent
        case decline
        case propose
        case write
        case leave
        /// Invite, end the embargo early, close: for coordinators.
        case coordinate
    }

    /// The viewer's own place on the case.
    package struct Place: Sendable, Hashable {
        package let roles: [CaseRole]
        package let invited: Instant
        package let joined: Instant?
        package let isShown: Bool
        package let consent: EmbargoLifecycle.Consent
    }

    /// The embargo as everybody on the case sees it; who proposed it only to whom it was.
    package struct Embargo: Sendable, Hashable {
        package let state: EmbargoLifecycle.State
        /// The terms that were agreed last, whether or not their hour has passed.
        package let inForce: Offer?
        package let onTable: Offer?
        /// Why it ended early, where it did, and when it ended.
        package let ending: EmbargoLifecycle.Ending?
        package let ended: Instant?
        /// Whether nobody's answer is waited for any more; never whose.
        package let isAnswered: Bool
    }

    /// Terms as they are shown.
    package struct Offer: Sendable, Hashable {
        package let number: Int
        package let until: Instant
        package let isOwn: Bool
        /// Whether the viewer's participant has said yes to it.
        package let isAccepted: Bool
    }

    package let id: CaseID
    package let opened: Instant
    package let closed: Instant?
    /// Whether the viewer may read what the case is about; if not, the next two are nil.
    package let isReadable: Bool
    package let title: String?
    package let vulnerability: VulnerabilityID?
    /// How many are on it or invited, few being hidden; nil where that is not for the viewer.
    package let members: HiddenCount?
    /// Nil for a coordinator whose participant is not on it.
    package let own: Place?
    package let embargo: Embargo
    package let rights: Set<Right>
    package let step: CaseStep
}

extension CaseRecord {
    /// The case as the viewer may see it; `title` is opened by the caller if that is readable.
    ///
    /// `isPublished` says that everybody was told, and nobody keeps silent any more.
    func file(
        for viewer: Viewer,
        title: String?,
        isPublished: Bool,
        now: Instant
    ) -> CaseFile {
        let isReadable = isReadable(by: viewer.participant, at: now)
        let member = member(viewer.participant)
        return CaseFile(
            id: id,
            opened: opened,
            closed: closed,
            isReadable: isReadable,
            title: isReadable ? title : nil,
            vulnerability: isReadable ? vulnerability : nil,
            members: isReadable ? HiddenCount(members.count(where: \.isCurrent)) : nil,
            own: member.map { member in
                CaseFile.Place(
                    roles: member.roles.sorted,
                    invited: member.invited,
                    joined: member.joined,
                    isShown: member.isShown,
                    consent: embargo.consent(of: member.participant, at: now)
                )
            },
            embargo: shownEmbargo(to: viewer.participant, now: now),
            rights: rights(of: viewer, now: now),
            step: CaseStep(
                self,
                for: viewer,
                isPublished: isReadable && isPublished,
                now: now
            )
        )
    }

    private func shownEmbargo(to participant: ParticipantID?, now: Instant) -> CaseFile.Embargo {
        let party = participant.flatMap { embargo.parties[$0] }
        func offer(_ terms: EmbargoLifecycle.Terms?) -> CaseFile.Offer? {
            terms.map { terms in
                CaseFile.Offer(
                    number: terms.number,
                    until: terms.end,
                    isOwn: terms.proposer == participant,
                    isAccepted: party?.accepted == terms.number
                        || party?.signed?.number == terms.number
                )
            }
        }
        let passed = embargo.inForce.flatMap { $0.end <= now ? $0.end : nil }
        return CaseFile.Embargo(
            state: embargo.state(at: now),
            inForce: offer(embargo.inForce),
            onTable: offer(embargo.offer(at: now)),
            ending: embargo.exit?.ending,
            ended: embargo.exit?.at ?? passed,
            isAnswered: awaited(at: now).isEmpty
        )
    }

    /// Whose answer to the case or to its terms is still open.
    func awaited(at now: Instant) -> [ParticipantID] {
        guard closed == nil else { return [] }
        return members.filter(\.isCurrent).map(\.participant).filter { awaits($0, at: now) }
    }

    /// Whether a member's answer is still open.
    func awaits(_ participant: ParticipantID, at now: Instant) -> Bool {
        guard let party = embargo.parties[participant] else { return false }
        if let offer = embargo.offer(at: now), party.accepted != offer.number,
            party.declined != offer.number
        {
            return true
        }
        switch embargo.consent(of: participant, at: now) {
        case .invited, .lapsed: return true
        case .signatory, .declined: return false
        case .noEmbargo: return member(participant)?.joined == nil && party.declined == nil
        }
    }

    private func rights(of viewer: Viewer, now: Instant) -> Set<CaseFile.Right> {
        var rights: Set<CaseFile.Right> = []
        if viewer.roles.contains(.coordinator) { rights.insert(.coordinate) }
        guard let member = member(viewer.participant) else { return rights }
        let mayJoin = Permission.of(.joinCase).asker.admits(viewer)
        let party = embargo.parties[member.participant]
        let (terms, offer) = (embargo.terms(at: now), embargo.offer(at: now))
        if mayJoin { rights.insert(.leave) }
        guard closed == nil else { return rights.subtracting([.coordinate]) }
        if mayJoin {
            if embargo.state(at: now) != .exited { rights.insert(.propose) }
            let insists = party?.isCoordinator == true
            let lacks = offer.map { insists || $0.number != party?.accepted } ?? false
            let unsigned = terms.map { $0.number != party?.signed?.number } ?? false
            if lacks || unsigned || member.joined == nil { rights.insert(.consent) }
            let canStepBack = terms != nil && party?.isCoordinator == false
            if offer != nil || canStepBack || member.joined == nil { rights.insert(.decline) }
        }
        if isReadable(by: member.participant, at: now),
            Permission.of(.writeMessage).asker.admits(viewer)
        {
            rights.insert(.write)
        }
        return rights
    }
}
