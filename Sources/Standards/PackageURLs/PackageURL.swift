// SPDX-License-Identifier: Apache-2.0

/// A package URL: `pkg:type/namespace/name@version?qualifiers#subpath` (ECMA-427), canonical.
///
/// Two are equal when their canonical texts are. The text is kept, and where its parts end; parts
/// are decoded when they are asked for.
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

    /// The one canonical text.
    public let description: String
    /// Where its parts end.
    let places: Places

    /// Where each part ends in the canonical text; a part that is not there ends where the one
    /// before it does.
    struct Places: Sendable {
        var type: UInt16 = 0
        var namespace: UInt16 = 0
        var name: UInt16 = 0
        var version: UInt16 = 0
        var qualifiers: UInt16 = 0
    }

    /// Takes a text that is canonical already; whoever calls has seen to that.
    init(canonical text: String, _ places: Places) {
        description = text
        self.places = places
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

    /// The registered types, in the order of the alphabet.
    public static var registeredTypes: [String] { TypeRules.table.keys.sorted() }

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
        return parts.written
    }
}
