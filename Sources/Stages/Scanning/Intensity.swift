// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// How hard a scan touches what it looks at.
package enum Intensity: String, Sendable, CaseIterable, SQLConvertible, Comparable {
    /// Only reads what is given out anyway: published code, banners, public pages.
    case passive
    /// Sends what a careful client would not, and leaves things as they were.
    case active
    /// May change or stop what it touches.
    case intrusive

    package static func < (left: Intensity, right: Intensity) -> Bool {
        left.rank < right.rank
    }

    /// Reads an intensity out of what was sent; what is none is noted.
    init?(_ name: String, _ faults: inout [Refusal.Fault]) {
        guard let known: Self = faults.word(name, at: "/intensity", "unknown-intensity") else {
            return nil
        }
        self = known
    }

    private var rank: Int {
        switch self {
        case .passive: 0
        case .active: 1
        case .intrusive: 2
        }
    }
}
