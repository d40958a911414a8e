// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a file `security.txt`, and where.
public struct SecurityTxtFault: Sendable, Hashable, CustomStringConvertible {
    /// Its line, from 1; after the last one where something is missing.
    public let line: Int
    /// The section of RFC 9116, or of RFC 9580 for signatures.
    public let clause: String
    /// What is wrong and what to do, in a sentence.
    public let reason: String

    /// For a person: `line 3 (RFC 9116 §2.5.5): …`.
    public var description: String { "line \(line) (\(clause)): \(reason)" }
}

/// All that is wrong with a file, in the order of its lines; one at least.
public struct SecurityTxtFaults: Error, Sendable, Hashable, CustomStringConvertible {
    /// The faults.
    public let all: [SecurityTxtFault]

    /// One fault a line.
    public var description: String { all.map(\.description).joined(separator: "\n") }
}
