// SPDX-License-Identifier: Apache-2.0

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

    private var rank: Int {
        switch self {
        case .passive: 0
        case .active: 1
        case .intrusive: 2
        }
    }
}
