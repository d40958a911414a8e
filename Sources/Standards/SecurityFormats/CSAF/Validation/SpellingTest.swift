// SPDX-License-Identifier: Apache-2.0

/// Whether words are spelled right (section 6.3.8), as far as lookups or the field's words tell.
extension CSAF.Test {
    static let spelling = CSAF.Test("6.3.8", "Spell check") { index, findings in
        guard let language = index.metadata.language else { return }
        var check = SpellCheck(language: language, lookups: index.lookups)
        guard check.isSupported else {
            return findings.note(
                at: "/document/lang",
                "Spelling in \(quoted(language)) is not known here: bring a dictionary for it."
            )
        }
        for (pointer, text) in index.texts {
            for mistake in check.mistakes(in: text) { findings.note(at: pointer, mistake) }
        }
        if check.isUndecided { findings.leaveUndecided() }
    }
}

/// Goes through texts word by word.
private struct SpellCheck {
    /// 1 000 000 words: a thick book; what a document says beyond is not looked at.
    static let mostWords = 1_000_000

    let language: String
    let lookups: CSAF.Lookups
    private(set) var isUndecided = false
    private var words = 0

    init(language: String, lookups: CSAF.Lookups) {
        self.language = language
        self.lookups = lookups
    }

    /// Whether anything tells right words of the language from wrong ones.
    var isSupported: Bool { lookups.spelling != nil || isEnglish }

    private var isEnglish: Bool { language.prefix { $0 != "-" }.lowercased() == "en" }

    /// A sentence on each word of a text that is spelled wrong.
    mutating func mistakes(in text: String) -> [String] {
        var mistakes: [String] = []
        for word in Self.words(of: text) {
            words += 1
            guard words <= Self.mostWords else {
                isUndecided = true
                return mistakes
            }
            if let mistake = mistake(in: word) { mistakes.append(mistake) }
        }
        return mistakes
    }

    private mutating func mistake(in word: Substring) -> String? {
        let shown = CSAF.Test.quoted(String(word))
        if let isRight = lookups.spelling?(String(word), language) {
            return isRight ? nil : "\(shown) is in no dictionary of \(language): spell it right."
        }
        // Not to be close to a word of the field is not to be right.
        isUndecided = true
        guard isEnglish else { return nil }
        return FieldWords.english.correction(of: word.lowercased())
            .map { "\(shown) is no word, but nearly \"\($0)\": spell it right." }
    }

    /// Words in letters alone that are neither names of code nor parts of addresses.
    private static func words(of text: String) -> [Substring] {
        var words: [Substring] = []
        for (place, prose) in text.split(separator: "`", omittingEmptySubsequences: false)
            .enumerated() where place.isMultiple(of: 2)
        {
            for token in prose.split(whereSeparator: \.isWhitespace) where !isAddress(token) {
                for part in token.split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "_" })
                {
                    if isWord(part, in: token) { words.append(part) }
                }
            }
        }
        return words
    }

    private static func isAddress(_ token: Substring) -> Bool {
        token.contains("://") || token.contains("@") || token.hasPrefix("www.")
    }

    /// Capitals within, digits and dots around letters are signs of a name.
    private static func isWord(_ part: Substring, in token: Substring) -> Bool {
        part.dropFirst().utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
            && part.utf8.first.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 } == true
            && !token.contains(where: \.isNumber) && !token.dropLast().contains(".")
    }
}
