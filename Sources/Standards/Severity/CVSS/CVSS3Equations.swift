// SPDX-License-Identifier: Apache-2.0

/// The equations of 3.0 (§8) and 3.1 (§7) on whole numbers.
///
/// Everything is exact but the fifteenth and thirteenth powers, which are kept to 18 decimals. No
/// sum comes closer to a tenth than 4 × 10⁻⁶ without being one, so that nothing else decides
/// what Roundup returns; for such sums the exact one of §7 and that of Appendix A agree.
enum CVSS3Equations {
    // Numbers that stand for values, by the place of their metric in `CVSSTables.v31`.
    private static let attackVector = [0, 85, 62, 55, 20]
    private static let attackComplexity = [0, 77, 44]
    private static let privileges = [0, 85, 62, 27]
    private static let privilegesWhenChanged = [0, 85, 68, 50]
    private static let userInteraction = [0, 85, 62]
    private static let maturity = [100, 100, 97, 94, 91]
    private static let remediation = [100, 100, 97, 96, 95]
    private static let confidence = [100, 100, 96, 92]

    /// Base (§7.1), temporal (§7.2) and environmental (§7.3).
    static func scores(of vector: CVSSVector) -> CVSSScores {
        let factors =
            maturity[vector.number(8)] * remediation[vector.number(9)]
            * confidence[vector.number(10)]
        let base = tenths(impact(of: vector), exploitability(of: vector), vector.isScopeChanged)
        let modified = vector.withModified
        let environmental = tenths(
            modifiedImpact(of: modified),
            exploitability(of: modified),
            modified.isScopeChanged
        )
        return CVSSScores(
            base: CVSSScore(tenths: base),
            threat: CVSSScore(tenths: roundedUp(base * factors, to: 1_000_000)),
            environmental: CVSSScore(tenths: roundedUp(environmental * factors, to: 1_000_000))
        )
    }

    /// Impact and Exploitability, plain and modified, to the nearest tenth.
    static func subscores(of vector: CVSSVector) -> CVSSSubscores {
        let modified = vector.withModified
        func nearest(_ number: Int) -> CVSSScore {
            CVSSScore(tenths: (max(number, 0) + unit / 20) / (unit / 10))
        }
        return CVSSSubscores(
            impact: nearest(impact(of: vector)),
            exploitability: nearest(exploitability(of: vector)),
            modifiedImpact: nearest(modifiedImpact(of: modified)),
            modifiedExploitability: nearest(exploitability(of: modified))
        )
    }

    /// What 1.0 is in sums of impact and exploitability: 12 decimals.
    static let unit = 1_000_000_000_000

    /// The sum, times 1.08 where the scope changes, at most 10, rounded up to tenths.
    @inline(__always)
    private static func tenths(_ impact: Int, _ ease: Int, _ changed: Bool) -> Int {
        guard impact > 0 else { return 0 }
        let sum = (impact + ease) * (changed ? 108 : 100)
        return roundedUp(min(sum, 1000 * unit), to: 10 * unit)
    }

    /// Roundup (§7), exact: the smallest whole number of units that is not below the number.
    @inline(__always)
    private static func roundedUp(_ number: Int, to unit: Int) -> Int {
        (number + unit - 1) / unit
    }

    /// 8.22 × AV × AC × PR × UI, in ``unit``s; exact.
    @inline(__always)
    private static func exploitability(of vector: CVSSVector) -> Int {
        let needed = vector.isScopeChanged ? privilegesWhenChanged : privileges
        return 822 * attackVector[vector.number(0)] * attackComplexity[vector.number(1)]
            * needed[vector.number(2)] * userInteraction[vector.number(3)] * 100
    }

    @inline(__always)
    private static func impact(of vector: CVSSVector) -> Int {
        let equation = vector.isScopeChanged ? CVSS3Impact.changed : .unchanged
        return CVSS3Impact.table[
            equation.index(
                CVSS3Impact.loss(vector.number(5), 0),
                CVSS3Impact.loss(vector.number(6), 0),
                CVSS3Impact.loss(vector.number(7), 0)
            )
        ]
    }

    @inline(__always)
    private static func modifiedImpact(of vector: CVSSVector) -> Int {
        let changed = vector.version == .v31 ? CVSS3Impact.modifiedChanged : .changed
        let equation = vector.isScopeChanged ? changed : .unchanged
        return CVSS3Impact.table[
            equation.index(
                CVSS3Impact.loss(vector.number(5), vector.number(11)),
                CVSS3Impact.loss(vector.number(6), vector.number(12)),
                CVSS3Impact.loss(vector.number(7), vector.number(13))
            )
        ]
    }
}

extension CVSSVector {
    /// Whether the scope is changed, in 3.x.
    @inline(__always)
    fileprivate var isScopeChanged: Bool { number(4) == 2 }

    /// The base metrics replaced by the modified ones that are defined (3.x §4.2), for 3.x.
    @inline(__always)
    fileprivate var withModified: CVSSVector {
        // The eight modified metrics begin at place 14 and have the order of the base metrics.
        replacingBase(with: (nibbles >> 56) & 0xffff_ffff)
    }

    /// The base metrics replaced by those of these that are not 0.
    @inline(__always)
    func replacingBase(with modified: UInt128) -> CVSSVector {
        var some = modified | modified >> 1
        some |= some >> 2
        let mask = (some & 0x1111_1111_1111_1111) * 15
        return CVSSVector(version: version, nibbles: nibbles & ~mask | modified & mask)
    }
}
