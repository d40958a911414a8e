// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// The one byte form of this content (RFC 8785): keys by UTF-16 order, numbers as ECMAScript's.
    ///
    /// Throws where the form would not keep the number: beyond the finite binary64, or an integer
    /// whose ECMAScript form denotes another one (RFC 8785 section 3.2.2.3: send such as strings).
    public func canonical() throws(JSONFaults) -> [UInt8] {
        try CanonicalForm.bytes(of: self, as: .jcs)
    }

    /// The OLPC canonical form, over which The Update Framework signs (TUF 1.0 section 4.2.1).
    ///
    /// Keys stand in the order of their Unicode scalars; strings escape the quote and the backslash
    /// and nothing else, so that control characters stand bare and the form is not always JSON.
    /// Nothing is normalised: what two parties hash must be what one of them wrote. Throws at every
    /// number that is not written as an integer, which the form does not have. Source: OLPC,
    /// "Canonical JSON" (wiki.laptop.org), as python-tuf and go-tuf write it.
    public func canonicalOLPC() throws(JSONFaults) -> [UInt8] {
        try CanonicalForm.bytes(of: self, as: .olpc)
    }
}

/// Writes values canonically and collects the numbers that have no canonical form.
private struct CanonicalForm {
    enum Kind {
        case jcs
        case olpc
    }

    /// How a value is reached from the one around it; becomes text only where a fault is found.
    private enum Step {
        case index(Int)
        case key(String)

        var token: String {
            switch self {
            case .index(let index): "/\(index)"
            case .key(let key): JSONPlace.token(key)
            }
        }
    }

    /// An integer of up to 15 digits is exact in binary64 and keeps its text.
    private static let exactDigits = 15

    private let kind: Kind
    private var bytes: [UInt8] = []
    private var faults: [JSONFault] = []
    private var path: [Step] = []

    static func bytes(of value: JSONValue, as kind: Kind) throws(JSONFaults) -> [UInt8] {
        var form = CanonicalForm(kind: kind)
        form.append(value)
        if let faults = JSONFaults(form.faults) { throw faults }
        return form.bytes
    }

    private init(kind: Kind) { self.kind = kind }

    private mutating func append(_ value: JSONValue) {
        switch value {
        case .null, .bool: JSONText.append(value, to: &bytes)
        case .string(let text): append(text)
        case .number(let number): append(number)
        case .array(let elements):
            bytes.append(ASCII.openBracket)
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(ASCII.comma) }
                path.append(.index(index))
                append(element)
                path.removeLast()
            }
            bytes.append(ASCII.closeBracket)
        case .object(let object): append(object)
        }
    }

    /// RFC 8785 section 3.2.3: members by the UTF-16 code units of their keys; OLPC: by scalars.
    private mutating func append(_ object: JSONObject) {
        bytes.append(ASCII.openBrace)
        let sorted =
            switch kind {
            case .jcs:
                object.sorted { KeyOrder.utf16($0.key, $1.key) }
            case .olpc: object.sorted { KeyOrder.scalars($0.key, $1.key) }
            }
        for (index, member) in sorted.enumerated() {
            if index > 0 { bytes.append(ASCII.comma) }
            append(member.key)
            bytes.append(ASCII.colon)
            path.append(.key(member.key))
            append(member.value)
            path.removeLast()
        }
        bytes.append(ASCII.closeBrace)
    }

    private mutating func append(_ text: String) {
        guard kind == .olpc else { return JSONText.append(string: text, to: &bytes) }
        bytes.append(ASCII.quote)
        for byte in text.utf8 {
            if byte == ASCII.quote || byte == ASCII.backslash { bytes.append(ASCII.backslash) }
            bytes.append(byte)
        }
        bytes.append(ASCII.quote)
    }

    private mutating func append(_ number: JSONNumber) {
        let text =
            switch kind {
            case .jcs: ecmaScriptText(number)
            case .olpc: integerText(number)
            }
        guard let text else {
            let pointer = path.map(\.token).joined()
            let place = JSONPlace(offset: 0, line: 1, column: 1, pointer: pointer)
            faults.append(JSONFault(unwritable, at: place))
            return
        }
        bytes.append(contentsOf: text.utf8)
    }

    private var unwritable: JSONFault.Kind {
        switch kind {
        case .jcs: .numberOutOfRange
        case .olpc: .invalid("This form has integers only, and the number is not written as one.")
        }
    }

    /// Fractions are meant to be rounded to binary64; a rounded integer would name another thing.
    private func ecmaScriptText(_ number: JSONNumber) -> String? {
        if isInteger(number), number.text.utf8.count <= Self.exactDigits {
            return integerText(number)
        }
        guard let value = number.double, let text = ES6Number.text(of: value) else { return nil }
        return !isInteger(number) || number == JSONNumber(checked: text) ? text : nil
    }

    private func integerText(_ number: JSONNumber) -> String? {
        guard isInteger(number) else { return nil }
        return number.text == "-0" ? "0" : number.text
    }

    private func isInteger(_ number: JSONNumber) -> Bool {
        number.text.utf8.allSatisfy { $0 == ASCII.minus || ASCII.zero...ASCII.nine ~= $0 }
    }
}
