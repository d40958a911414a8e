// SPDX-License-Identifier: Apache-2.0

/// Where in a document something stands: for a program (offset, pointer) and for a person.
public struct JSONPlace: Sendable, Hashable, CustomStringConvertible {
    /// Bytes before it.
    public let offset: Int
    /// Its line, from 1; only U+000A ends a line.
    public let line: Int
    /// Its column, from 1, counted in Unicode scalars.
    public let column: Int
    /// The value it belongs to, as a JSON Pointer (RFC 6901); empty for the whole document.
    ///
    /// Of a key longer than `longestKey` the rest is replaced by an ellipsis.
    public let pointer: String

    /// 100 scalars of a key are shown: a pointer is for reading, and hostile keys may be megabytes.
    public static let longestKey = 100

    /// A place by its four coordinates.
    public init(offset: Int, line: Int, column: Int, pointer: String) {
        self.offset = offset
        self.line = line
        self.column = column
        self.pointer = pointer
    }

    /// For a person: `line 3, column 7 (/runs/0)`.
    public var description: String {
        "line \(line), column \(column)" + (pointer.isEmpty ? "" : " (\(pointer))")
    }

    /// One reference token of a JSON Pointer, escaped (RFC 6901 section 3).
    public static func token(_ key: String) -> String {
        var escaped = "/"
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// One thing wrong with a document, and where.
public struct JSONFault: Sendable, Hashable, CustomStringConvertible {
    /// What can be wrong.
    public enum Kind: Sendable, Hashable {
        /// The grammar wants something else here (RFC 8259 section 2).
        case malformed(expected: String)
        /// The document ends before its value does.
        case truncated
        /// Something other than white space follows the value (RFC 8259 section 2).
        case trailingBytes
        /// Bytes that are not UTF-8 (RFC 3629): overlong, a surrogate, above U+10FFFF, cut off.
        case invalidUTF8
        /// An escape such as `\uD800` that is half of a pair (RFC 8259 section 8.2).
        case loneSurrogate
        /// A byte order mark at the start (RFC 8259 section 8.1).
        case byteOrderMark
        /// U+0000 in a string where the limits refuse it.
        case nul
        /// The key stands a second time in its object (RFC 8259 section 4).
        case repeatedKey(String)
        /// More arrays and objects within each other than allowed.
        case tooDeep(limit: Int)
        /// More bytes than allowed.
        case tooLarge(limitBytes: Int)
        /// A number of more bytes than allowed.
        case numberTooLong(limitBytes: Int)
        /// A string of more bytes than allowed.
        case stringTooLong(limitBytes: Int)
        /// A number outside of what its reader or its canonical form can hold.
        case numberOutOfRange
        /// A value of another kind than its reader wants.
        case wrongKind(expected: JSONKind, found: JSONKind)
        /// A key that the document's specification does not have.
        case unknownKey(String)
        /// A member that the document's specification requires.
        case missingKey(String)
        /// A value that its specification does not allow, in one sentence.
        case invalid(String)
        /// The program asked for a value where the document has none: a mistake in the program.
        case misuse
    }

    /// What is wrong.
    public let kind: Kind
    /// Where it is wrong.
    public let place: JSONPlace

    /// A fault of a kind at a place.
    public init(_ kind: Kind, at place: JSONPlace) {
        self.kind = kind
        self.place = place
    }

    /// For a person: the place, then the reason.
    public var description: String { "\(place): \(reason)" }
}

/// Everything found wrong with a document, in the order found; never empty.
///
/// Malformed, truncated, over-deep and oversize documents are read up to there; all other faults
/// are collected.
public struct JSONFaults: Error, Sendable, Hashable, CustomStringConvertible {
    /// All faults in the order found; at least one.
    public let all: [JSONFault]

    /// One fault, and what else was found.
    public init(_ first: JSONFault, _ others: [JSONFault] = []) { all = [first] + others }

    /// All of these, or nil when there are none.
    public init?(_ faults: [JSONFault]) {
        if faults.isEmpty { return nil }
        all = faults
    }

    /// The first fault.
    public var first: JSONFault { all[0] }

    /// One fault a line.
    public var description: String { all.map(\.description).joined(separator: "\n") }
}
