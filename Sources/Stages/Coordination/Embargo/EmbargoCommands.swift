// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// A member puts terms on the table: until which hour to keep silent.
package struct ProposeEmbargo: Command {
    package let viewer: Viewer
    package let onCase: CaseID
    package let until: Instant

    package init(viewer: Viewer, onCase: CaseID, until: Instant) {
        self.viewer = viewer
        self.onCase = onCase
        self.until = until
    }

    package var scopes: [SealingScope] { [SealingScope(onCase)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .joinCase, on: onCase, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> CaseID {
        try transaction.change(onCase, by: viewer) { record, participant, now in
            guard record.closed == nil else { throw Refusal.caseClosed }
            let effects = try record.embargo.propose(end: until, by: participant, now: now)
            // Whoever names terms takes its place under them, as if it had been asked.
            record.join(participant, now: now)
            return effects
        }
    }
}

/// A coordinator on the case ends its embargo early, because silence protects nobody any more.
package struct EndEmbargo: Command {
    package let viewer: Viewer
    package let onCase: CaseID
    package let ending: EmbargoLifecycle.Ending

    package init(viewer: Viewer, onCase: CaseID, ending: EmbargoLifecycle.Ending) {
        self.viewer = viewer
        self.onCase = onCase
        self.ending = ending
    }

    package var scopes: [SealingScope] { [SealingScope(onCase)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeCase, on: onCase, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> CaseID {
        try transaction.change(onCase, by: viewer) { record, participant, now in
            try record.embargo.terminate(ending, by: participant, now: now)
        }
    }
}

extension Transaction {
    /// Ends a case's embargo because two people released what it covered (ORDER C12).
    ///
    /// The caller has held the release to `TwoPersonRule`; it needs no key of the case. An embargo
    /// that is over, or never was, stays so.
    package func exitEmbargo(of id: CaseID) throws {
        guard let before = try caseForSystem(id) else { throw Refusal.notFound }
        var record = before
        let effects = record.embargo.release(now: now)
        guard !effects.isEmpty else { return }
        try save(record, was: before, scope: .house)
        try announce(effects, of: record, scope: .house)
    }
}
