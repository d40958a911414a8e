// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// A participant leaves a case, at any time (ORDER V2).
///
/// What it wrote stays on the case, what it was shown stays under the terms it signed, and nobody
/// waits for its word any more.
package struct LeaveCase: Command {
    /// What it does, for whoever has left.
    package static let statedEffect = """
        You are on this case no more. What you wrote stays there, sealed with the case; what you \
        were shown stays under the terms you signed. You can be invited again, and nobody serves \
        you worse for having left.
        """

    package let viewer: Viewer
    package let onCase: CaseID

    package init(viewer: Viewer, onCase: CaseID) {
        self.viewer = viewer
        self.onCase = onCase
    }

    package var scopes: [SealingScope] { [SealingScope(onCase)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .joinCase, on: onCase, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> CaseID {
        try transaction.change(onCase, by: viewer) { record, participant, now in
            let others = record.members.filter { $0.isCurrent && $0.participant != participant }
            let isLast = !others.contains { $0.roles.contains(.coordinator) }
            guard !isLast || record.closed != nil else { throw Refusal.lastCoordinator }
            let effects = record.leave(participant, now: now)
            try transaction.note(.memberLeft, of: participant, on: record)
            return effects
        }
    }
}

extension CaseRecord {
    /// Ends a participant's membership.
    mutating func leave(
        _ participant: ParticipantID,
        now: Instant
    ) -> [EmbargoLifecycle.Effect] {
        for place in members.indices where members[place].participant == participant {
            members[place].departed = now
            members[place].isShown = false
        }
        return embargo.leave(participant, now: now)
    }
}

/// A member chooses whether the others on the case see that it is on it (ORDER C2).
package struct ShowMembership: Command {
    package let viewer: Viewer
    package let onCase: CaseID
    package let isShown: Bool

    package init(viewer: Viewer, onCase: CaseID, isShown: Bool) {
        self.viewer = viewer
        self.onCase = onCase
        self.isShown = isShown
    }

    package var scopes: [SealingScope] { [SealingScope(onCase)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .joinCase, on: onCase, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> CaseID {
        try transaction.change(onCase, by: viewer) { record, participant, _ in
            for place in record.members.indices
            where record.members[place].participant == participant {
                record.members[place].isShown = isShown
            }
            try transaction.note(
                .memberShown,
                of: participant,
                on: record,
                ["shown": .bool(isShown)]
            )
            return []
        }
    }
}
