// SPDX-License-Identifier: Apache-2.0

extension CPEName {
    /// How the products of one name lie to those of another (NISTIR 7696 §6).
    public enum Relation: Sendable, Hashable {
        /// The same.
        case equal
        /// All of the other's, and more.
        case superset
        /// Some of the other's, and no more.
        case subset
        /// None in common.
        case disjoint
        /// More in one attribute and less in another, or a pattern to be matched by a pattern.
        case undefined
    }

    /// How this name, the source, lies to another, the target, attribute by attribute.
    ///
    /// Source: NISTIR 7696 §6.1, table 6-2. A pattern in the target leaves it undefined.
    public func relation(of attribute: Attribute, to target: CPEName) -> Relation {
        description.utf8.withContiguousStorageIfAvailable { source in
            target.description.utf8.withContiguousStorageIfAvailable { other in
                relation(attribute.rawValue, source, target, other)
            } ?? .undefined
        } ?? .undefined
    }

    /// How this name, the source, lies to another, the target, as a whole.
    ///
    /// Source: NISTIR 7696 §6.2, table 6-4: one attribute apart sets names apart.
    public func relation(to target: CPEName) -> Relation {
        description.utf8.withContiguousStorageIfAvailable { source in
            target.description.utf8.withContiguousStorageIfAvailable { other in
                relation(source, target, other)
            } ?? .undefined
        } ?? .undefined
    }

    /// Whether every product of the other name is one of this: superset or equal.
    public func matches(_ target: CPEName) -> Bool {
        switch relation(to: target) {
        case .equal, .superset: true
        case .subset, .disjoint, .undefined: false
        }
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    private func relation(_ source: Bytes, _ target: CPEName, _ other: Bytes) -> Relation {
        var (isSuperset, isSubset) = (true, true)
        // The product tells most names apart: backwards from the version, it comes early.
        for attribute in Self.order {
            switch relation(attribute, source, target, other) {
            case .disjoint: return .disjoint
            case .equal: break
            case .superset: isSubset = false
            case .subset: isSuperset = false
            case .undefined: (isSuperset, isSubset) = (false, false)
            }
        }
        if isSuperset { return isSubset ? .equal : .superset }
        return isSubset ? .subset : .undefined
    }

    private static let order = [2, 1, 3, 0, 4, 5, 6, 7, 8, 9, 10]

    private func relation(
        _ attribute: Int,
        _ source: Bytes,
        _ target: CPEName,
        _ other: Bytes
    ) -> Relation {
        if target.isPattern(attribute) { return .undefined }
        let source = Bytes(rebasing: source[place(attribute)])
        let target = Bytes(rebasing: other[target.place(attribute)])
        if source.elementsEqual(target) { return .equal }
        if Self.isLone(source, UInt8(ascii: "*")) { return .superset }
        if Self.isLone(target, UInt8(ascii: "*")) { return .subset }
        let dash = UInt8(ascii: "-")
        guard isPattern(attribute), !Self.isLone(source, dash), !Self.isLone(target, dash) else {
            return .disjoint
        }
        return CPEPattern(source).matches(target) ? .superset : .disjoint
    }

    private static func isLone(_ field: Bytes, _ byte: UInt8) -> Bool {
        field.count == 1 && field[0] == byte
    }
}

/// A value with wildcards at its ends: `?` is one character or none, `*` any number.
private struct CPEPattern {
    /// The characters between the wildcards, quoted as in a formatted string.
    private let body: UnsafeBufferPointer<UInt8>
    /// How many characters may come before and after; nil for any number.
    private let before: Int?
    private let after: Int?

    init(_ field: UnsafeBufferPointer<UInt8>) {
        let (star, question) = (UInt8(ascii: "*"), UInt8(ascii: "?"))
        var start = 0
        while start < field.count, field[start] == question { start += 1 }
        before = field.first == star ? nil : start
        if before == nil { start = 1 }
        // What follows a backslash is no wildcard, so the body is walked from its beginning.
        var end = start
        while end < field.count, field[end] != star, field[end] != question {
            end += field[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        body = UnsafeBufferPointer(rebasing: field[start..<min(end, field.count)])
        after = end < field.count && field[end] == star ? nil : max(0, field.count - end)
    }

    /// One walk over the target, whatever repeats in it (Knuth, Morris and Pratt).
    func matches(_ target: UnsafeBufferPointer<UInt8>) -> Bool {
        let left = Self.characters(in: target) - Self.characters(in: body)
        guard !body.isEmpty else { return left <= (before ?? left) }
        let fallback = fallback
        var matched = 0
        // Where a character of the target begins, and how many come before it.
        var (place, passed) = (0, 0)
        for (index, byte) in target.enumerated() {
            while matched > 0, byte != body[matched] { matched = fallback[matched - 1] }
            if byte == body[matched] { matched += 1 }
            guard matched == body.count else { continue }
            matched = fallback[matched - 1]
            let start = index + 1 - body.count
            while place < start {
                place += target[place] == UInt8(ascii: "\\") ? 2 : 1
                passed += 1
            }
            // What a backslash quotes is no character of its own.
            guard place == start else { continue }
            if passed > before ?? passed { return false }
            if left - passed <= after ?? left { return true }
        }
        return false
    }

    /// For each beginning of the body, how much of it ends there as the body begins.
    private var fallback: [Int] {
        var table = Array(repeating: 0, count: body.count)
        var matched = 0
        for index in 1..<max(1, body.count) {
            while matched > 0, body[index] != body[matched] { matched = table[matched - 1] }
            if body[index] == body[matched] { matched += 1 }
            table[index] = matched
        }
        return table
    }

    private static func characters(in text: UnsafeBufferPointer<UInt8>) -> Int {
        var (count, index) = (0, 0)
        while index < text.count {
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
            count += 1
        }
        return count
    }
}
