// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

// What keeps an administrator from reading findings as somebody else: whoever enters people or
// hands out a credential could act as them, so where others do that already, only they do.
extension Transaction {
    /// Keeps anybody from giving themselves a credential in another's name.
    func requireOwnOrFirst(
        _ holder: Holder,
        of participant: ParticipantID,
        for viewer: Viewer
    ) throws {
        let viewer = try current(viewer)
        let isFirst = try isFirstCredential(of: holder)
        let isOwn = viewer.holder == holder.id
        let isOwnSoftware = holder.word == .agent && viewer.participant == participant
        guard isFirst || isOwn || isOwnSoftware else { throw Refusal.credentialExists }
        guard !isOwn, viewer.identity != .system else { return }
        try requireStanding(of: viewer, in: participant, besides: holder.id)
        // Whoever hands out a credential could use it: it must open no more than their own.
        let wider = try roles(of: holder.id).intersection(RoleRule.wide).subtracting(viewer.roles)
        if wider.isEmpty { return }
        guard viewer.roles.contains(.administrator) else { throw Refusal.forbidden }
        guard try !isAtWork(.coordinator, besides: holder.id) else {
            throw Refusal.coordinatorDecides
        }
    }

    /// Keeps an administrator out of a participant whose own steward is at work.
    func requireStanding(
        of viewer: Viewer,
        in participant: ParticipantID,
        besides holder: ID<AnyThing>? = nil
    ) throws {
        guard try !isForSteward(viewer, of: participant, besides: holder) else {
            throw Refusal.stewardDecides
        }
    }

    /// The rule of who may give which roles, as of this moment.
    func roleRule(for viewer: Viewer, of kind: Participant.Kind, isAgent: Bool) throws -> RoleRule {
        RoleRule(
            giver: try current(viewer),
            participantKind: kind,
            isAgent: isAgent,
            hasCoordinator: try isAtWork(.coordinator)
        )
    }
}

extension Querying {
    /// Whether a participant's own steward is at work, and not the viewer, who is of another.
    package func isForSteward(
        _ viewer: Viewer,
        of participant: ParticipantID,
        besides holder: ID<AnyThing>? = nil
    ) throws -> Bool {
        guard viewer.identity != .system, viewer.participant != participant else { return false }
        return try isAtWork(.steward, in: participant, besides: holder)
    }

    /// Whether a person holds the role and has had a credential, so that they could have used it.
    fileprivate func isAtWork(
        _ role: Role,
        in participant: ParticipantID? = nil,
        besides holder: ID<AnyThing>? = nil
    ) throws -> Bool {
        let own: Statement = participant.map { "AND people.participant = \($0)" } ?? ""
        let other: Statement = holder.map { "AND people.id <> \($0)" } ?? ""
        return try first(
            """
            SELECT 1 FROM roles JOIN people ON people.id = roles.holder
            WHERE roles.role = \(role) AND people.credentialed_at IS NOT NULL
                \(fragment: own) \(fragment: other) LIMIT 1
            """
        ) { try $0.read(Int.self) } != nil
    }
}
