// SPDX-License-Identifier: Apache-2.0

/// The equations of 2.0 (guide §3.2) on whole numbers: every product is kept to its last decimal.
enum CVSS2Equations {
    // Numbers that stand for values, by the place of their metric in `CVSSTables.v20`; 0 is ND.
    private static let accessVector = [0, 395, 646, 1000]
    private static let accessComplexity = [0, 35, 61, 71]
    private static let authentication = [0, 450, 560, 704]
    private static let impact = [0, 0, 275, 660]
    private static let exploitability = [100, 85, 90, 95, 100]
    private static let remediation = [100, 87, 90, 95, 100]
    private static let confidence = [100, 90, 95, 100]
    private static let damage = [0, 0, 1, 3, 4, 5]
    private static let distribution = [100, 0, 25, 75, 100]
    private static let requirement = [100, 50, 100, 151]

    /// Base (§3.2.1), temporal (§3.2.2) and environmental (§3.2.3).
    static func scores(of vector: CVSSVector) -> CVSSScores {
        let base = baseTenths(vector, impact: impact(of: vector))
        let temporal = temporalTenths(vector, base: max(base, 0))
        // The adjusted base score may fall below 0; only what comes out in the end is cut to 0.
        let adjusted = temporalTenths(
            vector,
            base: baseTenths(vector, impact: adjustedImpact(of: vector))
        )
        // Tenths, times ten for the damage potential, times hundred for the distribution.
        let raised = adjusted * 10 + (100 - adjusted) * damage[vector.number(9)]
        let environmental = rounded(raised * distribution[vector.number(10)], to: 1000)
        return CVSSScores(
            base: CVSSScore(tenths: base),
            threat: CVSSScore(tenths: temporal),
            environmental: CVSSScore(tenths: environmental)
        )
    }

    /// Impact, Exploitability and AdjustedImpact, in tenths.
    static func subscores(of vector: CVSSVector) -> CVSSSubscores {
        let easy = CVSSScore(tenths: rounded(exploitability(of: vector), to: 10_000_000))
        let tenth = 10_000_000_000_000_000
        return CVSSSubscores(
            impact: CVSSScore(tenths: rounded(impact(of: vector), to: tenth)),
            exploitability: easy,
            modifiedImpact: CVSSScore(tenths: rounded(adjustedImpact(of: vector), to: tenth)),
            modifiedExploitability: easy
        )
    }

    /// 10.41 × (1 − (1 − C) × (1 − I) × (1 − A)), with 17 decimals.
    private static func impact(of vector: CVSSVector) -> Int {
        let rest = (3..<6).reduce(1) { $0 * (1000 - impact[vector.number($1)]) }
        return 1041 * (1_000_000_000 - rest) * 1_000_000
    }

    /// The same with each impact times its requirement, and at most 10, with 17 decimals.
    private static func adjustedImpact(of vector: CVSSVector) -> Int {
        let rest = (0..<3).reduce(1) { rest, metric in
            let weight = impact[vector.number(3 + metric)]
            return rest * (100_000 - weight * requirement[vector.number(11 + metric)])
        }
        return min(1041 * (1_000_000_000_000_000 - rest), 1_000_000_000_000_000_000)
    }

    /// 20 × AccessVector × AccessComplexity × Authentication, with 8 decimals.
    private static func exploitability(of vector: CVSSVector) -> Int {
        20 * accessVector[vector.number(0)] * accessComplexity[vector.number(1)]
            * authentication[vector.number(2)]
    }

    /// ((0.6 × Impact) + (0.4 × Exploitability) − 1.5) × f(Impact), in tenths.
    private static func baseTenths(_ vector: CVSSVector, impact: Int) -> Int {
        guard impact > 0 else { return 0 }
        // 18 decimals each; taken in this order the sum stays below 2⁶³.
        let sum =
            6 * impact - 1_500_000_000_000_000_000 + 4 * exploitability(of: vector) * 1_000_000_000
        // Times 1.176: three decimals more, of which one is left as the tenth.
        return Int(rounded(Int128(sum) * 1176, to: 100_000_000_000_000_000_000))
    }

    /// BaseScore × Exploitability × RemediationLevel × ReportConfidence, in tenths.
    private static func temporalTenths(_ vector: CVSSVector, base: Int) -> Int {
        let factors =
            exploitability[vector.number(6)] * remediation[vector.number(7)]
            * confidence[vector.number(8)]
        return rounded(base * factors, to: 1_000_000)
    }

    /// The nearest whole number of units; the half goes away from zero.
    private static func rounded<Number: FixedWidthInteger & SignedInteger>(
        _ number: Number,
        to unit: Number
    ) -> Number {
        let half = unit / 2
        return (number < 0 ? number - half : number + half) / unit
    }
}
