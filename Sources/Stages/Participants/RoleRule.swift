// SPDX-License-Identifier: Apache-2.0

import Access

/// Which roles may be given to whom, and by whom.
struct RoleRule {
    /// The roles that reach over the whole clearinghouse.
    static let wide: Set<Role> = [.administrator, .coordinator]

    let giver: Viewer
    let participantKind: Participant.Kind
    let isAgent: Bool
    /// A coordinator is at work: then only one of them makes another.
    let hasCoordinator: Bool

    /// What is wrong with giving these roles; empty when nothing is.
    func faults(_ roles: Set<Role>, before: Set<Role> = []) -> [Refusal.Fault] {
        roles.symmetricDifference(before).sorted { $0.rawValue < $1.rawValue }.compactMap { role in
            reason(against: role, isTaken: before.contains(role)).map { reason in
                Refusal.Fault(place: "/roles", code: "role-not-possible", reason: reason)
            }
        }
    }

    private func reason(against role: Role, isTaken: Bool) -> String? {
        let isAdministrator = giver.identity == .system || giver.roles.contains(.administrator)
        if role == .coordinator, !isTaken, hasCoordinator, giver.identity != .system {
            if !giver.roles.contains(.coordinator) {
                return "Only a coordinator makes another, once one has signed in."
            }
        } else if Self.wide.contains(role), !isAdministrator {
            return "Only an administrator gives or takes the role \(role.rawValue)."
        }
        if isTaken { return nil }
        if Self.wide.contains(role), participantKind != .coordinator {
            return "Only people of a coordinator can be \(role.rawValue)."
        }
        if isAgent, !Agent.possibleRoles.contains(role) {
            return "Software cannot be \(role.rawValue)."
        }
        return nil
    }
}
