// SPDX-License-Identifier: Apache-2.0

/// Impact of 3.x for every combination of losses and requirements, worked out once.
enum CVSS3Impact: Int, CaseIterable {
    /// 6.42 × ISS.
    case unchanged
    /// 7.52 × (ISS − 0.029) − 3.25 × (ISS − 0.02)¹⁵; 3.0 takes it for modified metrics too.
    case changed
    /// 7.52 × (MISS − 0.029) − 3.25 × (MISS × 0.9731 − 0.02)¹³, new in 3.1 (§7.3).
    case modifiedChanged

    /// The products of a loss (0.56, 0.22, 0) and a requirement (1.5, 1, 0.5), in hundredths.
    private static let losses = [0, 11, 22, 28, 33, 56, 84]

    /// Where the product lies in ``losses``, by the numbers of the loss and of the requirement.
    private static let places: [UInt8] = [
        0, 0, 0, 0,
        5, 6, 5, 3,
        2, 4, 2, 1,
        0, 0, 0, 0,
    ]

    /// The place of a loss under a requirement.
    @inline(__always)
    static func loss(_ loss: Int, _ requirement: Int) -> Int {
        Int(places[loss &* 4 &+ requirement])
    }

    /// Where the impact of three losses lies in ``table``.
    @inline(__always)
    func index(_ first: Int, _ second: Int, _ third: Int) -> Int {
        ((rawValue &* 7 &+ first) &* 7 &+ second) &* 7 &+ third
    }

    /// In ``CVSS3Equations/unit``s; below 0 where an equation falls below.
    static let table: [Int] = allCases.flatMap { equation in
        losses.flatMap { first in
            losses.flatMap { second in
                losses.map { third in equation.impact(first, second, third) }
            }
        }
    }

    /// One entry; the losses in hundredths.
    private func impact(_ first: Int, _ second: Int, _ third: Int) -> Int {
        // The sub-score in millionths; 0.915 is its cap (§7.3), which no base sub-score reaches.
        let all = 1_000_000 - (100 - first) * (100 - second) * (100 - third)
        let iss = min(all, 915_000)
        let linear = 7_520_000 * (iss - 29_000)
        switch self {
        case .unchanged: return 6_420_000 * iss
        case .changed: return linear - Self.bend(iss * 10_000 - 200_000_000, power: 15)
        case .modifiedChanged: return linear - Self.bend(iss * 9731 - 200_000_000, power: 13)
        }
    }

    /// 3.25 times an odd power, of a number with 10 decimals, in units.
    private static func bend(_ number: Int, power: Int) -> Int {
        // Nothing is lost, and all is below 0 whatever this is: (−0.02)¹³ has no digit so small.
        guard number > 0 else { return 0 }
        let one: UInt64 = 1_000_000_000_000_000_000
        let factor = UInt64(number) * 100_000_000
        var product = one
        for _ in 0..<power {
            product = one.dividingFullWidth(product.multipliedFullWidth(by: factor)).quotient
        }
        return Int(product / 1000 * 325 / 100_000)
    }
}
