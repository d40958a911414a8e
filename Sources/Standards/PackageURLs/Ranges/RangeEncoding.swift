// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding of versions in VERS texts ("Normalized, canonical representation").
///
/// Encoded are `>`, `<`, `=`, `!`, `*`, `|` and `%`, whatever is not visible ASCII, and what no
/// path of a URI may hold (RFC 3986 §3.3), since a VERS text is a URI.
enum RangeEncoding {
    static func isPlain(_ byte: UInt8) -> Bool {
        if byte.isDigit || byte.isLetter { return true }
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
            UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "/"):
            return true
        default:
            return false
        }
    }

    static func encode(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            if isPlain(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Decodes once; where `strict`, each byte has to stand in its canonical form.
    static func decode(
        _ bytes: ArraySlice<UInt8>,
        strict: Bool
    ) throws(VersionRangeFault) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "%") else {
                if strict, !isPlain(byte) { throw VersionRangeFault(.character, at: index) }
                decoded.append(byte)
                index += 1
                continue
            }
            guard index + 2 < bytes.endIndex,
                let high = PercentEncoding.value(of: bytes[index + 1]),
                let low = PercentEncoding.value(of: bytes[index + 2])
            else { throw VersionRangeFault(.percent, at: index) }
            let isLower = bytes[index + 1] > 0x60 || bytes[index + 2] > 0x60
            let value = high << 4 | low
            if strict, isLower || isPlain(value) { throw VersionRangeFault(.encoding, at: index) }
            decoded.append(value)
            index += 3
        }
        guard let text = String(validating: decoded, as: UTF8.self) else {
            throw VersionRangeFault(.character, at: bytes.startIndex)
        }
        return text
    }
}
