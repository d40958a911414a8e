// SPDX-License-Identifier: Apache-2.0

/// A string between its quotes as it stands in the window, good until the next refill.
struct RawText {
    let start: UnsafePointer<UInt8>
    let count: Int
    let isEscaped: Bool
}

extension JSONReader {
    /// Reads a string (RFC 8259 section 7) whose opening quote stands at the cursor.
    @inline(__always)
    mutating func scanString() throws(JSONFaults) -> RawText {
        let quote = window.cursor
        var cursor = quote + 1
        while window.end - cursor >= 8 {
            let word = Word.load(cursor)
            let match = Word.ends(ofPlainText: word)
            if match == 0 {
                cursor += 8
                continue
            }
            cursor += Word.bytesBefore(match)
            guard cursor.pointee == ASCII.quote else { break }
            window.cursor = cursor + 1
            let count = cursor - quote - 1
            if count > limits.stringLengthBytes { try refuseLength(quote) }
            return RawText(start: quote + 1, count: count, isEscaped: false)
        }
        return try scanAnyString(from: cursor)
    }

    private mutating func refuseLength(_ quote: UnsafePointer<UInt8>) throws(JSONFaults) {
        try record(.stringTooLong(limitBytes: limits.stringLengthBytes), at: quote)
    }

    /// Goes on with a string that is escaped, not ASCII, or runs to the end of the window.
    private mutating func scanAnyString(
        from position: UnsafePointer<UInt8>
    ) throws(JSONFaults) -> RawText {
        window.mark = window.cursor
        defer { window.mark = nil }
        window.cursor = position
        var isEscaped = false
        while true {
            skipPlainText()
            if window.cursor == window.end {
                guard try refill() else { try stop(.truncated) }
                continue
            }
            switch window.cursor.pointee {
            case ASCII.quote:
                window.cursor += 1
                let quote = window.mark ?? window.cursor
                let count = window.cursor - quote - 2
                if count > limits.stringLengthBytes { try refuseLength(quote) }
                return RawText(start: quote + 1, count: count, isEscaped: isEscaped)
            case ASCII.backslash:
                isEscaped = true
                try scanEscape()
            case 0x80...:
                try scanSequence()
            default:
                try stop(.malformed(expected: "an escape instead of a control character"))
            }
        }
    }

    private mutating func skipPlainText() {
        while window.end - window.cursor >= 8 {
            let match = Word.ends(ofPlainText: Word.load(window.cursor))
            if match != 0 {
                window.cursor += Word.bytesBefore(match)
                return
            }
            window.cursor += 8
        }
        while window.cursor < window.end {
            let byte = window.cursor.pointee
            let isPlain =
                byte >= ASCII.space && byte < 0x80 && byte != ASCII.quote && byte != ASCII.backslash
            if !isPlain { return }
            window.cursor += 1
        }
    }

    /// Holds one sequence beyond ASCII against RFC 3629 section 4; a bad one costs one byte.
    private mutating func scanSequence() throws(JSONFaults) {
        let length = UTF8Sequence.length(first: window.cursor.pointee)
        let isWhole = try holds(max(length, 1))
        if length > 0, isWhole, UTF8Sequence.isValid(window.cursor, length) {
            window.cursor += length
        } else {
            try record(.invalidUTF8, at: window.cursor)
            window.cursor += 1
        }
    }

    private mutating func scanEscape() throws(JSONFaults) {
        guard try holds(2) else {
            window.cursor = window.end
            try stop(.truncated)
        }
        switch window.cursor[1] {
        case ASCII.quote, ASCII.backslash, ASCII.slash, UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            window.cursor += 2
        case UInt8(ascii: "u"): try scanUnicodeEscape()
        default:
            window.cursor += 1
            try stop(.malformed(expected: "one of \"\\/bfnrtu"))
        }
    }

    /// RFC 8259 section 8.2 leaves lone surrogates open; they denote no character, so: a fault.
    private mutating func scanUnicodeEscape() throws(JSONFaults) {
        let unit = try scanUnit()
        switch unit {
        case 0 where !limits.allowsNUL: try record(.nul, at: window.cursor - 6)
        case 0xD800...0xDBFF:
            let isPair =
                try holds(2) && window.cursor[0] == ASCII.backslash
                && window.cursor[1] == UInt8(ascii: "u")
            let isWhole = try holds(6) && isPair
            if isWhole, let low = Escape.unit(window.cursor + 2), 0xDC00...0xDFFF ~= low {
                window.cursor += 6
            } else {
                try record(.loneSurrogate, at: window.cursor - 6)
            }
        case 0xDC00...0xDFFF: try record(.loneSurrogate, at: window.cursor - 6)
        default: break
        }
    }

    private mutating func scanUnit() throws(JSONFaults) -> UInt16 {
        let isWhole = try holds(6)
        let digits = window.cursor + 2
        if isWhole, let unit = Escape.unit(digits) {
            window.cursor += 6
            return unit
        }
        window.cursor = digits
        while window.cursor < window.end, Escape.digit(window.cursor.pointee) != nil {
            window.cursor += 1
        }
        try stop(malformed("four hexadecimal digits"))
    }
}

/// Sequences beyond ASCII (RFC 3629 section 4).
enum UTF8Sequence {
    /// Bytes that a first byte announces; 0 when no sequence begins so.
    static func length(first byte: UInt8) -> Int {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }

    /// Whether the bytes after the first fit it: no overlong form, no surrogate, none too high.
    static func isValid(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let second: ClosedRange<UInt8> =
            switch bytes[0] {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard second ~= bytes[1] else { return false }
        return (2..<length).allSatisfy { bytes[$0] & 0xC0 == 0x80 }
    }
}

/// Escapes in strings (RFC 8259 section 7).
enum Escape {
    static func digit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - ASCII.zero)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The code unit of four hexadecimal digits.
    static func unit(_ digits: UnsafePointer<UInt8>) -> UInt16? {
        var unit: UInt16 = 0
        for index in 0..<4 {
            guard let digit = digit(digits[index]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }
}
