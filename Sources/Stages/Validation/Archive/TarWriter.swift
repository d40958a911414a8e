// SPDX-License-Identifier: Apache-2.0

/// Writes a tar archive (ustar) that says nothing of who made it, or when.
package struct TarWriter: Sendable {
    private var written: [UInt8] = []

    package init() {}

    /// Adds a file; false where its path is too long for ustar.
    package mutating func add(_ path: String, _ bytes: [UInt8], isExecutable: Bool = false) -> Bool
    {
        guard let (prefix, name) = Self.split(path), bytes.count < 1 << 33 else { return false }
        var block = [UInt8](repeating: 0, count: TarHeader.blockBytes)
        func put(_ text: some Collection<UInt8>, at place: Int) {
            block.replaceSubrange(place..<place + text.count, with: text)
        }
        func put(octal value: Int, digits: Int, at place: Int) {
            let text = String(value, radix: 8)
            put(
                String(repeating: "0", count: digits - text.count).utf8 + Array(text.utf8),
                at: place
            )
        }
        put(name, at: 0)
        put(octal: isExecutable ? 0o755 : 0o644, digits: 7, at: 100)
        put(octal: 0, digits: 7, at: 108)
        put(octal: 0, digits: 7, at: 116)
        put(octal: bytes.count, digits: 11, at: 124)
        put(octal: 0, digits: 11, at: 136)
        put("0".utf8, at: 156)
        put(Array("ustar".utf8) + [0] + Array("00".utf8), at: 257)
        put(prefix, at: 345)
        put(octal: TarHeader.checksum(block), digits: 6, at: 148)
        block[155] = UInt8(ascii: " ")
        written += block
        written += bytes
        let padding = -bytes.count & (TarHeader.blockBytes - 1)
        written.append(contentsOf: repeatElement(0, count: padding))
        return true
    }

    /// The archive with its end.
    package consuming func finished() -> [UInt8] {
        written.append(contentsOf: repeatElement(0, count: 2 * TarHeader.blockBytes))
        return written
    }

    /// The path as ustar's prefix of at most 155 bytes and name of at most 100.
    private static func split(_ path: String) -> (prefix: [UInt8], name: [UInt8])? {
        let bytes = Array(path.utf8)
        if bytes.count <= 100 { return ([], bytes) }
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
            let name = bytes[(index + 1)...]
            if index <= 155, name.count <= 100, !name.isEmpty {
                return (Array(bytes[..<index]), Array(name))
            }
        }
        return nil
    }
}
