// SPDX-License-Identifier: Apache-2.0

/// Notations that know what a major and a minor number are: npm, Cargo, Conan, Composer.
extension NativeReader {
    /// node-semver's README, "Advanced Range Syntax"; The Cargo Book, "Specifying Dependencies".
    func nodeTerm(_ term: NativeTerm) throws(VersionRangeFault) -> Timeline {
        if let upper = term.upper { return try nodeHyphen(term, upper) }
        // Build metadata says nothing about order, and nothing may follow a wildcard.
        let word = String(term.word.prefix { $0 != "+" })
        guard let partial = PartialVersion(word), partial.numbers.count <= 3 else {
            guard let comparator = nodeComparator(term) else {
                throw VersionRangeFault(.operation, at: term.offset)
            }
            return try bound(comparator, word, term)
        }
        let last = partial.numbers.count - 1
        let floor = partial.padded(to: 3)
        // A bare version of Cargo's has a caret in mind.
        let isBareCargo = scheme == .cargo && term.sign.isEmpty
        switch term.sign {
        case "~", "~>":
            guard scheme == .npm || term.sign == "~" else {
                throw VersionRangeFault(.operation, at: term.offset)
            }
            guard last >= 0 else { return .all }
            return try span(from: floor, below: partial.bumped(min(1, last), paddedTo: 3), term)
        case _ where term.sign == "^" || isBareCargo && !partial.isWild:
            guard last >= 0 else { return .all }
            let next = partial.bumped(partial.firstCounting, paddedTo: 3)
            return try span(from: floor, below: next, term)
        default:
            guard let comparator = nodeComparator(term) else {
                throw VersionRangeFault(.operation, at: term.offset)
            }
            guard last < 2, partial.suffix.isEmpty else {
                return try bound(comparator, floor, term)
            }
            return try abbreviated(comparator, partial, term)
        }
    }

    private func nodeComparator(_ term: NativeTerm) -> VersionConstraint.Comparator? {
        term.sign == "!=" || term.sign == "==" ? nil : term.comparator
    }

    /// A comparison with `1.2`, which stands for all of 1.2.0, 1.2.1 and so on.
    private func abbreviated(
        _ comparator: VersionConstraint.Comparator,
        _ partial: PartialVersion,
        _ term: NativeTerm
    ) throws(VersionRangeFault) -> Timeline {
        let floor = partial.padded(to: 3)
        guard let last = partial.numbers.indices.last else {
            return comparator.isInclusive ? .all : .none
        }
        let next = partial.bumped(last, paddedTo: 3)
        switch comparator {
        case .equal: return try span(from: floor, below: next, term)
        case .unequal: return try span(from: floor, below: next, term).inverted
        case .less: return try bound(.less, floor, term)
        case .lessOrEqual: return try bound(.less, next, term)
        case .greater: return try bound(.greaterOrEqual, next, term)
        case .greaterOrEqual: return try bound(.greaterOrEqual, floor, term)
        }
    }

    /// `1.2 - 2.3` is `>=1.2.0 <2.4.0`.
    private func nodeHyphen(
        _ term: NativeTerm,
        _ upper: String
    ) throws(VersionRangeFault) -> Timeline {
        guard scheme == .npm else { throw VersionRangeFault(.operation, at: term.offset) }
        let from = NativeTerm(sign: ">=", word: term.word, offset: term.offset)
        let to = NativeTerm(sign: "<=", word: upper, offset: term.offset)
        return try nodeTerm(from).merged(try nodeTerm(to), .and)
    }

    /// Conan 2, "Version ranges": a trailing dash asks for pre-releases; bounds of `~` and `^` end
    /// in one, which stands before every pre-release.
    func conanTerm(_ term: NativeTerm) throws(VersionRangeFault) -> Timeline {
        guard term.upper == nil else { throw VersionRangeFault(.operation, at: term.offset) }
        let word = term.word.hasSuffix("-") ? String(term.word.dropLast()) : term.word
        if word == "*", term.sign.isEmpty { return try bound(.greaterOrEqual, "0.0.0", term) }
        if term.sign == "~" || term.sign == "^" {
            guard let partial = PartialVersion(word), let last = partial.numbers.indices.last else {
                throw VersionRangeFault(.version(nil), at: term.offset)
            }
            let index = term.sign == "~" ? min(1, last) : partial.firstCounting
            return try span(from: word, below: partial.bumped(index) + "-", term)
        }
        guard let comparator = nodeComparator(term) else {
            throw VersionRangeFault(.operation, at: term.offset)
        }
        return try bound(comparator, word, term)
    }

    /// Composer, "Versions and constraints".
    func composerTerm(_ term: NativeTerm) throws(VersionRangeFault) -> Timeline {
        // `@beta` and `#commit` say what to install, not which versions are meant.
        let word = String(term.word.prefix { $0 != "@" && $0 != "#" })
        if let upper = term.upper { return try composerHyphen(term, upper) }
        let partial = PartialVersion(word)
        let length = partial?.numbers.count ?? 0
        switch term.sign {
        case "~", "^":
            guard let partial, length > 0 else {
                throw VersionRangeFault(.version(nil), at: term.offset)
            }
            let index = term.sign == "~" ? max(0, length - 2) : partial.firstCounting
            return try span(from: word, below: partial.bumped(index, paddedTo: length), term)
        case "<>":
            return try bound(.unequal, word, term)
        default:
            guard let comparator = term.comparator else {
                throw VersionRangeFault(.operation, at: term.offset)
            }
            guard let partial, partial.isWild else { return try bound(comparator, word, term) }
            guard comparator == .equal || comparator == .unequal else {
                throw VersionRangeFault(.operation, at: term.offset)
            }
            guard length > 0 else { return comparator == .equal ? .all : .none }
            let floor = partial.padded(to: 0)
            let whole = try span(from: floor, below: partial.bumped(length - 1), term)
            return comparator == .equal ? whole : whole.inverted
        }
    }

    /// `1.0 - 2.0` is `>=1.0 <2.1`; with three numbers the upper version is in.
    private func composerHyphen(
        _ term: NativeTerm,
        _ upper: String
    ) throws(VersionRangeFault) -> Timeline {
        let lower = try bound(.greaterOrEqual, term.word, term)
        guard let partial = PartialVersion(upper), partial.suffix.isEmpty,
            partial.numbers.count < 3, let last = partial.numbers.indices.last
        else { return lower.merged(try bound(.lessOrEqual, upper, term), .and) }
        return lower.merged(try bound(.less, partial.bumped(last), term), .and)
    }
}
