// SPDX-License-Identifier: Apache-2.0

/// Puts arguments in the place of `{0}`, `{1}` … (section 3.11.5).
enum Placeholders {
    /// Doubled braces become single ones; a placeholder without an argument stays as it is.
    ///
    /// A text that grows beyond the limit is cut there: a few bytes can ask for gigabytes.
    static func fill(_ text: String, _ arguments: [String], atMost limitBytes: Int) -> String {
        // Without braces all results share one text, which is a rule's for many of them.
        let hasBraces = text.utf8.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
        if !hasBraces, text.utf8.count <= limitBytes { return text }
        var filled: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if filled.count > limitBytes { return cut(filled, limitBytes) }
            if byte == UInt8(ascii: "{"), rest.first == byte {
                rest.removeFirst()
                filled.append(byte)
            } else if byte == UInt8(ascii: "}"), rest.first == byte {
                rest.removeFirst()
                filled.append(byte)
            } else if byte == UInt8(ascii: "{"), let (index, after) = placeholder(rest),
                index < arguments.count
            {
                filled.append(contentsOf: arguments[index].utf8)
                rest = after
            } else {
                filled.append(byte)
            }
        }
        return filled.count > limitBytes
            ? cut(filled, limitBytes) : String(decoding: filled, as: UTF8.self)
    }

    private static func cut(_ text: [UInt8], _ limitBytes: Int) -> String {
        let mark = "…"
        let room = max(limitBytes - mark.utf8.count, 0)
        let whole = text.prefix(room + 1).lastIndex { $0 & 0xC0 != 0x80 } ?? 0
        return String(decoding: text[..<whole], as: UTF8.self) + mark
    }

    /// The number of a placeholder whose opening brace was read, and what follows it.
    private static func placeholder(
        _ text: Substring.UTF8View
    ) -> (Int, Substring.UTF8View)? {
        let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let after = text.dropFirst(digits.count)
        guard after.first == UInt8(ascii: "}"), let index = Int(Substring(digits)) else {
            return nil
        }
        return (index, after.dropFirst())
    }
}
