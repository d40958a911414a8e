// SPDX-License-Identifier: Apache-2.0

/// What somebody looks for: words that all have to stand in a text, whatever their case.
package struct SearchWords: Sendable, Hashable {
    /// Characters of a search at most: the longest package URL fits.
    package static let characters = 200
    /// Words that count at most; each is looked for in every text.
    package static let most = 8
    /// Things of a kind that are found at most: one who has to read more would rather say more.
    package static let found = 20

    /// In lower case, each once.
    package let words: [String]

    package init(_ text: String) {
        var seen: Set<String> = []
        words = text.prefix(Self.characters).lowercased().split(whereSeparator: \.isWhitespace)
            .map(String.init).filter { seen.insert($0).inserted }.prefix(Self.most).map(\.self)
    }

    /// Whether nothing is looked for.
    package var isEmpty: Bool { words.isEmpty }

    /// Whether every word stands in one of the texts; no words stand nowhere.
    package func match(_ texts: String?...) -> Bool {
        guard !isEmpty else { return false }
        let texts = texts.compactMap { $0.map { Array($0.lowercased().utf8) } }
        return words.allSatisfy { word in
            let word = Array(word.utf8)
            return texts.contains { Self.stands(word, in: $0) }
        }
    }

    private static func stands(_ word: [UInt8], in text: [UInt8]) -> Bool {
        guard let first = word.first, word.count <= text.count else { return false }
        return (0...text.count - word.count).contains { start in
            text[start] == first && text[start..<start + word.count].elementsEqual(word)
        }
    }
}
