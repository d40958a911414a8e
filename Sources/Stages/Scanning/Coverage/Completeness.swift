// SPDX-License-Identifier: Apache-2.0

import Store

/// How much of a scope a scan looked at, as far as was said; the most comes last.
package enum Completeness: String, Sendable, CaseIterable, SQLConvertible, Comparable {
    /// Nobody said.
    case unknown
    /// A part, or something was set aside.
    case partial
    /// All of it, and nothing was set aside.
    case complete

    private var rank: Int {
        switch self {
        case .unknown: 0
        case .partial: 1
        case .complete: 2
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// Why something was set aside: a closed list, so that it can be counted.
package enum SetAsideReason: String, Sendable, CaseIterable {
    /// A finding that was thrown away and not reported.
    case discardedFinding = "discarded-finding"
    /// Put off for later.
    case deferred
    /// Left out on purpose.
    case excluded
    /// Nobody came to look at it.
    case notReviewed = "not-reviewed"
    /// The budget was spent before.
    case budgetSpent = "budget-spent"
    /// The tool failed on it.
    case toolFailed = "tool-failed"
    /// A question that nobody answered.
    case openQuestion = "open-question"
    case other
}

/// What a scan's budget is counted in.
package enum SpentAmount: String, Sendable, CaseIterable {
    case requests
    /// Of models, in and out together.
    case tokens
    case coreHours

    /// The most of any: far above what one scan of thirty days can spend.
    package static let most: Int64 = 1_000_000_000_000_000
}
