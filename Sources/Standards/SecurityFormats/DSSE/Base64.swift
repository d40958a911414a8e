// SPDX-License-Identifier: Apache-2.0

/// Base 64 as RFC 4648 has it: written in the alphabet of §4, read in it or in that of §5.
///
/// Read is what is padded (§3.2), holds nothing but digits of one alphabet (§3.3) and leaves no
/// stray bits (§3.5), so that in each alphabet bytes have one text.
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private static let padding = UInt8(ascii: "=")

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                let digit = alphabet[bits >> (18 - 6 * place) & 63]
                text.append(place <= group.count ? digit : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: String) -> [UInt8]? {
        let utf8 = Array(text.utf8)
        let digits = utf8.prefix { $0 != padding }
        let rest = utf8.dropFirst(digits.count)
        guard utf8.count % 4 == 0, rest.count <= 2, rest.allSatisfy({ $0 == padding }) else {
            return nil
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count / 4 * 3)
        var bits = 0
        var held = 0
        var alphabets: Alphabets = []
        for digit in digits {
            guard let value = value(of: digit, &alphabets) else { return nil }
            bits = bits << 6 | value
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> held))
                bits &= 1 << held - 1
            }
        }
        return bits == 0 && alphabets != .both ? bytes : nil
    }

    /// The alphabets that a text shows itself to be written in.
    private struct Alphabets: OptionSet {
        let rawValue: Int
        static let standard = Alphabets(rawValue: 1)
        static let urlSafe = Alphabets(rawValue: 2)
        static let both: Alphabets = [.standard, .urlSafe]
    }

    private static func value(of digit: UInt8, _ alphabets: inout Alphabets) -> Int? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): return Int(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): return Int(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return Int(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"), UInt8(ascii: "/"):
            alphabets.insert(.standard)
            return digit == UInt8(ascii: "+") ? 62 : 63
        case UInt8(ascii: "-"), UInt8(ascii: "_"):
            alphabets.insert(.urlSafe)
            return digit == UInt8(ascii: "-") ? 62 : 63
        default: return nil
        }
    }
}
