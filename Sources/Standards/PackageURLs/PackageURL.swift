// SPDX-License-Identifier: Apache-2.0

/// A package URL: `pkg:type/namespace/name@version?qualifiers#subpath` (ECMA-427), canonical.
///
/// Two are equal when their canonical texts are. Values hold decoded text.
public struct PackageURL: Sendable {
    /// Longer texts are no names: the longest real ones have some hundred bytes.
    public static let byteLimit = 4096
    /// Each is one pair; real package URLs have a handful.
    public static let qualifierLimit = 64

    /// One pair of `key=value`.
    public struct Qualifier: Hashable, Sendable {
        /// Lower-case letters, digits, dot, dash and underscore.
        public let key: String
        /// Any text but an empty one.
        public let value: String

        /// A pair, checked when the package URL is made of it.
        public init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// Which kind of package, in lower case: `npm`, `pypi`, `deb`.
    public let type: String
    /// The segments of what the name is unique in: a Maven group, a GitHub owner.
    public let namespace: [String]
    /// Which package.
    public let name: String
    /// Which release, or nil for all.
    public let version: String?
    /// The pairs, in the order of their keys.
    public let qualifiers: [Qualifier]
    /// The segments of a path inside the package.
    public let subpath: [String]
    /// The one canonical text.
    public let description: String

    /// Takes parts as they are; whoever calls has checked them.
    init(checked parts: Parts) {
        type = parts.type
        namespace = parts.namespace
        name = parts.name
        version = parts.version
        qualifiers = parts.qualifiers
        subpath = parts.subpath
        description = parts.text
    }

    /// The value of a qualifier, or nil without it.
    public subscript(qualifier key: String) -> String? {
        qualifiers.first { $0.key == key }?.value
    }
}

extension PackageURL: Hashable, CustomStringConvertible {
    /// Equal texts; they are ASCII, so nothing merely looks alike.
    public static func == (left: Self, right: Self) -> Bool {
        left.description == right.description
    }

    /// Agrees with the comparison of texts.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(description)
    }
}

// MARK: - Wider names

extension PackageURL {
    /// Every release: the same without a version.
    public var withoutVersion: PackageURL {
        changed { $0.version = nil }
    }

    /// Whether a type, in lower case, is one of the registered ones; others are valid too.
    public static func isRegistered(type: String) -> Bool { TypeRules.isRegistered(type) }

    /// The same without qualifiers, but for those that its type cannot do without.
    public var withoutQualifiers: PackageURL {
        let kept = TypeRules.of(type).requiredQualifier
        return changed { $0.qualifiers.removeAll { $0.key != kept } }
    }

    /// The same without a path into the package.
    public var withoutSubpath: PackageURL {
        changed { $0.subpath = [] }
    }

    /// The package itself: no version, qualifiers or path.
    public var package: PackageURL {
        withoutVersion.withoutQualifiers.withoutSubpath
    }

    private func changed(_ change: (inout Parts) -> Void) -> PackageURL {
        var parts = Parts(
            type: type,
            namespace: namespace,
            name: name,
            version: version,
            qualifiers: qualifiers,
            subpath: subpath
        )
        change(&parts)
        return PackageURL(checked: parts)
    }
}

/// The parts of a package URL while it is read, checked and written.
struct Parts {
    var type: String
    var namespace: [String] = []
    var name: String
    var version: String?
    var qualifiers: [PackageURL.Qualifier] = []
    var subpath: [String] = []

    /// The text of these parts; canonical where they are.
    var text: String {
        var text = "pkg:\(type)/"
        for segment in namespace { text += PercentEncoding.encode(segment) + "/" }
        text += TypeRules.of(type).encode(name)
        if let version { text += "@" + PercentEncoding.encode(version) }
        var separator = "?"
        for qualifier in qualifiers {
            text += separator + qualifier.key + "=" + PercentEncoding.encode(qualifier.value)
            separator = "&"
        }
        separator = "#"
        for segment in subpath {
            text += separator + PercentEncoding.encode(segment)
            separator = "/"
        }
        return text
    }
}
