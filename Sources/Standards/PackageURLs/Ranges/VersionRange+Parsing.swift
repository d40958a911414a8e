// SPDX-License-Identifier: Apache-2.0

extension VersionRange {
    /// Reads a canonical text and refuses every other, as VERS asks of its readers.
    ///
    /// Source: VERS, "Normalized, canonical representation and validation" and "How to parse".
    public init(parsing text: String) throws(VersionRangeFault) {
        let parser = RangeParser(text, isStrict: true)
        self = try parser.parse()
    }

    /// Reads what people and tools write and brings it into canonical form.
    ///
    /// Sorts, drops what is redundant or repeated, white space, pipes too many and `=`, folds
    /// case, takes other names of a type. Overlapping constraints hold what either holds.
    public init(canonicalizing text: String) throws(VersionRangeFault) {
        let parser = RangeParser(text, isStrict: false)
        self = try parser.parse()
    }

    /// The range of these constraints, in any order; overlapping ones hold what either holds.
    ///
    /// Throws `otherScheme` where a version is of another scheme, `repeated` where one version is
    /// let in and shut out.
    public init(
        _ constraints: [VersionConstraint],
        scheme: VersionScheme
    ) throws(VersionRangeFault) {
        guard constraints.allSatisfy({ $0.version.scheme == scheme }) else {
            throw VersionRangeFault(.otherScheme, at: 0)
        }
        let placed = constraints.map { PlacedConstraint(constraint: $0, offset: 0) }
        self.init(scheme, try Timeline(sorting: placed))
    }
}

/// A constraint and where it stands in its text.
struct PlacedConstraint {
    let constraint: VersionConstraint
    let offset: Int
}

private struct RangeParser {
    private let bytes: [UInt8]
    private let isStrict: Bool

    init(_ text: String, isStrict: Bool) {
        bytes = Array(text.utf8.prefix(VersionRange.byteLimit + 1))
        self.isStrict = isStrict
    }

    func parse() throws(VersionRangeFault) -> VersionRange {
        let limit = VersionRange.byteLimit
        guard bytes.count <= limit else { throw VersionRangeFault(.limit(limit), at: limit) }
        if isStrict, let place = bytes.firstIndex(where: isSpace) {
            throw VersionRangeFault(.whitespace, at: place)
        }
        let specifier = try afterScheme()
        let (type, list) = try type(in: specifier)
        guard list.contains(where: { !isSpace($0) }) else {
            throw VersionRangeFault(.empty, at: list.startIndex)
        }
        let star = UInt8(ascii: "*")
        let isStar = trimmed(list).elementsEqual([star])
        if type == "none" || type == "all" {
            guard isStar else { throw VersionRangeFault(.asterisk, at: list.startIndex) }
            return type == "all" ? .all(nil) : .none(nil)
        }
        guard let scheme = scheme(type) else {
            throw VersionRangeFault(.unknownType, at: specifier.startIndex)
        }
        if isStar { return .all(scheme) }
        let constraints = try constraints(in: list, scheme)
        let timeline =
            isStrict ? try Timeline(sorted: constraints) : try Timeline(sorting: constraints)
        return VersionRange(scheme, timeline)
    }

    private func afterScheme() throws(VersionRangeFault) -> ArraySlice<UInt8> {
        let text = isStrict ? bytes[...] : trimmed(bytes[...])
        let prefix = text.prefix(5)
        let matches =
            isStrict
            ? prefix.elementsEqual("vers:".utf8)
            : prefix.lazy.map(\.lowercased).elementsEqual("vers:".utf8)
        guard matches else { throw VersionRangeFault(.scheme, at: 0) }
        return text.dropFirst(5)
    }

    private func type(
        in specifier: ArraySlice<UInt8>
    ) throws(VersionRangeFault) -> (String, ArraySlice<UInt8>) {
        let end = specifier.firstIndex(of: UInt8(ascii: "/")) ?? specifier.endIndex
        let type = specifier[..<end]
        let other = type.firstIndex { byte in
            let isPlain = byte.isDigit || byte.isLowercaseLetter || (!isStrict && byte.isLetter)
            return !isPlain && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "-")
        }
        if let other { throw VersionRangeFault(.type, at: other) }
        guard let first = type.first, first.isLetter else {
            throw VersionRangeFault(.type, at: specifier.startIndex)
        }
        guard end < specifier.endIndex else { throw VersionRangeFault(.empty, at: end) }
        return (String(decoding: type, as: UTF8.self).lowercased(), specifier[(end + 1)...])
    }

    /// Only the type itself is canonical; a forgiving reader takes its other names as well.
    private func scheme(_ type: String) -> VersionScheme? {
        isStrict ? VersionScheme(rawValue: type) : VersionScheme(name: type)
    }

    private func constraints(
        in list: ArraySlice<UInt8>,
        _ scheme: VersionScheme
    ) throws(VersionRangeFault) -> [PlacedConstraint] {
        var constraints: [PlacedConstraint] = []
        for part in list.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false) {
            let part = isStrict ? part : trimmed(part)
            if part.isEmpty {
                guard isStrict else { continue }
                throw VersionRangeFault(.pipe, at: part.startIndex)
            }
            if part.elementsEqual([UInt8(ascii: "*")]) {
                throw VersionRangeFault(.asterisk, at: part.startIndex)
            }
            let constraint = try constraint(part, scheme)
            constraints.append(PlacedConstraint(constraint: constraint, offset: part.startIndex))
        }
        guard !constraints.isEmpty else { throw VersionRangeFault(.empty, at: list.startIndex) }
        return constraints
    }

    private func constraint(
        _ part: ArraySlice<UInt8>,
        _ scheme: VersionScheme
    ) throws(VersionRangeFault) -> VersionConstraint {
        let (comparator, length) = comparator(of: part)
        if isStrict, comparator == .equal, length > 0 {
            throw VersionRangeFault(.sign, at: part.startIndex)
        }
        var rest = part.dropFirst(length)
        if !isStrict { rest = trimmed(rest) }
        guard !rest.isEmpty else { throw VersionRangeFault(.version(nil), at: rest.startIndex) }
        var text = try RangeEncoding.decode(rest, strict: isStrict)
        if scheme == .datetime, let other = rest.firstIndex(where: { $0 == 0x74 || $0 == 0x7A }) {
            guard !isStrict else { throw VersionRangeFault(.moment, at: other) }
            text = text.uppercased()
        }
        do throws(VersionFault) {
            return VersionConstraint(comparator, try Version(text, scheme: scheme))
        } catch {
            throw VersionRangeFault(.version(error.reason), at: rest.startIndex)
        }
    }

    private func comparator(
        of part: ArraySlice<UInt8>
    ) -> (VersionConstraint.Comparator, length: Int) {
        let equals = UInt8(ascii: "=")
        let isTwo = part.dropFirst().first == equals
        switch part.first {
        case UInt8(ascii: ">"): return isTwo ? (.greaterOrEqual, 2) : (.greater, 1)
        case UInt8(ascii: "<"): return isTwo ? (.lessOrEqual, 2) : (.less, 1)
        case UInt8(ascii: "!") where isTwo: return (.unequal, 2)
        case equals: return (.equal, 1)
        default: return (.equal, 0)
        }
    }

    private func trimmed(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var part = part.drop(while: isSpace)
        while let last = part.last, isSpace(last) { part.removeLast() }
        return part
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
