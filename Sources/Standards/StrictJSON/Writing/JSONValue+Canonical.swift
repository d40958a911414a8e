// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// The one byte form of this content (RFC 8785): keys by UTF-16 order, numbers as ECMAScript's.
    ///
    /// Throws where the form would not keep the number: beyond the finite binary64, or an integer
    /// whose ECMAScript form denotes another one (RFC 8785 section 3.2.2.3: send such as strings).
    public func canonical() throws(JSONFaults) -> [UInt8] {
        var bytes: [UInt8] = []
        var form = CanonicalForm()
        form.append(self, to: &bytes)
        if let faults = JSONFaults(form.faults) { throw faults }
        return bytes
    }
}

/// Writes values canonically and collects the numbers that have no canonical form.
private struct CanonicalForm {
    var faults: [JSONFault] = []
    private var path: [String] = []

    mutating func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null, .bool, .string: JSONText.append(value, to: &bytes)
        case .number(let number): append(number, to: &bytes)
        case .array(let elements):
            bytes.append(ASCII.openBracket)
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(ASCII.comma) }
                path.append("/\(index)")
                append(element, to: &bytes)
                path.removeLast()
            }
            bytes.append(ASCII.closeBracket)
        case .object(let object): append(object, to: &bytes)
        }
    }

    /// RFC 8785 section 3.2.3: members by the UTF-16 code units of their keys.
    private mutating func append(_ object: JSONObject, to bytes: inout [UInt8]) {
        bytes.append(ASCII.openBrace)
        let sorted = object.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
        for (index, member) in sorted.enumerated() {
            if index > 0 { bytes.append(ASCII.comma) }
            JSONText.append(string: member.key, to: &bytes)
            bytes.append(ASCII.colon)
            path.append(JSONPlace.token(member.key))
            append(member.value, to: &bytes)
            path.removeLast()
        }
        bytes.append(ASCII.closeBrace)
    }

    private mutating func append(_ number: JSONNumber, to bytes: inout [UInt8]) {
        guard let value = number.double, let text = ES6Number.text(of: value),
            isKept(number, by: text)
        else {
            let place = JSONPlace(offset: 0, line: 1, column: 1, pointer: path.joined())
            faults.append(JSONFault(.numberOutOfRange, at: place))
            return
        }
        bytes.append(contentsOf: text.utf8)
    }

    /// Fractions are meant to be rounded to binary64; a rounded integer would name another thing.
    private func isKept(_ number: JSONNumber, by text: String) -> Bool {
        let isInteger = number.text.utf8.allSatisfy {
            $0 == ASCII.minus || ASCII.zero...ASCII.nine ~= $0
        }
        return !isInteger || number == JSONNumber(checked: text)
    }
}
