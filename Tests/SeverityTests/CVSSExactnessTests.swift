// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

@testable import Severity

private let losses = [0, 11, 22, 28, 33, 56, 84]

/// What 1.0 is in sums of impact and exploitability.
private let unit = CVSS3Equations.unit

private func impact(_ equation: CVSS3Impact, _ first: Int, _ second: Int, _ third: Int) -> Int {
    CVSS3Impact.table[equation.index(first, second, third)]
}

@Test func `impacts of a changed scope are those of the equations of 3.0 and 3.1`() {
    for first in 0..<7 {
        for second in 0..<7 {
            for third in 0..<7 {
                let rest = [first, second, third].reduce(1) { $0 * (1 - Double(losses[$1]) / 100) }
                let iss = min(1 - rest, 0.915)
                let old = 7.52 * (iss - 0.029) - 3.25 * pow(iss - 0.02, 15)
                let new = 7.52 * (iss - 0.029) - 3.25 * pow(iss * 0.9731 - 0.02, 13)
                let ours = [CVSS3Impact.changed, .modifiedChanged].map {
                    Double(impact($0, first, second, third)) / Double(unit)
                }
                #expect(abs(ours[0] - old) < 1e-11)
                #expect(abs(ours[1] - new) < 1e-11)
            }
        }
    }
}

/// 8.22 × AV × AC × PR × UI for every value, in units; the privileges of a changed scope or not.
private func eases(_ privileges: [Int]) -> [Int] {
    [85, 62, 55, 20].flatMap { reach in
        [77, 44].flatMap { complexity in
            privileges.flatMap { needed in
                [85, 62].map { 822 * reach * complexity * needed * $0 * 100 }
            }
        }
    }
}

@Test func `no sum of 3.x lies so near a tenth that the last digits kept could decide`() {
    let tenth = 10 * unit
    var nearest = tenth
    let impacts = Set(CVSS3Impact.table[343...].filter { $0 > 0 })
    for ease in eases([85, 68, 50]) {
        for impact in impacts where (impact + ease) * 108 < 100 * tenth {
            let beyond = (impact + ease) * 108 % tenth
            nearest = min(nearest, beyond, tenth - beyond)
        }
    }
    // A changed scope's powers are the only numbers that are cut, to some 10⁻¹² of a point.
    #expect(nearest > 100 * unit / 1_000_000)
}

@Test func `Roundup of 3.1's §7 and that of its Appendix A agree on every sum`() {
    let tenth = 10 * unit
    let changed = (Set(CVSS3Impact.table[343...]), eases([85, 68, 50]), 108)
    let unchanged = (Set(CVSS3Impact.table[..<343]), eases([85, 62, 27]), 100)
    for (impacts, eases, factor) in [changed, unchanged] {
        for impact in impacts where impact > 0 {
            for ease in eases {
                let sum = (impact + ease) * factor
                #expect((sum + tenth - 1) / tenth == appendix(sum, hundredThousandth: unit / 1000))
            }
        }
    }
}

@Test func `they agree on every temporal score too`() {
    for base in 0...100 {
        for factors in factorProducts {
            let exact = base * factors
            #expect((exact + 999_999) / 1_000_000 == appendix(exact, hundredThousandth: 100))
        }
    }
}

/// Appendix A's way: to the nearest 0.00001, then up to the next tenth.
private func appendix(_ number: Int, hundredThousandth: Int) -> Int {
    let input = (number + hundredThousandth / 2) / hundredThousandth
    return input.isMultiple(of: 10_000) ? input / 10_000 : input / 10_000 + 1
}

private let factorProducts: [Int] = [100, 97, 94, 91].flatMap { maturity in
    [100, 97, 96, 95].flatMap { remediation in
        [100, 96, 92].map { maturity * remediation * $0 }
    }
}

@Test func `every MacroVector of FIRST's table is one a vector can have, and no other`() {
    #expect(CVSS4Lookup.tenths.count == 324)
    #expect(CVSS4Lookup.tenths.count { $0 != CVSS4Lookup.none } == 270)
    #expect(CVSS4Lookup.place([0, 0, 2, 0, 0, 0]) == nil)
    #expect(CVSS4Lookup.place([2, 1, 2, 2, 2, 1]) != nil)
    #expect(CVSS4Lookup.place([3, 0, 0, 0, 0, 0]) == nil)
}

@Test func `a MacroVector's score is nowhere below that of a lower one`() {
    for place in CVSS4Lookup.tenths.indices where CVSS4Lookup.tenths[place] != CVSS4Lookup.none {
        var rest = place
        var digits = [0, 0, 0, 0, 0, 0]
        for (index, count) in CVSS4Lookup.levels.enumerated().reversed() {
            digits[index] = rest % count
            rest /= count
        }
        for index in digits.indices {
            var lower = digits
            lower[index] += 1
            guard let other = CVSS4Lookup.place(lower) else { continue }
            #expect(CVSS4Lookup.tenths[other] <= CVSS4Lookup.tenths[place])
        }
    }
}
