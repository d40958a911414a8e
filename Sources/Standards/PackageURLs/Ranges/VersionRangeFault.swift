// SPDX-License-Identifier: Apache-2.0

/// Why a text is no version range, or two ranges do not go together: what is wrong, at which byte.
public struct VersionRangeFault: Error, Hashable, Sendable {
    /// What is wrong; clauses are those of VERS' core specification where no other is named.
    public enum Reason: Hashable, Sendable {
        /// `vers:` is missing, or not in lower case ("Scheme").
        case scheme
        /// The type is missing or has a character that may not stand there ("Type").
        case type
        /// No version order is known by this type ("how to parse": a known type).
        case unknownType
        /// The text has more than this many bytes.
        case limit(Int)
        /// There is no constraint ("how to parse").
        case empty
        /// White space ("Normalized, canonical representation").
        case whitespace
        /// A character that may not stand there, or not unencoded.
        case character
        /// A pipe at the beginning or the end, or two in a row ("how to parse").
        case pipe
        /// A percent sign without two hexadecimal digits.
        case percent
        /// An encoded character whose canonical form is another ("Normalized, …").
        case encoding
        /// `=` before a version: equality has no sign ("how to parse").
        case sign
        /// An asterisk beside other constraints ("Normalized, …").
        case asterisk
        /// A comparator without a version, or a version that its scheme has no place for.
        case version(VersionFault.Reason?)
        /// `T` and `Z` of a moment are in upper case ("VERS types", datetime).
        case moment
        /// The constraint belongs before its predecessor ("Normalized, …": sorted by version).
        case order
        /// The version stands twice ("Normalized, …": versions are unique).
        case repeated
        /// The comparator may not follow those before it ("Normalized, …": alternation).
        case sequence
        /// The two are of different schemes.
        case otherScheme
        /// An operator that the native notation of this scheme does not have.
        case operation
        /// A bracket that is missing, or bounds that leave nothing between them.
        case interval
    }

    /// What is wrong.
    public let reason: Reason
    /// Where, in bytes from the beginning of the text; 0 where no text was given.
    public let offset: Int

    init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension VersionRangeFault: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String { "version range, at byte \(offset): \(reason)" }
}

extension VersionRangeFault.Reason: CustomStringConvertible {
    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .scheme: "it does not begin with vers: in lower case"
        case .type: "the type is not lower-case letters, digits, dots and dashes"
        case .unknownType: "no version order is known by this type"
        case .limit(let limit): "the text has more than \(limit) bytes"
        case .empty: "there is no constraint"
        case .whitespace: "white space may not stand in a range"
        case .character: "this character may not stand there, or not unencoded"
        case .pipe: "a pipe separates two constraints and stands nowhere else"
        case .percent: "a percent sign without two hexadecimal digits"
        case .encoding: "this character's canonical form is another"
        case .sign: "equality is written without a sign"
        case .asterisk: "an asterisk stands alone"
        case .version(nil): "the version is missing"
        case .version(let reason?): "the version does not read: \(reason)"
        case .moment: "T and Z of a moment are in upper case"
        case .order: "constraints stand in the order of their versions"
        case .repeated: "a version stands once"
        case .sequence: "this comparator may not follow those before it"
        case .otherScheme: "ranges of different schemes have nothing to do with each other"
        case .operation: "the notation of this scheme has no such operator"
        case .interval: "the bracket is not closed, or nothing lies between its bounds"
        }
    }
}
