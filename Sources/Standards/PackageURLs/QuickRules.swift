// SPDX-License-Identifier: Apache-2.0

/// What a type asks, in a form that is found and followed without allocation.
struct QuickRules {
    /// What happens to each character of a part.
    struct Change: OptionSet {
        let rawValue: UInt8
        static let folds = Change(rawValue: 1)
        /// `_` becomes `-` (PyPI).
        static let dashes = Change(rawValue: 2)
        /// What is no small letter, digit or `_` becomes `_` (Pub).
        static let underscores = Change(rawValue: 4)

        @inline(__always)
        func apply(to byte: UInt8) -> UInt8 {
            if isEmpty { return byte }
            let folded = contains(.folds) ? byte.lowercased : byte
            if contains(.dashes) { return folded == UInt8(ascii: "_") ? UInt8(ascii: "-") : folded }
            let isOther = contains(.underscores) && !folded.isLowercaseLetter && !folded.isDigit
            return isOther ? UInt8(ascii: "_") : folded
        }
    }

    private let presence: TypeRules.Presence
    let namespace: Change
    let name: Change
    let version: Change
    /// The qualifier that has to be there.
    let required: Key?
    /// The namespace is one segment, the rest of the path the name (git).
    let hasPathForName: Bool
    /// `::` in a name is for the thorough reader (CPAN).
    let refusesModules: Bool

    /// Nil where a type has rules that take more than looking at one character at a time.
    private init?(_ rules: TypeRules) {
        presence = rules.namespace
        namespace = rules.folding.contains(.namespace) ? .folds : []
        version = rules.folding.contains(.version) ? .folds : []
        required = rules.requiredQualifier.map { Key($0.utf8.span, 0..<$0.utf8.count) }
        hasPathForName = rules.oddity == .git
        refusesModules = rules.oddity == .cpan
        let name: Change = rules.folding.contains(.name) ? .folds : []
        switch rules.oddity {
        case nil, .git, .cpan: self.name = name
        case .pypi: self.name = name.union(.dashes)
        case .pub: self.name = name.union(.underscores)
        case .chromeExtension, .mlflow: return nil
        }
    }

    func allows(_ hasNamespace: Bool) -> Bool {
        switch presence {
        case .required: hasNamespace
        case .prohibited: !hasNamespace
        case .optional: true
        }
    }

    // MARK: Finding

    /// A type or key of sixteen letters at most, in lower case; the last ones of a longer one.
    struct Key: Equatable {
        private var high: UInt64 = 0
        private var low: UInt64 = 0

        init(_ text: Span<UInt8>, _ range: Range<Int>) {
            for index in range {
                high = high << 8 | low >> 56
                low = low << 8 | UInt64(text[index].lowercased)
            }
        }

        static func < (left: Self, right: Self) -> Bool {
            left.high != right.high ? left.high < right.high : left.low < right.low
        }
    }

    private static let known: [(key: Key, rules: QuickRules?)] = TypeRules.table
        .map { type, rules in
            (Key(type.utf8.span, 0..<type.utf8.count), QuickRules(rules))
        }
        .sorted { $0.key < $1.key }

    /// The rules of a type that is registered, has none of its own, and at most sixteen letters.
    static func of(_ text: Span<UInt8>, _ range: Range<Int>) -> QuickRules? {
        guard range.count <= 16 else { return nil }
        let key = Key(text, range)
        var (low, high) = (0, known.count)
        while low < high {
            let middle = (low &+ high) / 2
            if known[middle].key < key { low = middle &+ 1 } else { high = middle }
        }
        guard low < known.count, known[low].key == key else { return nil }
        return known[low].rules
    }

    // MARK: Characters

    static func isType(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    static func isKey(_ byte: UInt8) -> Bool {
        byte.isLowercaseLetter || byte.isDigit || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}
