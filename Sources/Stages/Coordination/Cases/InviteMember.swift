// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Invites a participant onto a case, in roles; it sees nothing of the case before it consents.
///
/// Whoever declined or left is asked anew by this, and a member gets further roles.
package struct InviteMember: Command {
    /// A case with more than this is a mailing list.
    package static let mostMembers = 500

    package let viewer: Viewer
    package let onCase: CaseID
    package let participant: ParticipantID
    package let roles: Set<CaseRole>

    package init(
        viewer: Viewer,
        onCase: CaseID,
        participant: ParticipantID,
        roles: Set<CaseRole>
    ) {
        self.viewer = viewer
        self.onCase = onCase
        self.participant = participant
        self.roles = roles
    }

    package var scopes: [SealingScope] { [SealingScope(onCase)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeCase, on: onCase, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> CaseID {
        try check(in: transaction)
        guard let before = try transaction.caseForSystem(onCase) else { throw Refusal.notFound }
        guard before.closed == nil else { throw Refusal.caseClosed }
        let isNew = !before.members.contains { $0.participant == participant }
        guard !isNew || before.members.count < Self.mostMembers else {
            throw Refusal.tooManyMembers
        }
        var record = before
        record.add(participant, roles, now: transaction.now)
        try transaction.save(record, was: before)
        let names = roles.sorted.map { JSONValue.string($0.rawValue) }
        try transaction.note(
            .memberInvited,
            of: participant,
            on: record,
            ["roles": .array(names)]
        )
        return onCase
    }

    private func check(in transaction: any Transaction) throws {
        var faults: [Refusal.Fault] = []
        let kind = try transaction.kindNow(of: participant)
        if kind == nil {
            faults.append(
                Refusal.Fault(
                    place: "/participant",
                    code: "unknown-participant",
                    reason: "It is the id of a participant that takes part."
                )
            )
        }
        if roles.isEmpty {
            faults.append(
                Refusal.Fault(place: "/roles", code: "missing", reason: "Name at least one role.")
            )
        }
        if roles.contains(.coordinator), let kind, kind != .coordinator {
            faults.append(
                Refusal.Fault(
                    place: "/roles",
                    code: "not-a-coordinator",
                    reason: "Only a participant that is a coordinator coordinates a case."
                )
            )
        }
        guard faults.isEmpty else { throw Refusal.invalidCase(faults) }
    }
}
