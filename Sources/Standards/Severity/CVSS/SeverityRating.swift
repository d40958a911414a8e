// SPDX-License-Identifier: Apache-2.0

/// The qualitative severity rating of a score (CVSS 3.0 and 3.1 §5, 4.0 §6).
public enum SeverityRating: String, Sendable, Hashable, CaseIterable, Comparable {
    /// 0.0
    case none = "None"
    /// 0.1 to 3.9
    case low = "Low"
    /// 4.0 to 6.9
    case medium = "Medium"
    /// 7.0 to 8.9
    case high = "High"
    /// 9.0 to 10.0
    case critical = "Critical"

    /// A worse rating is the greater one.
    public static func < (left: Self, right: Self) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        case .critical: 4
        }
    }
}
