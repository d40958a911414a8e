// SPDX-License-Identifier: Apache-2.0

import StrictJSON

/// How one value stands on the wire: read, written and described in one place.
package struct WireForm<Value: Sendable>: Sendable {
    /// What a parameter's text stands for, since a query string holds nothing but text.
    package enum Text: Sendable {
        case string
        case integer
        case flag
    }

    let read: @Sendable (JSONValue, String, inout FaultList) -> Value?
    let write: @Sendable (Value) -> JSONValue
    let schema: @Sendable (inout SchemaBook) -> JSONObject
    let text: Text

    init(
        text: Text = .string,
        read: @escaping @Sendable (JSONValue, String, inout FaultList) -> Value?,
        write: @escaping @Sendable (Value) -> JSONValue,
        schema: @escaping @Sendable (inout SchemaBook) -> JSONObject
    ) {
        self.text = text
        self.read = read
        self.write = write
        self.schema = schema
    }

    init(
        text: Text = .string,
        fixed schema: JSONObject,
        read: @escaping @Sendable (JSONValue, String, inout FaultList) -> Value?,
        write: @escaping @Sendable (Value) -> JSONValue
    ) {
        self.init(text: text, read: read, write: write, schema: { _ in schema })
    }
}

extension WireForm where Value == String {
    /// One line of text: no control characters at all.
    package static func line(max: Int, min: Int = 0) -> WireForm<String> {
        text(max: max, min: min, lines: false)
    }

    /// Text of several lines: of the control characters only tab and line ends.
    package static func text(max: Int, min: Int = 0) -> WireForm<String> {
        text(max: max, min: min, lines: true)
    }

    private static func text(max: Int, min: Int, lines: Bool) -> WireForm<String> {
        var schema: JSONObject = ["type": "string", "maxLength": .integer(max)]
        if min > 0 { schema["minLength"] = .integer(min) }
        return WireForm(
            fixed: schema,
            read: { value, place, faults in
                guard let text = string(value, place, &faults) else { return nil }
                let length = text.unicodeScalars.count
                if length > max {
                    faults.note(
                        .tooLong,
                        at: place,
                        "At most \(max) characters; there are \(length)."
                    )
                } else if length < min {
                    faults.note(.tooShort, at: place, "At least \(min) characters.")
                }
                if text.unicodeScalars.contains(where: { isRefused($0, lines: lines) }) {
                    faults.note(
                        .controlCharacters,
                        at: place,
                        lines
                            ? "Of the control characters only tab and line ends may stand here."
                            : "Control characters and line ends may not stand here."
                    )
                }
                return text
            },
            write: { .string($0) }
        )
    }

    /// An identifier: a UUID in lower case (RFC 9562 §4).
    package static let id = WireForm<String>(
        fixed: ["type": "string", "format": "uuid"],
        read: { value, place, faults in
            guard let text = string(value, place, &faults) else { return nil }
            guard isID(text) else {
                faults.note(.notAnID, at: place, "An identifier is a UUID in lower case.")
                return nil
            }
            return text
        },
        write: { .string($0) }
    )

    static func string(
        _ value: JSONValue,
        _ place: String,
        _ faults: inout FaultList
    ) -> String? {
        guard case .string(let text) = value else {
            faults.note(.wrongType, at: place, "A string belongs here.")
            return nil
        }
        return text
    }

    private static func isRefused(_ scalar: Unicode.Scalar, lines: Bool) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: !lines
        case 0..<0x20, 0x7F..<0xA0: true
        // Line and paragraph separators, and the marks that turn text around (CVE-2021-42574).
        case 0x2028, 0x2029: !lines
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether text has exactly the form of our identifiers.
    package static func isID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return false }
        for (index, byte) in bytes.enumerated() {
            switch (index, byte) {
            case (8, _), (13, _), (18, _), (23, _):
                guard byte == UInt8(ascii: "-") else { return false }
            case (_, UInt8(ascii: "0")...UInt8(ascii: "9")),
                (_, UInt8(ascii: "a")...UInt8(ascii: "f")):
                continue
            default: return false
            }
        }
        return true
    }
}

extension JSONValue {
    static func integer(_ value: Int) -> JSONValue {
        .number(JSONNumber(Int64(value)))
    }
}
