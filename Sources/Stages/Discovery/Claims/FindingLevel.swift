// SPDX-License-Identifier: Apache-2.0

import Store

/// How severe its finder or the finder's tool holds a finding to be; a hint, never a verdict.
package enum FindingLevel: Int, Sendable, CaseIterable, SQLConvertible, Comparable {
    case none = 0
    case low = 1
    case medium = 2
    case high = 3
    case critical = 4

    /// The word for it in JSON and on pages.
    package var name: String {
        switch self {
        case .none: "none"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .critical: "critical"
        }
    }

    package init?(name: String) {
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// A CVSS base score in its qualitative rating (CVSS 3.1 §5).
    package init(score: Double) {
        self =
            if score >= 9 {
                .critical
            } else if score >= 7 {
                .high
            } else if score >= 4 {
                .medium
            } else if score > 0 {
                .low
            } else {
                .none
            }
    }
}
