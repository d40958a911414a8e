// SPDX-License-Identifier: Apache-2.0

/// One signpost of a range: how versions compare to this one (VERS, core specification).
public struct VersionConstraint: Sendable, Hashable {
    /// How a version in the range compares.
    public enum Comparator: String, Sendable, Hashable, CaseIterable {
        /// Exactly this version; its text has no sign.
        case equal = "="
        /// Any but this version.
        case unequal = "!="
        /// Every earlier version.
        case less = "<"
        /// This version and every earlier one.
        case lessOrEqual = "<="
        /// Every later version.
        case greater = ">"
        /// This version and every later one.
        case greaterOrEqual = ">="

        /// Whether the version itself is in.
        var isInclusive: Bool { self == .equal || self == .lessOrEqual || self == .greaterOrEqual }
        /// Whether versions up to this one are in.
        var isUpper: Bool { self == .less || self == .lessOrEqual }
        /// Whether versions from this one on are in.
        var isLower: Bool { self == .greater || self == .greaterOrEqual }
    }

    /// How versions compare to `version`.
    public let comparator: Comparator
    /// What they are compared to.
    public let version: Version

    /// A comparison with a version.
    public init(_ comparator: Comparator, _ version: Version) {
        self.comparator = comparator
        self.version = version
    }
}

extension VersionConstraint: CustomStringConvertible {
    /// The constraint as it stands in a VERS text, percent-encoded.
    public var description: String {
        let sign = comparator == .equal ? "" : comparator.rawValue
        return sign + RangeEncoding.encode(version.text)
    }
}
