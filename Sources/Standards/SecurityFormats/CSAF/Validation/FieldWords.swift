// SPDX-License-Identifier: Apache-2.0

/// English words that advisories are made of, and what is nearly one of them.
///
/// No dictionary: a word that is in no list is taken for right, or for a name, unless it differs
/// from a long word of the field by one letter added, lost or changed, or by two that are swapped.
/// So few right words are called wrong; many wrong ones are not seen.
struct FieldWords: Sendable {
    /// 8 letters: shorter words have too many right ones beside them.
    static let fewestLetters = 8

    static let english = FieldWords()

    private let words: Set<String>
    private let stems: Set<String>
    /// The words of the field by what is left of them without one letter.
    private let shortened: [String: [String]]

    init() {
        let field = Self.field.split(whereSeparator: \.isWhitespace).map(String.init)
        let beside = Self.beside.split(whereSeparator: \.isWhitespace).map(String.init)
        words = Set(field)
        stems = Set((field + beside).map { Self.stem(of: $0) })
        var shortened: [String: [String]] = [:]
        for word in field {
            for rest in Self.shortened(word) { shortened[rest, default: []].append(word) }
        }
        self.shortened = shortened
    }

    /// The word of the field that was meant by one in lower case; nil where it may be right.
    func correction(of word: String) -> String? {
        let word = Self.american(word)
        guard word.utf8.count >= Self.fewestLetters, !isKnown(word) else { return nil }
        if let word = shortened[word]?.first { return word }
        for rest in Self.shortened(word) {
            if words.contains(rest) { return rest }
            if let meant = shortened[rest]?.first(where: { Self.isNear(word, $0) }) { return meant }
        }
        return nil
    }

    private func isKnown(_ word: String) -> Bool {
        if words.contains(word) || stems.contains(Self.stem(of: word)) { return true }
        return Self.prefixes.contains { prefix in
            word.hasPrefix(prefix)
                && stems.contains(Self.stem(of: String(word.dropFirst(prefix.count))))
        }
    }

    private static let prefixes = [
        "de", "in", "inter", "mis", "multi", "non", "over", "pre", "re", "sub", "super", "un",
    ]
    private static let endings = [
        "ings", "ing", "ers", "est", "ed", "er", "es", "ly", "s", "e", "y",
    ]

    /// A word without its ending, five letters at least.
    private static func stem(of word: String) -> String {
        let ending = endings.first { ending in
            word.hasSuffix(ending) && word.utf8.count - ending.utf8.count >= 5
                && !(ending == "s" && word.hasSuffix("ss"))
        }
        return String(word.dropLast(ending?.count ?? 0))
    }

    /// British endings as the list has them.
    private static func american(_ word: String) -> String {
        for ending in ["isation", "isations", "ise", "ised", "ises", "ising", "iser", "isers"]
        where word.hasSuffix(ending) {
            return word.dropLast(ending.count) + "iz" + ending.dropFirst(2)
        }
        return word.replacing("our", with: "or")
    }

    /// Every rest of a word without one of its letters.
    private static func shortened(_ word: String) -> [String] {
        let bytes = Array(word.utf8)
        return bytes.indices.map { index in
            String(decoding: bytes[..<index] + bytes[(index + 1)...], as: UTF8.self)
        }
    }

    /// Whether two words of one length differ in a letter, or in two neighbours that are swapped.
    private static func isNear(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        let apart = left.indices.filter { left[$0] != right[$0] }
        if apart.count == 1 { return true }
        return apart.count == 2 && apart[1] == apart[0] + 1 && left[apart[0]] == right[apart[1]]
            && left[apart[1]] == right[apart[0]]
    }
}
