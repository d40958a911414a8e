// SPDX-License-Identifier: Apache-2.0

/// Where the parts of a text end, if it is of the shape `pkg:type/namespace/name@version?q#s`.
struct Shape {
    /// Where the type begins.
    let start: Int
    var type: Int
    var namespace: Int
    var name: Int
    var version: Int
    var qualifiers: Int

    /// Nil where a sign stands twice or in another place than usual.
    init?(_ text: Span<UInt8>) {
        guard text.count > 5, text[0] == UInt8(ascii: "p"), text[1] == UInt8(ascii: "k"),
            text[2] == UInt8(ascii: "g"), text[3] == UInt8(ascii: ":")
        else { return nil }
        var index = 4
        while index < text.count, text[index] == UInt8(ascii: "/") { index += 1 }
        start = index
        while index < text.count, QuickRules.isType(text[index]) { index += 1 }
        guard index < text.count, text[index] == UInt8(ascii: "/"), text[start].isLetter else {
            return nil
        }
        type = index
        namespace = index
        var (sign, question, hash) = (0, text.count, text.count)
        while index < text.count {
            let byte = text[index]
            guard byte > 0x20, byte < 0x7F else { return nil }
            switch byte {
            case UInt8(ascii: "/") where question == text.count && hash == text.count:
                namespace = index
            case UInt8(ascii: "@") where question == text.count && hash == text.count:
                sign = index
            case UInt8(ascii: "?"):
                guard question == text.count, hash == text.count else { return nil }
                question = index
            case UInt8(ascii: "#"):
                guard hash == text.count else { return nil }
                hash = index
            default: break
            }
            index &+= 1
        }
        version = min(question, hash)
        qualifiers = hash
        // An at sign at the beginning of a segment is a scope, elsewhere that of a version.
        let isScope = sign > 0 && sign < namespace && text[sign - 1] == UInt8(ascii: "/")
        guard sign == 0 || isScope || sign > namespace + 1 else { return nil }
        name = sign > namespace ? sign : version
    }
}

/// The pairs of a query, sorted by key; sixteen at most, which is more than real ones have.
struct QuickPairs {
    private var starts = SIMD16<UInt16>()
    private var signs = SIMD16<UInt16>()
    private var ends = SIMD16<UInt16>()
    private(set) var count = 0

    func key(_ index: Int) -> Range<Int> { Int(starts[index])..<Int(signs[index]) }

    func value(_ index: Int) -> Range<Int> { Int(signs[index]) + 1..<Int(ends[index]) }

    /// Reads the pairs that have a value; false where anything is wrong or there are too many.
    mutating func read(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var start = range.lowerBound
        guard range.isEmpty || text[range.upperBound - 1] != UInt8(ascii: "&") else { return false }
        while start < range.upperBound {
            var sign = start
            while sign < range.upperBound, QuickRules.isKey(text[sign]) { sign += 1 }
            guard sign < range.upperBound, text[sign] == UInt8(ascii: "="),
                text[start].isLowercaseLetter
            else { return false }
            var end = sign + 1
            while end < range.upperBound, text[end] != UInt8(ascii: "&") { end += 1 }
            // A key without a value counts too when keys are looked at for repetition.
            guard end > sign + 1, insert(text, start, sign, end) else { return false }
            start = end + 1
        }
        return true
    }

    /// False for a key that is there already.
    private mutating func insert(_ text: Span<UInt8>, _ start: Int, _ sign: Int, _ end: Int) -> Bool
    {
        guard count < starts.scalarCount else { return false }
        var index = count
        while index > 0 {
            switch Self.order(text, start..<sign, key(index - 1)) {
            case 0: return false
            case 1...: break
            default:
                starts[index] = starts[index - 1]
                signs[index] = signs[index - 1]
                ends[index] = ends[index - 1]
                index -= 1
                continue
            }
            break
        }
        starts[index] = UInt16(truncatingIfNeeded: start)
        signs[index] = UInt16(truncatingIfNeeded: sign)
        ends[index] = UInt16(truncatingIfNeeded: end)
        count += 1
        return true
    }

    /// Less than, equal to or greater than zero, as the left key comes before the right one.
    private static func order(_ text: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Int {
        for offset in 0..<min(left.count, right.count) {
            let (one, other) = (text[left.lowerBound + offset], text[right.lowerBound + offset])
            if one != other { return Int(one) - Int(other) }
        }
        return left.count - right.count
    }
}
