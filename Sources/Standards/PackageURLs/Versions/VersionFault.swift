// SPDX-License-Identifier: Apache-2.0

/// Why a text is no version of its scheme: what is wrong, at which byte.
public struct VersionFault: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// There is no text.
        case empty
        /// The text has more than this many bytes.
        case limit(Int)
        /// A character that may not stand there.
        case character
        /// A number has to stand there.
        case number
        /// The text is no moment of RFC 3339 §5.6.
        case moment
    }

    /// Whose rules the text breaks.
    public let scheme: VersionScheme
    /// What is wrong.
    public let reason: Reason
    /// Where, in bytes from the beginning of the text.
    public let offset: Int
}

extension VersionFault: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String {
        "\(scheme.rawValue) version, at byte \(offset): \(reason)"
    }
}

extension VersionFault.Reason: CustomStringConvertible {
    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .empty: "there is no text"
        case .limit(let limit): "the text has more than \(limit) bytes"
        case .character: "this character may not stand there"
        case .number: "a number has to stand there"
        case .moment: "this is no date and time of RFC 3339"
        }
    }
}

/// What is wrong in a text, before anybody says with whose version.
struct Flaw: Error {
    let reason: VersionFault.Reason
    let offset: Int

    init(_ reason: VersionFault.Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
