// SPDX-License-Identifier: Apache-2.0

/// Semantic Versioning 2.0.0 §11, and what ecosystems that follow it add.
///
/// Read as loosely as registries do: a leading `v` or `=`, missing numbers (0), zeros in front,
/// a prerelease without its dash. Numbers after the last that counts are read as build metadata.
struct SemanticOrder {
    /// How many numbers count.
    var numbers = 3
    /// Whether `BETA` and `beta` are the same.
    var foldsCase = false
    /// Whether build metadata orders what is else equal.
    var countsBuild = false

    /// Bytes that say what follows; numeric identifiers (`NumberCode.wide`) lie between.
    private enum Mark {
        static let end: UInt8 = 0x01
        static let text: UInt8 = 0xE0
        static let release: UInt8 = 0xF0
    }

    func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var index = 0
        while text.at(index) == UInt8(ascii: "=") || text.at(index) | 0x20 == UInt8(ascii: "v") {
            index &+= 1
        }
        guard text.at(index).isDigit else { throw Flaw(.number, at: index) }
        index = writeNumbers(text, from: index, to: &key)
        if text.at(index) == .dash || text.at(index).isLetter {
            if text[index] == .dash { index &+= 1 }
            index = writeIdentifiers(text, from: index, to: &key)
        } else {
            key.append(Mark.release)
        }
        if text.at(index) == .plus {
            var build = KeyWriter()
            index =
                countsBuild
                ? writeIdentifiers(text, from: index &+ 1, to: &key)
                : writeIdentifiers(text, from: index &+ 1, to: &build)
        }
        if index < text.count { throw Flaw(.character, at: index) }
    }

    /// Writes the numbers that count, and passes over those after them.
    private func writeNumbers(
        _ text: Span<UInt8>,
        from start: Int,
        to key: inout KeyWriter
    ) -> Int {
        var digits = text.digits(from: start)
        key.append(digits, of: text, .wide)
        var written = 1
        while text.at(digits.upperBound) == .dot,
            text.at(digits.upperBound &+ 1).isDigit
        {
            digits = text.digits(from: digits.upperBound &+ 1)
            if written < numbers { key.append(digits, of: text, .wide) }
            written &+= 1
        }
        while written < numbers {
            key.append(NumberCode.wide.zero)
            written &+= 1
        }
        return digits.upperBound
    }

    /// Writes identifiers between dots: numbers before texts, fewer before more.
    private func writeIdentifiers(
        _ text: Span<UInt8>,
        from start: Int,
        to key: inout KeyWriter
    ) -> Int {
        var index = start
        while true {
            let digits = text.digits(from: index)
            var end = digits.upperBound
            while text.at(end).isDigit || text.at(end).isLetter || text.at(end) == .dash {
                end &+= 1
            }
            if end == digits.upperBound, !digits.isEmpty {
                key.append(digits, of: text, .wide)
            } else {
                key.append(Mark.text)
                for place in index..<end {
                    key.append(foldsCase ? text[place].lowercased : text[place])
                }
                key.append(Mark.end)
            }
            guard text.at(end) == .dot else {
                key.append(Mark.end)
                return end
            }
            index = end &+ 1
        }
    }
}
