// SPDX-License-Identifier: Apache-2.0

/// One thing wrong with a comma-separated file, and where.
public struct CSVFault: Sendable, Hashable, CustomStringConvertible {
    /// What can be wrong.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Not the grammar of RFC 4180 section 2.
        case malformed
        /// Bytes that are not UTF-8.
        case invalidUTF8 = "invalid-utf-8"
        /// More bytes, records or fields than are taken.
        case tooLarge = "too-large"
        /// The first lines are not those of the format.
        case wrongHeader = "wrong-header"
        /// A record has more or fewer fields than the header.
        case wrongFieldCount = "wrong-field-count"
        /// A field that its format does not allow.
        case invalidValue = "invalid-value"
        /// A record that another one has said before, or says otherwise.
        case repeated
        /// Records are missing that the format requires.
        case incomplete
    }

    /// What is wrong, for programs.
    public let code: Code
    /// What is wrong and what would be right, in one sentence.
    public let reason: String
    /// Bytes before it.
    public let offset: Int
    /// Its line, from 1; only U+000A ends a line.
    public let line: Int

    /// For a person: the line, then the reason.
    public var description: String { "line \(line): \(reason)" }
}

/// Everything found wrong with a comma-separated file, in the order found; never empty.
public struct CSVFaults: Error, Sendable, Hashable, CustomStringConvertible {
    /// 100: more than anyone reads at a time, few enough to send in one answer.
    public static let most = 100

    /// All faults in the order found, at most `most`.
    public let all: [CSVFault]

    /// The first fault.
    public var first: CSVFault { all[0] }

    init?(_ faults: [CSVFault]) {
        if faults.isEmpty { return nil }
        all = faults
    }

    init(_ fault: CSVFault) { all = [fault] }

    /// One fault a line.
    public var description: String { all.map(\.description).joined(separator: "\n") }
}
