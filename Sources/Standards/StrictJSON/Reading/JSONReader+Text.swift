// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// A string's characters, its escapes resolved.
    func text(of raw: RawText) -> String {
        if raw.isEscaped {
            // An escape is never shorter than what it stands for.
            return String(unsafeUninitializedCapacity: raw.count) { Self.unescape(raw, into: $0) }
        }
        return String(
            decoding: UnsafeBufferPointer(start: raw.start, count: raw.count),
            as: UTF8.self
        )
    }

    /// Copies a string that was scanned before, resolving escapes; gives the number of its bytes.
    ///
    /// SAFETY: the buffer has room for the raw string, and no escape grows.
    private static func unescape(
        _ raw: RawText,
        into buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        var target = base
        var source = raw.start
        let end = raw.start + raw.count
        while source < end {
            let run = Word.bytesBeforeBackslash(source, end)
            target.update(from: source, count: run)
            target += run
            source += run
            if source < end { unescapeOne(&source, end, into: &target) }
        }
        return target - base
    }

    /// Resolves the escape that stands at `source`.
    private static func unescapeOne(
        _ source: inout UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>,
        into target: inout UnsafeMutablePointer<UInt8>
    ) {
        switch source[1] {
        case UInt8(ascii: "b"): target.pointee = 0x08
        case UInt8(ascii: "f"): target.pointee = 0x0C
        case UInt8(ascii: "n"): target.pointee = ASCII.lineFeed
        case UInt8(ascii: "r"): target.pointee = ASCII.carriageReturn
        case UInt8(ascii: "t"): target.pointee = ASCII.tab
        case UInt8(ascii: "u"): return unescapeUnit(&source, end, into: &target)
        case let byte: target.pointee = byte
        }
        source += 2
        target += 1
    }

    /// Resolves `\\u` escapes; half a pair, noted as a fault before, becomes U+FFFD.
    private static func unescapeUnit(
        _ source: inout UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>,
        into target: inout UnsafeMutablePointer<UInt8>
    ) {
        var scalar = UInt32(Escape.unit(source + 2) ?? 0)
        source += 6
        if 0xD800...0xDBFF ~= scalar, end - source >= 6, source[0] == ASCII.backslash,
            source[1] == UInt8(ascii: "u"), let low = Escape.unit(source + 2),
            0xDC00...0xDFFF ~= low
        {
            scalar = 0x10000 + (scalar - 0xD800) << 10 + (UInt32(low) - 0xDC00)
            source += 6
        }
        for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")
            ?? UTF8.encodedReplacementCharacter
        {
            target.pointee = byte
            target += 1
        }
    }
}
