// SPDX-License-Identifier: Apache-2.0

extension JSONFault {
    /// A stable code for programs, for example `repeated-key`.
    public var code: String {
        switch kind {
        case .malformed: "malformed"
        case .truncated: "truncated"
        case .trailingBytes: "trailing-bytes"
        case .invalidUTF8: "invalid-utf-8"
        case .loneSurrogate: "lone-surrogate"
        case .byteOrderMark: "byte-order-mark"
        case .nul: "nul-character"
        case .repeatedKey: "repeated-key"
        case .tooDeep: "too-deep"
        case .tooLarge: "too-large"
        case .numberTooLong: "number-too-long"
        case .stringTooLong: "string-too-long"
        case .numberOutOfRange: "number-out-of-range"
        case .wrongKind: "wrong-kind"
        case .unknownKey: "unknown-key"
        case .missingKey: "missing-key"
        case .invalid: "invalid"
        case .misuse: "misuse"
        }
    }

    /// What is wrong and what would be right, in one sentence.
    public var reason: String {
        switch kind {
        case .malformed(let expected): "Expected \(expected) here."
        case .truncated: "The document ends before its value is complete."
        case .trailingBytes: "Only white space may follow the value."
        case .invalidUTF8: "These bytes are not valid UTF-8."
        case .loneSurrogate: "A \\u escape of a surrogate needs its other half."
        case .byteOrderMark: "A document must not begin with a byte order mark."
        case .nul: "The character U+0000 is not accepted."
        case .repeatedKey(let key): "The key \"\(key)\" stands in this object already."
        case .tooDeep(let limit): "At most \(limit) arrays and objects may stand within each other."
        case .tooLarge(let limit): "A document may have at most \(limit) bytes."
        case .numberTooLong(let limit): "A number may have at most \(limit) bytes."
        case .stringTooLong(let limit): "A string may have at most \(limit) bytes."
        case .numberOutOfRange: "This number is outside of the range accepted."
        case .wrongKind(let expected, let found): "Expected \(expected), found \(found)."
        case .unknownKey(let key): "There is no member \"\(key)\" here."
        case .missingKey(let key): "The member \"\(key)\" is required."
        case .invalid(let reason): reason
        case .misuse: "The program asked for a value where the document has none."
        }
    }
}
