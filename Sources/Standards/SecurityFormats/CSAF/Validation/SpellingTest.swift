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
    private let isEnglish: Bool
    private(set) var isUndecided = false
    private var words = 0

    init(language: String, lookups: CSAF.Lookups) {
        self.language = language
        self.lookups = lookups
        isEnglish = language.prefix { $0 != "-" }.lowercased() == "en"
    }

    /// Whether anything tells right words of the language from wrong ones.
    var isSupported: Bool { lookups.spelling != nil || isEnglish }

    /// A sentence on each word of a text that is spelled wrong.
    mutating func mistakes(in text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            var mistakes: [String] = []
            var prose = Prose(bytes)
            while let word = prose.nextWord() {
                words += 1
                guard words <= Self.mostWords else {
                    isUndecided = true
                    return mistakes
                }
                if let mistake = mistake(in: word) { mistakes.append(mistake) }
            }
            return mistakes
        }
    }

    private mutating func mistake(in letters: FieldWords.Letters) -> String? {
        if let spelling = lookups.spelling {
            let word = String(decoding: letters, as: UTF8.self)
            if let isRight = spelling(word, language) {
                if isRight { return nil }
                return "\(CSAF.Test.quoted(word)) is in no dictionary of \(language): spell it "
                    + "right."
            }
        }
        // Not to be close to a word of the field is not to be right.
        isUndecided = true
        guard isEnglish, let meant = FieldWords.english.correction(of: letters) else { return nil }
        let word = CSAF.Test.quoted(String(decoding: letters, as: UTF8.self))
        return "\(word) is no word, but nearly \"\(meant)\": spell it right."
    }
}
