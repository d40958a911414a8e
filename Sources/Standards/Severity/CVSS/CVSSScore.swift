// SPDX-License-Identifier: Apache-2.0

/// A score: tenths from 0.0 to 10.0, never a binary fraction.
public struct CVSSScore: Sendable, Hashable, Comparable {
    /// The score in tenths, 0 to 100.
    public let tenths: Int

    /// A score of so many tenths, cut to 0 to 100.
    public init(tenths: Int) {
        self.tenths = min(max(tenths, 0), 100)
    }

    /// The nearest binary fraction, for interfaces that ask for one.
    public var value: Double { Double(tenths) / 10 }

    /// A higher score is the greater one.
    public static func < (left: Self, right: Self) -> Bool {
        left.tenths < right.tenths
    }

    /// Its qualitative rating on the scale of 3.0, 3.1 (§5) and 4.0 (§6).
    public var rating: SeverityRating {
        switch tenths {
        case 0: .none
        case ..<40: .low
        case ..<70: .medium
        case ..<90: .high
        default: .critical
        }
    }

    /// Its rating as the NVD rates 2.0: Low to 3.9, Medium to 6.9, High; FIRST's guide has none.
    public var ratingOfVersion2: SeverityRating {
        switch tenths {
        case ..<40: .low
        case ..<70: .medium
        default: .high
        }
    }
}

extension CVSSScore: CustomStringConvertible {
    /// As specifications write it, with one decimal: 9.8.
    public var description: String { "\(tenths / 10).\(tenths % 10)" }
}

/// The three scores of a vector.
public struct CVSSScores: Sendable, Hashable {
    /// Of the base metrics alone; CVSS-B in 4.0.
    public let base: CVSSScore
    /// With what changes over time: the temporal score of 2.0 and 3.x, CVSS-BT in 4.0.
    public let threat: CVSSScore
    /// With everything: the environmental score of 2.0 and 3.x, CVSS-BTE in 4.0.
    public let environmental: CVSSScore
}

/// What a score of 2.0 or 3.x is made of, rounded to tenths as the NVD shows it.
public struct CVSSSubscores: Sendable, Hashable {
    /// How bad the effect is: Impact.
    public let impact: CVSSScore
    /// How easily it comes about: Exploitability.
    public let exploitability: CVSSScore
    /// ModifiedImpact of 3.x, AdjustedImpact of 2.0.
    public let modifiedImpact: CVSSScore
    /// ModifiedExploitability of 3.x; in 2.0 the same as ``exploitability``.
    public let modifiedExploitability: CVSSScore
}

/// Which groups of metrics a score of 4.0 takes in (§1.3).
public enum CVSSNomenclature: String, Sendable, Hashable, CaseIterable {
    /// Base metrics.
    case base = "CVSS-B"
    /// Base and threat metrics.
    case threat = "CVSS-BT"
    /// Base and environmental metrics.
    case environmental = "CVSS-BE"
    /// Base, threat and environmental metrics.
    case all = "CVSS-BTE"
}
