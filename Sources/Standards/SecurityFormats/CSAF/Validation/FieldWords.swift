// SPDX-License-Identifier: Apache-2.0

/// English words that advisories are made of, and what is nearly one of them.
///
/// No dictionary: a word that is in no list is taken for right, or for a name, unless it differs
/// from a long word of the field by one letter added, lost or changed, or by two that are swapped.
/// So few right words are called wrong; many wrong ones are not seen.
struct FieldWords: Sendable {
    /// The letters of a word, all of them ASCII; case does not count.
    typealias Letters = Slice<UnsafeBufferPointer<UInt8>>

    /// 8 letters: shorter words have too many right ones beside them.
    static let fewestLetters = 8

    static let english = FieldWords()

    private let field: [[UInt8]]
    /// Hashes: two words that share one would only hide a mistake.
    private let words: Set<UInt64>
    private let stems: Set<UInt64>
    /// Words of the field by their first and by their last three letters: one mistake in eight
    /// letters or more leaves either of them whole.
    private let byStart: [UInt32: [Int]]
    private let byEnd: [UInt32: [Int]]

    private init() {
        let field = Self.field.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
        let beside = Self.beside.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
        self.field = field
        words = Set(field.map { Self.letters($0, Self.hash) })
        stems = Set((field + beside).map { Self.letters($0) { Self.hash(Self.stem(of: $0)) } })
        byStart = Dictionary(grouping: field.indices) { Self.key(of: field[$0].prefix(3)) }
        byEnd = Dictionary(grouping: field.indices) { Self.key(of: field[$0].suffix(3)) }
    }

    /// The word of the field that was meant by another one; nil where it may be right.
    func correction(of word: Letters) -> String? {
        guard word.count >= Self.fewestLetters, !isKnown(word) else { return nil }
        return Self.letters(Self.american(word)) { american in
            isKnown(american) ? nil : nearest(american)
        }
    }

    private func isKnown(_ word: Letters) -> Bool {
        if words.contains(Self.hash(word)) || stems.contains(Self.hash(Self.stem(of: word))) {
            return true
        }
        return Self.prefixes.contains { prefix in
            Self.starts(word, prefix)
                && stems.contains(Self.hash(Self.stem(of: word.dropFirst(prefix.count))))
        }
    }

    /// The first word of the field that is one mistake away.
    private func nearest(_ word: Letters) -> String? {
        let candidates =
            (byStart[Self.key(of: word.prefix(3))] ?? [])
            + (byEnd[Self.key(of: word.suffix(3))] ?? [])
        let nearest = candidates.filter { Self.isNear(word, field[$0]) }.min()
        return nearest.map { String(decoding: field[$0], as: UTF8.self) }
    }

    private static let prefixes = [
        "de", "in", "inter", "mis", "multi", "non", "over", "pre", "re", "sub", "super", "un",
    ].map { Array($0.utf8) }
    private static let endings = [
        "ings", "ing", "ers", "est", "ed", "er", "es", "ly", "s", "e", "y",
    ].map { Array($0.utf8) }
    /// `process` has lost no ending.
    private static let doubled = Array("ss".utf8)
    private static let british = [
        "isation", "isations", "ise", "ised", "ises", "ising", "iser", "isers",
    ].map { Array($0.utf8) }
}

extension FieldWords {
    /// A word without its ending, five letters at least.
    private static func stem(of word: Letters) -> Letters {
        let ending = endings.first { ending in
            word.count - ending.count >= 5 && ends(word, ending)
                && !(ending.count == 1 && ends(word, doubled))
        }
        return word.dropLast(ending?.count ?? 0)
    }

    /// The word with American endings, as the list has them.
    private static func american(_ word: Letters) -> [UInt8] {
        var letters = word.map { $0 | 0x20 }
        if let ending = british.first(where: { ends(word, $0) }) {
            letters[letters.count - ending.count + 1] = UInt8(ascii: "z")
        }
        let our = Array("our".utf8)
        var at = 0
        while at + our.count <= letters.count {
            if letters[at..<at + our.count].elementsEqual(our) { letters.remove(at: at + 1) }
            at += 1
        }
        return letters
    }

    /// Whether two words differ in a letter, or in two neighbours that are swapped.
    private static func isNear(_ word: Letters, _ other: [UInt8]) -> Bool {
        let (count, length) = (word.count, other.count)
        guard abs(count - length) <= 1 else { return false }
        let shorter = min(count, length)
        var head = 0
        while head < shorter, word[word.startIndex + head] | 0x20 == other[head] { head += 1 }
        var tail = 0
        while tail < shorter - head,
            word[word.endIndex - 1 - tail] | 0x20 == other[length - 1 - tail]
        {
            tail += 1
        }
        if head + tail >= max(count, length) - 1 { return true }
        let first = word.startIndex + head
        return count == length && head + tail == count - 2
            && word[first] | 0x20 == other[head + 1] && word[first + 1] | 0x20 == other[head]
    }

    private static func starts(_ word: Letters, _ start: [UInt8]) -> Bool {
        word.count > start.count && zip(word, start).allSatisfy { $0 | 0x20 == $1 }
    }

    private static func ends(_ word: Letters, _ end: [UInt8]) -> Bool {
        word.count > end.count && zip(word.suffix(end.count), end).allSatisfy { $0 | 0x20 == $1 }
    }

    /// FNV-1a in 64 bits.
    private static func hash(_ word: Letters) -> UInt64 {
        word.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1 | 0x20)) &* 0x100_0000_01b3 }
    }

    private static func key(of letters: some Sequence<UInt8>) -> UInt32 {
        letters.reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
    }

    private static func letters<T>(_ word: [UInt8], _ body: (Letters) -> T) -> T {
        word.withUnsafeBufferPointer { body($0[...]) }
    }
}
