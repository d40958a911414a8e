// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// Removes a person or an agent; their tokens, links and sessions end at once.
package struct RemoveHolder: Command {
    package typealias Answer = Done

    package let viewer: Viewer
    package let holder: Holder

    package init(viewer: Viewer, holder: Holder) {
        self.viewer = viewer
        self.holder = holder
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .manageOwnPeople, on: holder.id, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> Done {
        // An agent's id names no person, nor the other way round.
        guard try transaction.participant(of: holder) != nil else { throw Refusal.notFound }
        let rule = try transaction.roleRule(for: viewer, of: .coordinator, isAgent: false)
        try Refusal.check(rule.faults([], before: transaction.roles(of: holder.id)))
        try transaction.keepAnAdministrator(without: [holder.id])
        try transaction.forget(holder)
        try transaction.append(EntryDraft(removed, subject: holder.id, body: [:]))
        return Done()
    }

    private var removed: EntryKind {
        switch holder {
        case .person: .personRemoved
        case .agent: .agentRemoved
        }
    }
}
