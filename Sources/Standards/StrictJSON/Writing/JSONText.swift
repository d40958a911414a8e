// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// The value as JSON text in UTF-8, members in their order, numbers as they were written.
    public func serialized() -> [UInt8] {
        var bytes: [UInt8] = []
        JSONText.append(self, to: &bytes)
        return bytes
    }
}

/// Values as text, with the escapes that RFC 8785 section 3.2.2.2 prescribes.
enum JSONText {
    static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): bytes.append(contentsOf: number.text.utf8)
        case .string(let text): append(string: text, to: &bytes)
        case .array(let elements):
            bytes.append(ASCII.openBracket)
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(ASCII.comma) }
                append(element, to: &bytes)
            }
            bytes.append(ASCII.closeBracket)
        case .object(let object):
            bytes.append(ASCII.openBrace)
            for (index, member) in object.enumerated() {
                if index > 0 { bytes.append(ASCII.comma) }
                append(string: member.key, to: &bytes)
                bytes.append(ASCII.colon)
                append(member.value, to: &bytes)
            }
            bytes.append(ASCII.closeBrace)
        }
    }

    static func append(string: String, to bytes: inout [UInt8]) {
        var string = string
        bytes.append(ASCII.quote)
        string.withUTF8 { append(escaping: $0, to: &bytes) }
        bytes.append(ASCII.quote)
    }

    /// Copies runs that need no escape at once.
    private static func append(
        escaping text: UnsafeBufferPointer<UInt8>,
        to bytes: inout [UInt8]
    ) {
        var run = 0
        for (index, byte) in text.enumerated() {
            guard byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash else {
                continue
            }
            bytes.append(contentsOf: text[run..<index])
            append(escape: byte, to: &bytes)
            run = index + 1
        }
        bytes.append(contentsOf: text[run...])
    }

    private static func append(escape byte: UInt8, to bytes: inout [UInt8]) {
        let short: Character? =
            switch byte {
            case ASCII.quote: "\""
            case ASCII.backslash: "\\"
            case 0x08: "b"
            case ASCII.tab: "t"
            case ASCII.lineFeed: "n"
            case 0x0C: "f"
            case ASCII.carriageReturn: "r"
            default: nil
            }
        bytes.append(ASCII.backslash)
        if let short {
            bytes.append(contentsOf: String(short).utf8)
        } else {
            let digits = String(byte, radix: 16)
            bytes.append(contentsOf: ("u" + String(repeating: "0", count: 4 - digits.count)).utf8)
            bytes.append(contentsOf: digits.utf8)
        }
    }
}
