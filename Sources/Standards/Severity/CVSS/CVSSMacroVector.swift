// SPDX-License-Identifier: Apache-2.0

/// The levels of a 4.0 vector in the six equivalence classes (§8.2); 0 is the most severe.
public struct CVSSMacroVector: Sendable, Hashable, CustomStringConvertible {
    /// EQ1 to EQ6, each 0 to 2 or 0 to 1 (tables 24 to 29).
    public let levels: [Int]
    /// The score of the highest severity vectors in it, from FIRST's table (§8.3).
    public let score: CVSSScore

    /// The six digits: 000200.
    public var description: String { levels.map(String.init).joined() }

    /// What the level of each class stands for, in words of its metrics.
    public var meanings: [String] {
        zip(Self.constraints, levels).map { $0[$1] }
    }

    private static let constraints = [
        [
            "AV:N and PR:N and UI:N",
            "AV:N or PR:N or UI:N, not all three, and not AV:P",
            "AV:P, or none of AV:N, PR:N and UI:N",
        ],
        ["AC:L and AT:N", "AC:H or AT:P"],
        [
            "VC:H and VI:H",
            "VC:H, VI:H or VA:H, and not both VC:H and VI:H",
            "none of VC:H, VI:H and VA:H",
        ],
        [
            "MSI:S or MSA:S",
            "SC:H, SI:H or SA:H, and neither MSI:S nor MSA:S",
            "none of SC:H, SI:H, SA:H, MSI:S and MSA:S",
        ],
        ["E:A", "E:P", "E:U"],
        [
            "a high impact where its requirement is high",
            "no high impact where its requirement is high",
        ],
    ]
}
