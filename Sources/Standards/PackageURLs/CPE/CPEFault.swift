// SPDX-License-Identifier: Apache-2.0

/// Why a text is no CPE name: what is wrong, in which attribute, at which byte.
public struct CPEFault: Error, Hashable, Sendable {
    /// What is wrong; clauses are those of NISTIR 7695.
    public enum Reason: Hashable, Sendable {
        /// The text begins neither with `cpe:2.3:` nor with `cpe:/` (§6.1.1, §6.2.1).
        case prefix
        /// The text has more than this many bytes.
        case limit(Int)
        /// A formatted string has eleven attributes, a URI at most seven (§6.1.1, §6.2.1).
        case count
        /// Nothing stands in an attribute of a formatted string (§6.2.1).
        case missing
        /// A character that no name holds, or not unquoted (§5.3.2).
        case character
        /// A backslash or percent sign with nothing to quote after it (§6.1.2, §6.2.2).
        case quoting
        /// `*` or `?` elsewhere than at the beginning or the end of a value (§5.3.2).
        case wildcard
        /// A quoted hyphen alone, which would read as "not applicable" (§5.3.2).
        case hyphen
        /// A part that is neither `a`, `o` nor `h` (§5.3.3).
        case part
        /// No language with or without a region, as in RFC 5646 (§5.3.3).
        case language
        /// A packed edition that is not five values, each with a tilde before it (§6.1.2).
        case packing
    }

    /// Which attribute is wrong; nil where it is the text as a whole.
    public let attribute: CPEName.Attribute?
    /// What is wrong with it.
    public let reason: Reason
    /// Where in the text, in bytes from its beginning; nil where values were given, no text.
    public let offset: Int?

    init(_ attribute: CPEName.Attribute?, _ reason: Reason, at offset: Int?) {
        self.attribute = attribute
        self.reason = reason
        self.offset = offset
    }
}

extension CPEFault: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String {
        let name = attribute.map { ", \($0)" } ?? ""
        let place = offset.map { " at byte \($0)" } ?? ""
        return "CPE name\(name)\(place): \(reason)"
    }
}

extension CPEFault.Reason: CustomStringConvertible {
    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .prefix: "it begins neither with cpe:2.3: nor with cpe:/"
        case .limit(let limit): "it has more than \(limit) bytes"
        case .count: "a formatted string has eleven attributes, a URI at most seven"
        case .missing: "nothing stands there"
        case .character: "this character may not stand there"
        case .quoting: "nothing that can be quoted follows"
        case .wildcard: "wildcards stand at the beginning or the end of a value"
        case .hyphen: "a hyphen alone would mean that the attribute does not apply"
        case .part: "the part is a, o or h"
        case .language: "this is no language with or without a region"
        case .packing: "a packed edition is five values, each with a tilde before it"
        }
    }
}
