// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding as package URLs have it (ECMA-427 §5.4).
enum PercentEncoding {
    /// The digit of a value up to 15.
    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? value &+ UInt8(ascii: "0") : value &- 10 &+ UInt8(ascii: "A")
    }

    /// Letters, digits, `.-_~` and the colon stay; every other byte becomes a triplet.
    static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isPlain(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digit(byte >> 4))
                bytes.append(digit(byte & 15))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A bit for each ASCII character that stays: those up to `?`, and those from `@` on.
    private static let plain = (0x07FF_6000_0000_0000 as UInt64, 0x47FF_FFFE_87FF_FFFE as UInt64)

    @inline(__always)
    static func isPlain(_ byte: UInt8) -> Bool {
        guard byte < 0x80 else { return false }
        let half = byte < 0x40 ? plain.0 : plain.1
        return half >> UInt64(byte & 0x3F) & 1 == 1
    }

    /// Decodes once; refuses what is not visible ASCII before, or not UTF-8 after.
    static func decode(
        _ bytes: ArraySlice<UInt8>,
        of component: PackageURLFault.Component
    ) throws(PackageURLFault) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte > 0x20, byte < 0x7F else {
                throw PackageURLFault(component, .character, at: index)
            }
            if byte == UInt8(ascii: "%") {
                guard index + 2 < bytes.endIndex,
                    let high = Self.value(of: bytes[index + 1]),
                    let low = Self.value(of: bytes[index + 2])
                else { throw PackageURLFault(component, .percent, at: index) }
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(byte)
                index += 1
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self) else {
            throw PackageURLFault(component, .notUTF8, at: bytes.startIndex)
        }
        return text
    }

    static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
