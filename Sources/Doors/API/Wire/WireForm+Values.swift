// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import StrictJSON
package import Timestamps

extension WireForm where Value == Int {
    /// A whole number within bounds.
    package static func integer(_ range: ClosedRange<Int>) -> WireForm<Int> {
        WireForm(
            text: .integer,
            fixed: [
                "type": "integer",
                "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ],
            read: { value, place, faults in
                guard case .number(let number) = value else {
                    faults.note(.wrongType, at: place, "A whole number belongs here.")
                    return nil
                }
                guard let exact = number.int64, let whole = Int(exactly: exact),
                    range.contains(whole)
                else {
                    faults.note(
                        .outOfRange,
                        at: place,
                        "A whole number from \(range.lowerBound) to \(range.upperBound)."
                    )
                    return nil
                }
                return whole
            },
            write: { .integer($0) }
        )
    }
}

extension WireForm where Value == Bool {
    /// True or false.
    package static let flag = WireForm<Bool>(
        text: .flag,
        fixed: ["type": "boolean"],
        read: { value, place, faults in
            guard case .bool(let flag) = value else {
                faults.note(.wrongType, at: place, "True or false belongs here.")
                return nil
            }
            return flag
        },
        write: { .bool($0) }
    )
}

extension WireForm where Value == [UInt8] {
    /// Bytes in base 64, padded, in the standard alphabet (RFC 4648 §4).
    package static func base64(maxBytes: Int) -> WireForm<[UInt8]> {
        WireForm(
            fixed: [
                "type": "string", "contentEncoding": "base64",
                "maxLength": .integer((maxBytes + 2) / 3 * 4),
            ],
            read: { value, place, faults in
                guard case .string(let text) = value, let data = Data(base64Encoded: text) else {
                    faults.note(.wrongType, at: place, "Bytes in base 64 belong here.")
                    return nil
                }
                guard data.count <= maxBytes else {
                    faults.note(.tooLong, at: place, "At most \(maxBytes) bytes.")
                    return nil
                }
                return Array(data)
            },
            write: { .string(Data($0).base64EncodedString()) }
        )
    }
}

extension WireForm where Value == Timestamp {
    /// A moment: RFC 3339 in UTC with `Z`.
    package static let time = WireForm<Timestamp>(
        fixed: ["type": "string", "format": "date-time"],
        read: { value, place, faults in
            guard case .string(let text) = value, let time = Timestamp(text) else {
                faults.note(.notATime, at: place, "A time such as 2026-06-02T12:00:00Z.")
                return nil
            }
            return time
        },
        write: { .string($0.description) }
    )
}

extension WireForm where Value == JSONValue {
    /// Any JSON, passed on as it is.
    package static let anything = WireForm<JSONValue>(
        fixed: [:],
        read: { value, _, _ in value },
        write: { $0 }
    )
}

extension WireForm {
    /// One of the cases of an enumeration, by raw value.
    package static func choice() -> WireForm<Value>
    where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
        let names = Value.allCases.map(\.rawValue)
        return WireForm(
            fixed: ["type": "string", "enum": .array(names.map { .string($0) })],
            read: { value, place, faults in
                guard case .string(let name) = value, let known = Value(rawValue: name) else {
                    faults.note(
                        .unknownChoice,
                        at: place,
                        "One of: \(names.joined(separator: ", "))."
                    )
                    return nil
                }
                return known
            },
            write: { .string($0.rawValue) }
        )
    }

    /// Another wire type.
    package static func object() -> WireForm<Value> where Value: WireValue {
        WireForm(
            read: { value, place, faults in Value.read(value, at: place, into: &faults) },
            write: { .object($0.object) },
            schema: { book in ["$ref": .string(book.reference(to: Value.self))] }
        )
    }

    /// A list of something, with a bound.
    package static func list<Element>(
        _ form: WireForm<Element>,
        max: Int,
        min: Int = 0
    ) -> WireForm<[Element]> where Value == [Element] {
        WireForm(
            read: { value, place, faults in
                guard case .array(let items) = value else {
                    faults.note(.wrongType, at: place, "A list belongs here.")
                    return nil
                }
                guard items.count <= max else {
                    faults.note(.tooMany, at: place, "At most \(max); there are \(items.count).")
                    return nil
                }
                if items.count < min { faults.note(.tooFew, at: place, "At least \(min).") }
                return items.enumerated().compactMap { index, item in
                    form.read(item, place.pointer(to: String(index)), &faults)
                }
            },
            write: { .array($0.map(form.write)) },
            schema: { book in
                var schema: JSONObject = ["type": "array", "maxItems": .integer(max)]
                if min > 0 { schema["minItems"] = .integer(min) }
                schema["items"] = .object(form.schema(&book))
                return schema
            }
        )
    }
}
