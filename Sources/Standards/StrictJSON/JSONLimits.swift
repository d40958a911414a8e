// SPDX-License-Identifier: Apache-2.0

/// The bounds within which a document is read (RFC 8259 section 9 lets a reader set them).
public struct JSONLimits: Sendable, Hashable {
    /// The most bytes a document may have.
    public var bytes: Int
    /// The most arrays and objects that may stand within each other.
    public var depth: Int
    /// The most bytes a number may have.
    public var numberLengthBytes: Int
    /// The most bytes a string or key may have between its quotes.
    public var stringLengthBytes: Int
    /// The most faults collected before reading stops.
    public var faults: Int
    /// Whether strings may hold U+0000: legal in JSON, refused at doors as databases differ on it.
    public var allowsNUL: Bool
    /// Whether a byte order mark may stand first (RFC 8259 section 8.1 lets readers skip it).
    public var allowsByteOrderMark: Bool

    /// 64 MiB: a document held in memory several times over still fits a small machine.
    public static let standardBytes = 64 << 20
    /// 128: the deepest real documents of the field (SARIF graphs, CSAF trees) stay below 40.
    public static let standardDepth = 128
    /// 512: a `JSONValue` is walked by recursion, so its depth is bounded whatever is asked for.
    public static let deepestValue = 512
    /// 1 024 bytes: beyond any number with a meaning, below any cost worth an attack.
    public static let standardNumberLengthBytes = 1024
    /// 4 GiB - 1: lengths are kept in 32 bits.
    public static let longestStringBytes = Int(UInt32.max)
    /// 100: more than anyone reads at a time, few enough to send in one answer.
    public static let standardFaults = 100

    /// Limits, each at its standard unless given.
    public init(
        bytes: Int = Self.standardBytes,
        depth: Int = Self.standardDepth,
        numberLengthBytes: Int = Self.standardNumberLengthBytes,
        stringLengthBytes: Int = Self.standardBytes,
        faults: Int = Self.standardFaults,
        allowsNUL: Bool = true,
        allowsByteOrderMark: Bool = false
    ) {
        self.bytes = max(0, bytes)
        self.depth = max(0, depth)
        self.numberLengthBytes = max(1, numberLengthBytes)
        self.stringLengthBytes = min(max(0, stringLengthBytes), Self.longestStringBytes)
        self.faults = max(1, faults)
        self.allowsNUL = allowsNUL
        self.allowsByteOrderMark = allowsByteOrderMark
    }

    /// The limits for a document from anywhere.
    public static let standard = JSONLimits()

    /// The standard limits for a body of at most this many bytes, and no U+0000 in it.
    public static func door(bytes: Int) -> JSONLimits { JSONLimits(bytes: bytes, allowsNUL: false) }
}
