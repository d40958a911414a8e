// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Closes a case: nobody is invited and nothing is said any more, and all of it can be read.
package struct CloseCase: Command {
    package let viewer: Viewer
    package let onCase: CaseID

    package init(viewer: Viewer, onCase: CaseID) {
        self.viewer = viewer
        self.onCase = onCase
    }

    package var scopes: [SealingScope] { [SealingScope(onCase)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeCase, on: onCase, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> CaseID {
        guard let before = try transaction.caseForSystem(onCase) else { throw Refusal.notFound }
        guard before.closed == nil else { throw Refusal.caseClosed }
        guard before.embargo.terms(at: transaction.now) == nil else { throw Refusal.embargoHolds }
        var record = before
        record.closed = transaction.now
        try transaction.save(record, was: before)
        try transaction.append(
            EntryDraft(.caseClosed, subject: onCase, body: [:], scope: record.scope)
        )
        return onCase
    }
}
