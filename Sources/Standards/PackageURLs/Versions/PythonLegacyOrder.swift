// SPDX-License-Identifier: Apache-2.0

/// Python versions from before PEP 440, as setuptools ordered them: parts of digits, letters,
/// dashes and others, compared as texts after numbers were filled up to eight digits.
enum PythonLegacyOrder {
    /// Bytes to which setuptools filled numbers up with zeros, so that they compare as texts.
    private static let numberWidth = 8

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) {
        var parts = Parts()
        var index = 0
        while index < text.count {
            let start = index
            let byte = text[index]
            if byte.isDigit {
                index = text.digits(from: index).upperBound
                parts.append(number: start..<index, of: text, to: &key)
            } else if byte.isLetter {
                index = text.letters(from: index).upperBound
                parts.append(word: start..<index, of: text, to: &key)
            } else if byte == .dash || byte == .dot {
                index &+= 1
                if byte == .dash { parts.appendDash(to: &key) }
            } else {
                while index < text.count, !text[index].isDigit, !text[index].isLetter,
                    text[index] != .dash, text[index] != .dot
                {
                    index &+= 1
                }
                parts.append(word: start..<index, of: text, to: &key)
            }
        }
        parts.append("*final", to: &key)
    }

    /// Writes parts; zeros and dashes wait, for a word may yet take them back.
    private struct Parts {
        /// Zeros and dashes in a row, which are the only parts that are ever taken back.
        private var waiting: [Bool] = []

        mutating func append(number: Range<Int>, of text: Span<UInt8>, to key: inout KeyWriter) {
            if text.isZero(number), number.count <= numberWidth { return waiting.append(false) }
            flush(to: &key)
            for _ in number.count..<max(numberWidth, number.count) { key.append(.zero) }
            key.append(text: number, of: text)
        }

        mutating func appendDash(to key: inout KeyWriter) {
            dropZeros()
            waiting.append(true)
        }

        mutating func append(word: Range<Int>, of text: Span<UInt8>, to key: inout KeyWriter) {
            if let known = known(word, in: text) { return append(known, to: &key) }
            let isBeforeFinal = precedesFinal(word, in: text)
            takeBack(dashes: isBeforeFinal)
            flush(to: &key)
            key.append(UInt8(ascii: "*"))
            key.append(text: word, of: text, foldingCase: true)
        }

        mutating func append(_ part: StaticString, to key: inout KeyWriter) {
            let isFinal = part.utf8CodeUnitCount == 6
            takeBack(dashes: !isFinal)
            flush(to: &key)
            part.withUTF8Buffer { for byte in $0 { key.append(byte) } }
            key.append(0)
        }

        private func known(_ word: Range<Int>, in text: Span<UInt8>) -> StaticString? {
            let isCandidate =
                text.reads("rc", in: word) || text.reads("pre", in: word)
                || text.reads("preview", in: word)
            if isCandidate { return "*c" }
            return text.reads("dev", in: word) ? "*@" : nil
        }

        private func precedesFinal(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
            var index = word.lowerBound
            for letter in "final".utf8 {
                guard index < word.upperBound else { return true }
                let own = text[index].lowercased
                if own != letter { return own < letter }
                index &+= 1
            }
            return false
        }

        private mutating func takeBack(dashes: Bool) {
            if dashes { while waiting.last == true { waiting.removeLast() } }
            dropZeros()
        }

        private mutating func dropZeros() {
            while waiting.last == false { waiting.removeLast() }
        }

        private mutating func flush(to key: inout KeyWriter) {
            for isDash in waiting {
                for byte in isDash ? "*final-".utf8 : "00000000".utf8 { key.append(byte) }
                key.append(0)
            }
            waiting.removeAll(keepingCapacity: true)
        }
    }
}
