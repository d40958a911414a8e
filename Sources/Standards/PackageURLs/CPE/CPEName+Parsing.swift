// SPDX-License-Identifier: Apache-2.0

extension CPEName {
    /// Reads a formatted string or a URI (NISTIR 7695 §6.2.3 and §6.1.3, "unbinding").
    ///
    /// Upper case is folded, since names differ in nothing but it (§5.3.2). Punctuation that
    /// should have been quoted is taken as if it were, as §6.2.3.2 does.
    public init(parsing text: String) throws(CPEFault) {
        let bytes = Array(text.utf8.prefix(Self.byteLimit + 1))
        guard bytes.count <= Self.byteLimit else {
            throw CPEFault(nil, .limit(Self.byteLimit), at: Self.byteLimit)
        }
        let isFormatted = Self.begins(bytes, with: Self.prefix)
        guard isFormatted || Self.begins(bytes, with: "cpe:/") else {
            throw CPEFault(nil, .prefix, at: 0)
        }
        var reader = CPEReader(bytes[(isFormatted ? 8 : 5)...])
        do throws(CPEFault) {
            try self.init(isFormatted ? try reader.formatted() : try reader.uri())
        } catch {
            throw CPEFault(error.attribute, error.reason, at: error.offset ?? bytes.count)
        }
    }

    private static func begins(_ bytes: [UInt8], with prefix: String) -> Bool {
        bytes.count >= prefix.utf8.count
            && zip(bytes, prefix.utf8).allSatisfy { $0.lowercased == $1 }
    }
}

struct CPEReader {
    private var rest: ArraySlice<UInt8>
    /// Whether the bytes are one value, in which a colon stands for itself.
    private let isOpen: Bool

    init(_ rest: ArraySlice<UInt8>, isOpen: Bool = false) {
        self.rest = rest
        self.isOpen = isOpen
    }

    // MARK: Formatted string

    mutating func formatted() throws(CPEFault) -> CPEFields {
        var fields = CPEFields()
        for attribute in CPEName.Attribute.allCases {
            fields[attribute] = try formattedField(attribute)
            if attribute == .other { break }
            guard rest.first == UInt8(ascii: ":") else {
                throw CPEFault(attribute, .count, at: rest.startIndex)
            }
            rest.removeFirst()
        }
        guard rest.isEmpty else { throw CPEFault(.other, .count, at: rest.startIndex) }
        return fields
    }

    mutating func formattedField(_ attribute: CPEName.Attribute) throws(CPEFault) -> CPEField {
        var field = CPEField(attribute)
        let start = rest.startIndex
        if rest.first == UInt8(ascii: "-"), endsValue(rest.dropFirst().first) {
            rest.removeFirst()
            field.setNotApplicable()
        }
        while let byte = rest.first, isOpen || byte != UInt8(ascii: ":") {
            let offset = rest.startIndex
            rest.removeFirst()
            switch byte {
            case UInt8(ascii: "\\"):
                guard let quoted = rest.popFirst(), !quoted.isLetter, !quoted.isDigit else {
                    throw CPEFault(attribute, .quoting, at: offset)
                }
                try field.append(quoted, at: offset + 1)
            case UInt8(ascii: "*"), UInt8(ascii: "?"):
                try field.appendWildcard(byte, at: offset)
            default:
                try field.append(byte, at: offset)
            }
        }
        try field.finish(at: start)
        return field
    }

    private func endsValue(_ byte: UInt8?) -> Bool {
        byte == nil || (byte == UInt8(ascii: ":") && !isOpen)
    }

    // MARK: URI

    mutating func uri() throws(CPEFault) -> CPEFields {
        var fields = CPEFields()
        let values = rest.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let last = CPEName.Attribute.language.rawValue
        guard values.count <= last + 1 else {
            throw CPEFault(nil, .count, at: values[last + 1].startIndex)
        }
        for (value, attribute) in zip(values, CPEName.Attribute.allCases) {
            if attribute == .edition, value.first == UInt8(ascii: "~") {
                try unpack(value, into: &fields)
            } else {
                fields[attribute] = try uriField(value, attribute)
            }
        }
        return fields
    }

    private func unpack(
        _ value: ArraySlice<UInt8>,
        into fields: inout CPEFields
    ) throws(CPEFault) {
        let parts = value.dropFirst()
            .split(separator: UInt8(ascii: "~"), omittingEmptySubsequences: false)
        guard parts.count == CPEName.packed.count else {
            throw CPEFault(.edition, .packing, at: value.startIndex)
        }
        for (part, attribute) in zip(parts, CPEName.packed) {
            fields[attribute] = try uriField(part, attribute)
        }
    }

    private func uriField(
        _ value: ArraySlice<UInt8>,
        _ attribute: CPEName.Attribute
    ) throws(CPEFault) -> CPEField {
        var field = CPEField(attribute)
        if value.isEmpty { return field }
        if value.elementsEqual([UInt8(ascii: "-")]) {
            field.setNotApplicable()
            return field
        }
        var rest = value
        while let byte = rest.first {
            let offset = rest.startIndex
            rest.removeFirst()
            guard byte == UInt8(ascii: "%") else {
                // Nobody can say whether a bare one means itself or a wildcard.
                guard byte != UInt8(ascii: "*"), byte != UInt8(ascii: "?") else {
                    throw CPEFault(attribute, .character, at: offset)
                }
                try field.append(byte, at: offset)
                continue
            }
            guard let high = rest.popFirst().flatMap(PercentEncoding.value),
                let low = rest.popFirst().flatMap(PercentEncoding.value)
            else { throw CPEFault(attribute, .quoting, at: offset) }
            switch high << 4 | low {
            case 1: try field.appendWildcard(UInt8(ascii: "?"), at: offset)
            case 2: try field.appendWildcard(UInt8(ascii: "*"), at: offset)
            case let quoted where quoted.isLetter || quoted.isDigit:
                throw CPEFault(attribute, .quoting, at: offset)
            case let quoted: try field.append(quoted, at: offset)
            }
        }
        try field.finish(at: value.startIndex)
        return field
    }
}
