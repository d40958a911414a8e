// SPDX-License-Identifier: Apache-2.0

/// RubyGems, Python and Debian.
extension NativeReader {
    /// RubyGems, "Pessimistic operator": `~> 2.0.8` is `>= 2.0.8`, `< 2.1`.
    func gemTerm(_ term: NativeTerm) throws(VersionRangeFault) -> Timeline {
        guard term.sign == "~>" else { return try plainTerm(term) }
        guard let partial = PartialVersion(term.word), !partial.numbers.isEmpty else {
            throw VersionRangeFault(.version(nil), at: term.offset)
        }
        let index = max(0, partial.numbers.count - 2)
        return try span(from: term.word, below: partial.bumped(index), term)
    }

    /// PEP 440, "Version specifiers".
    func pythonTerm(_ term: NativeTerm) throws(VersionRangeFault) -> Timeline {
        let isPrefix = term.word.hasSuffix(".*")
        let word = isPrefix ? String(term.word.dropLast(2)) : term.word
        switch term.sign {
        case "==", "!=":
            guard isPrefix else { return try plainTerm(term) }
            let release = try release(of: word, term)
            let whole = try release.prefixed(release.numbers.count, self, term)
            return term.sign == "==" ? whole : whole.inverted
        case "~=" where !isPrefix:
            let release = try release(of: word, term)
            guard release.numbers.count > 1 else {
                throw VersionRangeFault(.operation, at: term.offset)
            }
            let whole = try release.prefixed(release.numbers.count - 1, self, term)
            return whole.merged(try bound(.greaterOrEqual, word, term), .and)
        case "===" where !isPrefix:
            return try bound(.equal, word, term)
        case "<", "<=", ">", ">=":
            guard !isPrefix else { throw VersionRangeFault(.operation, at: term.offset) }
            return try plainTerm(term)
        default:
            throw VersionRangeFault(.operation, at: term.offset)
        }
    }

    private func release(
        of word: String,
        _ term: NativeTerm
    ) throws(VersionRangeFault) -> PythonRelease {
        guard let release = PythonRelease(word) else {
            throw VersionRangeFault(.version(nil), at: term.offset)
        }
        return release
    }

    /// Debian Policy §7.1: a comma is "and", a pipe "or" and binds tighter.
    func debianRelations() throws(VersionRangeFault) -> Timeline {
        var groups: [Timeline] = []
        for group in bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            var alternatives: [Timeline] = []
            let parts = group.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            for part in parts { alternatives.append(try debianRelation(part)) }
            groups.append(Timeline.merged(alternatives[...], .or))
        }
        return Timeline.merged(groups[...], .and)
    }

    private func debianRelation(
        _ text: ArraySlice<UInt8>
    ) throws(VersionRangeFault) -> Timeline {
        var text = trimmed(text)
        if text.first == UInt8(ascii: "("), text.last == UInt8(ascii: ")") {
            text = trimmed(text.dropFirst().dropLast())
        }
        let sign = text.prefix { $0 >= UInt8(ascii: "<") && $0 <= UInt8(ascii: ">") }
        let word = trimmed(text[sign.endIndex...])
        guard !word.isEmpty else { throw VersionRangeFault(.version(nil), at: word.startIndex) }
        let comparator: VersionConstraint.Comparator
        switch String(decoding: sign, as: UTF8.self) {
        case "<<": comparator = .less
        case "<=": comparator = .lessOrEqual
        case "=", "": comparator = .equal
        case ">=": comparator = .greaterOrEqual
        case ">>": comparator = .greater
        // `<` and `>` once meant `<=` and `>=`; nobody can say what their author meant.
        default: throw VersionRangeFault(.operation, at: text.startIndex)
        }
        return try bound(comparator, try self.text(of: word), at: word.startIndex)
    }
}

/// The epoch and release numbers of a Python version.
private struct PythonRelease {
    let epoch: String
    private let partial: PartialVersion

    init?(_ word: String) {
        let parts = word.split(separator: "!", maxSplits: 1, omittingEmptySubsequences: false)
        epoch = parts.count == 2 ? "\(parts[0])!" : ""
        guard let partial = PartialVersion(String(parts[parts.count - 1])), !partial.isWild,
            !partial.numbers.isEmpty
        else { return nil }
        self.partial = partial
    }

    var numbers: [String] { partial.numbers }

    /// Everything whose release begins with the first `count` numbers, from its earliest
    /// development release on.
    func prefixed(
        _ count: Int,
        _ reader: NativeReader,
        _ term: NativeTerm
    ) throws(VersionRangeFault) -> Timeline {
        let lower = epoch + numbers.prefix(count).joined(separator: ".") + ".dev0"
        let upper = epoch + partial.bumped(count - 1) + ".dev0"
        return try reader.span(from: lower, below: upper, term)
    }
}
