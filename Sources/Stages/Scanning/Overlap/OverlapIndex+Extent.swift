// SPDX-License-Identifier: Apache-2.0

package import Store

/// How far a scope is scanned in a window: what advice asks, by itself and to the second.
///
/// It is what the index is measured by. Whoever has to stay unknown is told days and steps instead
/// (`OverlapAdvice`).
package struct ExtentQuestion: Sendable {
    fileprivate let question: OverlapTally.Question

    package init(scope: Scope, window: ScanWindow, now: Instant) {
        question = OverlapTally.Question(
            scope: scope,
            start: window.start.second,
            end: window.end.second,
            now: now,
            asker: nil,
            besides: nil,
            pending: nil
        )
    }
}

extension OverlapIndex {
    /// How many leases overlap, `OverlapTally.limit` at most, and the second before which the last
    /// of these ends.
    package func extent(_ asked: ExtentQuestion) -> (count: Int, until: UInt32) {
        standing.extent(asked.question)
    }
}

extension LeaseIndex {
    /// How many leases a question finds, and the second before which the last of them ends.
    func extent(_ question: OverlapTally.Question) -> (count: Int, until: UInt32) {
        var tally = tally(question, work: OverlapTally.workLimit)
        trie.show(question.scope.key, &tally, in: self)
        return (tally.count, tally.until)
    }
}
