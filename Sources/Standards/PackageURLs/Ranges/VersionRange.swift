// SPDX-License-Identifier: Apache-2.0

/// Which versions of a package: `vers:npm/>=1.2.0|<1.4.1|2.0.0` (VERS, core specification).
///
/// A range is a set, kept as signposts along the order of its scheme. Whether a version is in it
/// takes a binary search and allocates nothing. Ranges are equal when their signposts are.
public struct VersionRange: Sendable, Hashable {
    /// Longer texts are refused, in bytes; the longest real ones have some thousand.
    public static let byteLimit = 1 << 20

    /// Whose rules order the versions; nil for `vers:all/*` and `vers:none/*`, which hold for any.
    public let scheme: VersionScheme?
    let timeline: Timeline

    init(_ scheme: VersionScheme?, _ timeline: Timeline) {
        self.scheme = scheme
        self.timeline = timeline
    }

    /// Every version of a scheme.
    public static func all(_ scheme: VersionScheme?) -> VersionRange {
        VersionRange(scheme, .all)
    }

    /// No version; its text is `vers:none/*`, since VERS has no other text for it.
    public static func none(_ scheme: VersionScheme?) -> VersionRange {
        VersionRange(scheme, .none)
    }

    /// Whether no version is in the range.
    public var isEmpty: Bool { !timeline.start && timeline.posts.allSatisfy(\.isOut) }

    /// Whether every version is in the range.
    public var isAll: Bool { timeline.start && timeline.posts.isEmpty }

    /// The constraints in the order of their versions; none where all or no versions are in.
    public var constraints: [VersionConstraint] { timeline.constraints }
}

// MARK: - Asking

extension VersionRange {
    /// Whether a version is in the range; false where it is of another scheme.
    ///
    /// Source: VERS, how to parse, "Checking if a version is contained within a range". In one
    /// point this says more than that text: a range of nothing but `!=` holds every other version.
    public func contains(_ version: Version) -> Bool {
        guard scheme == nil || scheme == version.scheme else { return false }
        return timeline.contains(version)
    }

    /// Whether the version of this text is in the range, read by the rules of the range's scheme.
    public func contains(_ version: String) throws(VersionFault) -> Bool {
        guard let scheme else { return timeline.start }
        return timeline.contains(try Version(version, scheme: scheme))
    }
}

// MARK: - Sets

extension VersionRange {
    /// The versions in both; throws `otherScheme` where two schemes meet.
    public func intersection(_ other: VersionRange) throws(VersionRangeFault) -> VersionRange {
        VersionRange(try shared(other), timeline.merged(other.timeline, .and))
    }

    /// The versions in either; throws `otherScheme` where two schemes meet.
    public func union(_ other: VersionRange) throws(VersionRangeFault) -> VersionRange {
        VersionRange(try shared(other), timeline.merged(other.timeline, .or))
    }

    /// The versions in this and not in the other; throws `otherScheme` where two schemes meet.
    public func subtracting(_ other: VersionRange) throws(VersionRangeFault) -> VersionRange {
        VersionRange(try shared(other), timeline.merged(other.timeline.inverted, .and))
    }

    /// The versions that are not in the range.
    public var inverted: VersionRange { VersionRange(scheme, timeline.inverted) }

    /// The same versions in the fewest constraints: without `!=` of what is out in any case.
    public var simplified: VersionRange { VersionRange(scheme, timeline.simplified) }

    private func shared(_ other: VersionRange) throws(VersionRangeFault) -> VersionScheme? {
        guard let scheme, let theirs = other.scheme else { return scheme ?? other.scheme }
        guard scheme == theirs else { throw VersionRangeFault(.otherScheme, at: 0) }
        return scheme
    }
}

// MARK: - Text

extension VersionRange: CustomStringConvertible {
    /// The canonical text, which reads back as an equal range.
    public var description: String {
        let posts = timeline.posts
        guard !posts.isEmpty else {
            guard timeline.start else { return "vers:none/*" }
            return "vers:\(scheme?.rawValue ?? "all")/*"
        }
        var text = "vers:\(scheme?.rawValue ?? "all")/"
        for (index, constraint) in constraints.enumerated() {
            if index > 0 { text += "|" }
            text += constraint.description
        }
        return text
    }
}
