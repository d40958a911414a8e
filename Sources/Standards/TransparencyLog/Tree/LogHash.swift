// SPDX-License-Identifier: Apache-2.0

/// A SHA-256 hash of a leaf or a node: 32 bytes stored inline.
public struct LogHash: Hashable, Sendable {
    /// How many bytes a hash has.
    public static let byteCount = 32

    // The bytes as they lie in memory, so that hashing copies them without turning any around.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    private init() {}

    /// Reads exactly 32 bytes; anything else is nil.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init()
        Swift.withUnsafeMutableBytes(of: &self) { $0.copyBytes(from: bytes) }
    }

    /// Reads 32 bytes of `raw` from `offset`; the caller knows that they are there.
    init(loading raw: UnsafeRawBufferPointer, at offset: Int = 0) {
        precondition(offset >= 0 && offset + Self.byteCount <= raw.count)
        self = raw.loadUnaligned(fromByteOffset: offset, as: Self.self)
    }

    /// Reads the standard base64 form, padding and all; anything else is nil.
    public init?(base64 text: String) {
        guard let bytes = Base64.decode(text.utf8) else { return nil }
        self.init(bytes)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        Swift.withUnsafeBytes(of: self) { [UInt8]($0) }
    }

    /// The hash in standard base64, as checkpoints write it.
    public var base64: String {
        Base64.encode(bytes)
    }

    /// Calls `body` with the 32 bytes, without a copy on the heap.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        Swift.withUnsafeBytes(of: self, body)
    }
}

extension LogHash: CustomStringConvertible {
    /// The hash in standard base64.
    public var description: String { base64 }
}
