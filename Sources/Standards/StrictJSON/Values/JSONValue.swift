// SPDX-License-Identifier: Apache-2.0

/// Any JSON value as it was written (RFC 8259 section 3), its numbers exact and its keys in order.
///
/// Equality and hashing are of content: `1.0` equals `1`, objects are equal in any order of their
/// members, and strings are compared by their Unicode scalars, never by canonical equivalence.
public enum JSONValue: Sendable {
    /// The literal `null`.
    case null
    /// The literals `true` and `false`.
    case bool(Bool)
    /// A number, as exact as its text.
    case number(JSONNumber)
    /// A string; U+0000 is legal in JSON and kept.
    case string(String)
    /// An ordered list of values.
    case array([JSONValue])
    /// Members in the order in which they were written, no key twice.
    case object(JSONObject)
}

extension JSONValue {
    /// Whether this is `null`.
    public var isNull: Bool { if case .null = self { true } else { false } }
    /// The truth value, or nil for any other kind.
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The number, or nil for any other kind.
    public var numberValue: JSONNumber? { if case .number(let value) = self { value } else { nil } }
    /// The string, or nil for any other kind.
    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
    /// The elements, or nil for any other kind.
    public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    /// The members, or nil for any other kind.
    public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }
    /// The number as a 64-bit integer, or nil when it is none or does not fit exactly.
    public var int64Value: Int64? { numberValue?.int64 }
    /// The number as a finite binary64, or nil when there is none.
    public var doubleValue: Double? { numberValue?.double }

    /// The value of a member, or nil when this is no object or has no such key.
    public subscript(key: String) -> JSONValue? { objectValue?[key] }

    /// The element at an index, or nil when this is no array or is shorter.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// What kind of value this is.
    public var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

/// The six kinds of JSON value (RFC 8259 section 3).
public enum JSONKind: String, Sendable, Hashable, CaseIterable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case bool
    /// A number.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
}

extension JSONValue: Hashable {
    /// Whether both denote the same content.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.string(let a), .string(let b)): ExactText(a) == ExactText(b)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }

    /// Hashes the content, so that equal values hash alike.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        switch self {
        case .null: break
        case .bool(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): hasher.combine(ExactText(value))
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as JSON text without insignificant white space.
    public var description: String { String(decoding: serialized(), as: UTF8.self) }
}

/// Text whose equality is that of its bytes: Swift's own holds "é" and "e" + U+0301 to be equal.
package struct ExactText: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(UInt8(0xFF))
    }
}
