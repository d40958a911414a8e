// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Editions of a specification, where one table describes several: bits by `JSONReader.edition`.
struct Editions: OptionSet, Sendable {
    let rawValue: UInt8

    static let all = Editions(rawValue: .max)
    static let first = Editions(rawValue: 1)
    static let second = Editions(rawValue: 2)

    func have(_ edition: Int) -> Bool { rawValue >> edition & 1 == 1 }
}

/// A word that not every edition has.
protocol EditionWord: RawRepresentable<String>, CaseIterable, Sendable {
    var editions: Editions { get }
}

extension Member {
    /// The same member, which only these editions have.
    func only(in editions: Editions) -> Self {
        var member = self
        member.editions = editions
        member.required.formIntersection(editions)
        return member
    }

    /// The same member, which must stand there in these editions.
    func required(in editions: Editions) -> Self {
        var member = self
        member.required = editions
        return member
    }

    /// The same list, in which these editions want no entry twice.
    func unique<Entry: Hashable & Sendable>(in editions: Editions, _ path: Path<[Entry]>) -> Self {
        checked(in: editions) { shape in
            let entries = shape[keyPath: path]
            return Set(entries).count == entries.count ? nil : "No entry may stand there twice."
        }
    }

    /// A word out of an edition's list, which may be absent.
    static func word<Word: EditionWord>(_ name: String, _ path: Path<Word?>) -> Self {
        Self(name) { shape, reader throws(JSONFaults) in
            shape[keyPath: path] = try reader.editionWord()
        } write: { shape in
            shape[keyPath: path].map { .string($0.rawValue) }
        }
    }

    /// A word out of an edition's list, which must stand there.
    static func word<Word: EditionWord>(required name: String, _ path: Path<Word>) -> Self {
        Self(name, required: true) { shape, reader throws(JSONFaults) in
            if let word: Word = try reader.editionWord() { shape[keyPath: path] = word }
        } write: { shape in
            .string(shape[keyPath: path].rawValue)
        }
    }
}

extension JSONReader {
    fileprivate mutating func editionWord<Word: EditionWord>() throws(JSONFaults) -> Word? {
        guard let text = try string() else { return nil }
        let words = Word.allCases.filter { $0.editions.have(edition) }
        // Swift's own equality would take a KELVIN SIGN for a K.
        let word = words.first { $0.rawValue.utf8.elementsEqual(text.utf8) }
        if let word { return word }
        let list = words.map(\.rawValue).joined(separator: ", ")
        try note(.invalid("Expected one of \(list)."))
        return nil
    }
}
