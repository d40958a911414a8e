// SPDX-License-Identifier: Apache-2.0

/// The score of 4.0: the MacroVector's, less the mean proportional distance (§8.2), exactly.
enum CVSS4Equations {
    /// A MacroVector's score, and how far below it those one level lower lie, all in tenths.
    private struct Entry: Sendable {
        var score: Int16 = 0
        /// How many lower MacroVectors exist, EQ5's among them.
        var lower: Int16 = 0
        /// To the next lower in EQ1, EQ2, EQ3 and EQ6 together, and EQ4; 0 where there is none.
        var first: Int16 = 0
        var second: Int16 = 0
        var thirdAndSixth: Int16 = 0
        var fourth: Int16 = 0
    }

    /// Where a vector stands in each class.
    private struct Standings {
        let first: CVSS4Classes.Standing
        let second: CVSS4Classes.Standing
        let thirdAndSixth: CVSS4Classes.Standing
        let fourth: CVSS4Classes.Standing
        let fifth: Int

        /// The levels like the digits of a number, EQ1 first.
        @inline(__always)
        var place: Int {
            let third = Int(thirdAndSixth.level) >> 1
            let upper = (Int(first.level) &* 2 &+ Int(second.level)) &* 3 &+ third
            let lower = (upper &* 3 &+ Int(fourth.level)) &* 3 &+ fifth
            return lower &* 2 &+ Int(thirdAndSixth.level) & 1
        }
    }

    /// The score; supplemental metrics do not count.
    static func score(of vector: CVSSVector) -> CVSSScore {
        guard let standings = standings(of: vector) else { return CVSSScore(tenths: 0) }
        let entry = entries[standings.place]
        let score = Int(entry.score)
        let lower = Int(entry.lower)
        guard lower > 0 else { return CVSSScore(tenths: score) }
        // Everything over one denominator: nothing is lost before the one rounding at the end.
        let distance =
            Int(entry.first) &* Int(standings.first.share)
            &+ Int(entry.second) &* Int(standings.second.share)
            &+ Int(entry.thirdAndSixth) &* Int(standings.thirdAndSixth.share)
            &+ Int(entry.fourth) &* Int(standings.fourth.share)
        let one = CVSS4Classes.whole &* lower
        // To the nearest tenth, the half upwards.
        return CVSSScore(tenths: ((score &* one &- distance) &* 2 &+ one) / (one &* 2))
    }

    /// The levels; a vector without any impact has them too, though its score is 0.
    static func macroVector(of vector: CVSSVector) -> CVSSMacroVector {
        let place = classes(of: vector.modified).place
        var rest = place
        let levels = CVSS4Lookup.levels.reversed().map { count in
            defer { rest /= count }
            return rest % count
        }
        return CVSSMacroVector(
            levels: levels.reversed(),
            score: CVSSScore(tenths: CVSS4Lookup.tenths[place])
        )
    }

    /// Nil without any impact: the score is 0 then, whatever else is so (§8.2's calculator).
    @inline(__always)
    private static func standings(of vector: CVSSVector) -> Standings? {
        let modified = vector.modified
        // VC to SC None, and SI and SA None or Negligible.
        let isHarmless = modified.severities >> 20 & 0xffff == 0x2222 && modified.system == 0b11_11
        return isHarmless ? nil : classes(of: modified)
    }

    @inline(__always)
    private static func classes(of modified: CVSS4Modified) -> Standings {
        let word = modified.severities
        let attack = word & 0x3 | word >> 10 & 0xc | word >> 12 & 0x30
        let conditions = word >> 4 & 0x3 | word >> 6 & 0xc
        let losses = word >> 20 & 0x3 | word >> 22 & 0xc | word >> 24 & 0x30
        let needs = modified.needs & 0x3 | modified.needs >> 2 & 0xc | modified.needs >> 4 & 0x30
        let subsequent = (word >> 32 & 0x3) &+ 1 | modified.system << 2
        return Standings(
            first: CVSS4Classes.first[attack],
            second: CVSS4Classes.second[conditions],
            thirdAndSixth: CVSS4Classes.thirdAndSixth[needs << 6 | losses],
            fourth: CVSS4Classes.fourth[subsequent],
            fifth: modified.maturity
        )
    }

    private static let entries: [Entry] = CVSS4Lookup.tenths.indices.map { place in
        var rest = place
        var digits = [0, 0, 0, 0, 0, 0]
        for (index, count) in CVSS4Lookup.levels.enumerated().reversed() {
            digits[index] = rest % count
            rest /= count
        }
        return entry(digits)
    }

    private static func entry(_ digits: [Int]) -> Entry {
        guard let place = CVSS4Lookup.place(digits) else { return Entry() }
        let score = CVSS4Lookup.tenths[place]
        var entry = Entry()
        entry.score = Int16(score)
        /// How much lower the highest of these is; each a change of some levels.
        func drop(_ changes: [Int]...) -> Int16 {
            let places = changes.compactMap { change in
                CVSS4Lookup.place(zip(digits, change).map(+))
            }
            guard let highest = places.map({ CVSS4Lookup.tenths[$0] }).max() else { return 0 }
            entry.lower += 1
            return Int16(score - highest)
        }
        entry.first = drop([1, 0, 0, 0, 0, 0])
        entry.second = drop([0, 1, 0, 0, 0, 0])
        // 00 leads to 01 and to 10, of which the higher counts; 01, 10 and 11 to one each.
        entry.thirdAndSixth =
            digits[5] == 1
            ? drop([0, 0, 1, 0, 0, 0])
            : digits[2] == 0
                ? drop([0, 0, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0]) : drop([0, 0, 0, 0, 0, 1])
        entry.fourth = drop([0, 0, 0, 1, 0, 0])
        // The highest vector is the only one in a level of EQ5: its distance is always 0.
        _ = drop([0, 0, 0, 0, 1, 0])
        return entry
    }
}

/// The severities of a 4.0 vector after its modified metrics took the place of base metrics.
private struct CVSS4Modified {
    /// AV to SC, four bits each, AV the lowest; 0 is the most severe value.
    let severities: Int
    /// SI and SA, two bits each, SI the lowest: 0 is Safety, 1 High, 3 None or Negligible.
    let system: Int
    /// The numbers of CR, IR and AR, four bits each, CR the lowest; 0 is Not Defined.
    let needs: Int
    /// E: 0 Attacked or Not Defined, 1 Proof-of-Concept, 2 Unreported.
    let maturity: Int
}

extension CVSSVector {
    /// The base metrics, replaced where a modified one is defined (4.0 §4.2).
    @inline(__always)
    fileprivate var modified: CVSS4Modified {
        // MAV to MSC have the values of AV to SC; MSI and MSA have Safety before them.
        let word = replacingBase(with: (nibbles >> 60) & 0xf_ffff_ffff).nibbles
        let integrity = number(24)
        let availability = number(25)
        let si = integrity == 0 ? number(9) : integrity &- 1
        let sa = availability == 0 ? number(10) : availability &- 1
        return CVSS4Modified(
            severities: Int(truncatingIfNeeded: word & 0xf_ffff_ffff) &- 0x1_1111_1111,
            system: si | sa << 2,
            needs: Int(truncatingIfNeeded: nibbles >> 48) & 0xfff,
            maturity: max(number(11) &- 1, 0)
        )
    }
}
