// SPDX-License-Identifier: Apache-2.0

/// The eleven attributes while a name is read.
struct CPEFields {
    private var fields = CPEName.Attribute.allCases.map { CPEField($0) }

    subscript(attribute: CPEName.Attribute) -> CPEField {
        get { fields[attribute.rawValue] }
        set { fields[attribute.rawValue] = newValue }
    }
}

/// One attribute while it is read: its text in canonical form, and where wildcards may still come.
struct CPEField {
    private enum Wildcard {
        case none
        case questions
        case star
    }

    private let attribute: CPEName.Attribute
    /// As in a formatted string: `*` until something else is appended.
    private var text: [UInt8] = []
    private var prefix = Wildcard.none
    private var suffix = Wildcard.none
    private var bodyCount = 0
    private var isNotApplicable = false

    init(_ attribute: CPEName.Attribute) {
        self.attribute = attribute
    }

    var bytes: [UInt8] {
        if isNotApplicable { return [UInt8(ascii: "-")] }
        return text.isEmpty ? [UInt8(ascii: "*")] : text
    }

    /// Whether it holds a wildcard; `*` alone is any value, which is no pattern.
    var isPattern: Bool {
        (prefix != .none || suffix != .none) && !(bodyCount == 0 && prefix == .star)
    }

    mutating func setNotApplicable() { isNotApplicable = true }

    /// Appends a character that stands for itself.
    mutating func append(_ byte: UInt8, at offset: Int?) throws(CPEFault) {
        guard byte > 0x20, byte < 0x7F else { throw CPEFault(attribute, .character, at: offset) }
        guard suffix == .none else { throw CPEFault(attribute, .wildcard, at: offset) }
        if !Self.isPlain(byte) { text.append(UInt8(ascii: "\\")) }
        text.append(byte.lowercased)
        bodyCount += 1
    }

    /// Appends `*`, any characters, or `?`, one character or none.
    mutating func appendWildcard(_ byte: UInt8, at offset: Int?) throws(CPEFault) {
        let isStar = byte == UInt8(ascii: "*")
        let before = bodyCount == 0 ? prefix : suffix
        let fits = isStar ? before == .none : before != .star
        guard fits else { throw CPEFault(attribute, .wildcard, at: offset) }
        if bodyCount == 0 {
            prefix = isStar ? .star : .questions
        } else {
            suffix = isStar ? .star : .questions
        }
        text.append(byte)
    }

    /// Checks what can only be seen at the end.
    func finish(at offset: Int?) throws(CPEFault) {
        if isNotApplicable || text == [UInt8(ascii: "*")] { return }
        guard !text.isEmpty else { throw CPEFault(attribute, .missing, at: offset) }
        guard text != [UInt8(ascii: "-")] else { throw CPEFault(attribute, .hyphen, at: offset) }
        switch attribute {
        case .part:
            let isKnown = text.count == 1 && "aoh".utf8.contains(text[0])
            guard isKnown else { throw CPEFault(attribute, .part, at: offset) }
        case .language:
            guard isPattern || isLanguage else { throw CPEFault(attribute, .language, at: offset) }
        default: break
        }
    }

    /// RFC 5646: two or three letters, then perhaps a region of two letters or three digits.
    private var isLanguage: Bool {
        let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count <= 2, (2...3).contains(parts[0].count), parts[0].allSatisfy(\.isLetter)
        else { return false }
        guard parts.count == 2 else { return true }
        return (parts[1].count == 2 && parts[1].allSatisfy(\.isLetter))
            || (parts[1].count == 3 && parts[1].allSatisfy(\.isDigit))
    }

    /// What stands unquoted in a formatted string (NISTIR 7695 §6.2.2).
    static func isPlain(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isLetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "-")
    }
}
