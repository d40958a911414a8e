// SPDX-License-Identifier: Apache-2.0

/// How many operators are affected, as everybody who sees the vulnerability may know it.
///
/// A number below 5 could tell who it is, so that none is told from few, and few not from each
/// other (ORDER C6).
package enum HiddenCount: Hashable, Sendable, CustomStringConvertible {
    /// Numbers below it are not told.
    package static let smallest = 5

    case none
    case few
    case exactly(Int)

    package init(_ count: Int) {
        self = count == 0 ? .none : count < Self.smallest ? .few : .exactly(count)
    }

    /// `none`, `fewer than 5` or the number.
    package var description: String {
        switch self {
        case .none: "none"
        case .few: "fewer than \(Self.smallest)"
        case .exactly(let count): String(count)
        }
    }
}
