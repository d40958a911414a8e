// SPDX-License-Identifier: Apache-2.0

/// One version of a package, at its place in the order of its ecosystem.
///
/// Reading turns the text into a key of bytes that sort as the ecosystem's own rules say, so that
/// comparing two versions compares words and allocates nothing. Two versions are equal when
/// neither comes before the other, whatever their texts: `1.0` and `1.0.0` of PyPI are.
/// Versions of different schemes have no order that means anything; they sort by scheme, so that
/// a mixed list has one order all the same.
public struct Version: Sendable {
    /// Longer texts are no versions, in bytes; the longest real ones have some hundred.
    public static let byteLimit = 1 << 20

    /// The version as it was written.
    public let text: String
    /// Whose rules order it.
    public let scheme: VersionScheme
    let key: VersionKey

    /// Reads a version in time linear in its length; throws where its scheme has no place for it.
    public init(_ text: String, scheme: VersionScheme) throws(VersionFault) {
        self.text = text
        self.scheme = scheme
        key = try scheme.key(of: text)
    }
}

extension Version: Hashable, Comparable, CustomStringConvertible {
    /// The same place in the order of the same scheme.
    public static func == (left: Self, right: Self) -> Bool {
        left.key == right.key && left.scheme == right.scheme
    }

    /// The order of the scheme; between schemes that of their names.
    public static func < (left: Self, right: Self) -> Bool {
        guard left.scheme == right.scheme else {
            return left.scheme.rawValue < right.scheme.rawValue
        }
        return left.key < right.key
    }

    /// Agrees with equality: versions of one place hash alike.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(scheme)
        hasher.combine(key)
    }

    /// The version as it was written.
    public var description: String { text }
}
