// SPDX-License-Identifier: Apache-2.0

/// The equivalence classes of 4.0 (§8.2): which level values fall into, and how deep in it.
///
/// A value's severity is its place among its metric's values, 0 the most severe, so that the
/// distance of two vectors is the difference of their sums of severities. All highest vectors of
/// a level have the same sum: whichever one starts from, the distance is the same.
enum CVSS4Classes {
    /// What proportions of distance are counted in: every depth of a MacroVector divides it.
    static let whole = 840

    /// A level, and the distance from its highest vector as a share of its depth, in 840ths.
    struct Standing: Sendable {
        let level: UInt16
        let share: UInt16

        /// Which level; how many steps below its highest vector; how many steps deep it is.
        init(_ level: Int, distance: Int, depth: Int) {
            self.level = UInt16(truncatingIfNeeded: level)
            share = UInt16(truncatingIfNeeded: max(distance, 0) * whole / depth)
        }
    }

    /// EQ1 (table 24) by the severities of UI, PR and AV, two bits each, AV the lowest.
    static let first: [Standing] = (0..<64).map { key in
        let severities = split(key, into: 3)
        let nones = severities.count { $0 == 0 }
        let level = nones == 3 ? 0 : nones == 0 || severities[0] == 3 ? 2 : 1
        let distance = severities.reduce(0, +) - [0, 1, 3][level]
        return Standing(level, distance: distance, depth: [1, 4, 5][level])
    }

    /// EQ2 (table 25) by the severities of AT and AC, two bits each, AC the lowest.
    static let second: [Standing] = (0..<16).map { key in
        let sum = split(key, into: 2).reduce(0, +)
        let level = sum == 0 ? 0 : 1
        return Standing(level, distance: sum - level, depth: [1, 2][level])
    }

    /// EQ3 and EQ6 together (table 30): CR, IR, AR, then VC, VI, VA, which has the lowest bits.
    ///
    /// The requirements stand there by their numbers: 0, Not Defined, counts as High (table 29).
    /// The level is twice EQ3 and EQ6 more.
    static let thirdAndSixth: [Standing] = (0..<4096).map { key in
        let losses = split(key, into: 3)
        let needs = split(key >> 6, into: 3).map { max($0 - 1, 0) }
        let eq3 = losses[0] == 0 && losses[1] == 0 ? 0 : losses.contains(0) ? 1 : 2
        let eq6 = zip(losses, needs).contains { $0 == 0 && $1 == 0 } ? 0 : 1
        let level = 2 * eq3 + eq6
        let sum = losses.reduce(0, +) + needs.reduce(0, +)
        // 20 cannot exist: what is high in no impact is high in none under a requirement.
        return Standing(
            level,
            distance: sum - [0, 3, 1, 3, 3, 3][level],
            depth: [7, 6, 8, 8, 10, 10][level]
        )
    }

    /// EQ4 (table 27) by the severities of SA, SI and SC, two bits each; 0 is Safety, 1 High.
    static let fourth: [Standing] = (0..<64).map { key in
        let severities = split(key, into: 3)
        let isSafety = severities[1] == 0 || severities[2] == 0
        let level = isSafety ? 0 : severities.contains(1) ? 1 : 2
        let distance = severities.reduce(0, +) - [1, 3, 6][level]
        return Standing(level, distance: distance, depth: [6, 5, 4][level])
    }

    /// Numbers of two bits each, the lowest first.
    private static func split(_ key: Int, into count: Int) -> [Int] {
        (0..<count).map { key >> (2 * $0) & 3 }
    }
}
