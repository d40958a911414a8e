// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// Gives a person or an agent other roles.
package struct ChangeRoles: Command {
    package typealias Answer = Done

    package let viewer: Viewer
    package let holder: Holder
    package let roles: Set<Role>

    package init(viewer: Viewer, holder: Holder, roles: Set<Role>) {
        self.viewer = viewer
        self.holder = holder
        self.roles = roles
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .manageOwnPeople, on: holder.id, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> Done {
        guard let participant = try transaction.participant(of: holder) else {
            throw Refusal.notFound
        }
        let before = try transaction.roles(of: holder.id)
        let rule = try transaction.roleRule(
            for: viewer,
            of: try transaction.activeKind(of: participant),
            isAgent: holder.word == .agent
        )
        try Refusal.check(rule.faults(roles, before: before))
        guard roles != before else { return Done() }
        if !roles.isSubset(of: before) {
            try transaction.requireStanding(of: viewer, in: participant)
        }
        if !roles.contains(.administrator) {
            try transaction.keepAnAdministrator(without: [holder.id])
        }
        try transaction.setRoles(roles, of: holder.id)
        try transaction.append(
            EntryDraft(
                .rolesChanged,
                subject: holder.id,
                body: ["from": Role.list(before), "to": Role.list(roles)]
            )
        )
        return Done()
    }
}
