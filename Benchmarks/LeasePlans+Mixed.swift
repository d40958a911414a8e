// SPDX-License-Identifier: Apache-2.0
import Glibc

extension LeasePlanner {
    /// Parts of a hundred, by kind, and what stands on ten targets.
    static let about =
        "40 % network, 20 % names, 20 % packages, 20 % source, a tenth on ten targets"

    /// Leases of several kinds, in the same windows.
    mutating func mixed(_ count: Int) -> [PlannedLease] {
        (0..<count).map { _ in
            let window = window(900, 86_400)
            let isHot = chance.part() < 0.1
            let kind = UInt64(chance.part() * 10)
            return PlannedLease(
                scope: isHot ? hot() : scope(kind),
                start: window.lowerBound,
                end: window.upperBound,
                holder: chance.next() % 2_000
            )
        }
    }

    /// Questions about the ten targets.
    mutating func hot(_ count: Int) -> [PlannedLease] {
        (0..<count).map { _ in
            let window = window(900, 86_400)
            return PlannedLease(
                scope: hot(),
                start: window.lowerBound,
                end: window.upperBound,
                holder: chance.next() % 2_000
            )
        }
    }

    /// Questions with the widest names there are, for a short time.
    mutating func roots(_ count: Int) -> [PlannedLease] {
        (0..<count).map { number in
            let window = window(1, 900)
            return PlannedLease(
                scope: ["0.0.0.0/0", "dns:*.example", "dns:*.test", "0.0.0.0/2"][number % 4],
                start: window.lowerBound,
                end: window.upperBound,
                holder: chance.next() % 2_000
            )
        }
    }

    /// Ranges and paths, whose size is told apart.
    mutating func parts(_ count: Int) -> [PlannedLease] {
        (0..<count).map { number in
            let window = window(900, 86_400)
            let name = popular(50_000)
            let minor = chance.next() % 30
            return PlannedLease(
                scope: number % 2 == 0
                    ? "pkg:npm/package-\(name)?vers=vers:npm/%3E=1.0.0%7C%3C2.\(minor).0"
                    : "git+https://github.com/owner-\(name % 9_000)/project-\(name)"
                        + "#src/part-\(minor)/**,include/*.h",
                start: window.lowerBound,
                end: window.upperBound,
                holder: chance.next() % 2_000
            )
        }
    }

    /// Leases of all six kinds on few targets, so that most questions meet some.
    mutating func everyKind(_ count: Int) -> [PlannedLease] {
        (0..<count).map { _ in
            let window = window(900, 864_000)
            return PlannedLease(
                scope: ofAnyKind(),
                start: window.lowerBound,
                end: window.upperBound,
                holder: chance.next() % 40
            )
        }
    }

    private mutating func ofAnyKind() -> String {
        let number = popular(30)
        switch chance.next() % 9 {
        case 0, 1:
            let length = [0, 3, 8, 11, 16, 20, 24, 27, 32, 32][Int(chance.next() % 10)]
            let address = UInt32(truncatingIfNeeded: number << 27 | number << 9 | chance.next() & 7)
            let network = PlannedLease.Network(address: address, length: UInt32(length))
            return network.text + pick(["", "", ":443", ":80-90"])
        case 2:
            return "2001:db8:\(number)::" + pick(["/48", "/56", "/64", "/128", "1/128"])
        case 3, 4:
            return "dns:" + pick(["", "*.", "*.eu.", "a.", "b.a."]) + "company-\(number).example"
        case 5:
            return "service:https://" + pick(["", "a.", "b.a."]) + "company-\(number).example"
                + pick(["/", ":8443/", "/v1", "/v1/models"])
        case 6:
            return "pkg:npm/package-\(number)"
                + pick(["", "", "@1.0.0", "@2.0.0", "?vers=vers:npm/%3C1.5.0"])
        case 7:
            let part = ["", "@v1", "@v2", "@v1#src/**", "#src/a.c,doc/", "#**/a.?"]
            return "git+https://forge.example/project-\(number)" + pick(part)
        default:
            return "cpe:2.3:a:vendor-\(number % 4):" + pick(["*", "p", "q"]) + ":"
                + pick(["*", "1.0", "2.0"]) + ":*:*:*:*:*:*:*"
        }
    }

    private mutating func pick(_ texts: [String]) -> String {
        texts[Int(chance.next() % UInt64(texts.count))]
    }

    private mutating func hot() -> String {
        switch chance.next() % 10 {
        case 0...3: organisations[Int(chance.next() % 4)].text
        case 4: "dns:*.shop.example"
        case 5: "dns:www.bank.example"
        case 6: "pkg:npm/lodash"
        case 7: "pkg:maven/org.apache.logging.log4j/log4j-core"
        case 8: "https://github.com/torvalds/linux"
        default: "https://github.com/openssl/openssl"
        }
    }

    private mutating func scope(_ kind: UInt64) -> String {
        switch kind {
        case 0...3:
            return skewed().text
        case 4, 5:
            let name = "company-\(popular(50_000)).\(chance.next() % 2 == 0 ? "example" : "test")"
            let under = ["", "*.", "www.", "api.", "*.eu.", "mail.eu."][Int(chance.next() % 6)]
            return "dns:\(under == "*." ? "*." : under)\(name)"
        case 6, 7:
            let types = ["npm", "pypi", "cargo"]
            let package = "pkg:\(types[Int(chance.next() % 3)])/package-\(popular(200_000))"
            guard chance.part() < 0.4 else { return package }
            return package + "@\(chance.next() % 4).\(chance.next() % 20).0"
        default:
            let name = popular(200_000)
            let address = "https://github.com/owner-\(name % 9_000)/project-\(name)"
            guard chance.part() < 0.4 else { return address }
            let commit = (0..<5).map { part in
                let mixed = (name &* 8 &+ UInt64(part)) &* 0x9E37_79B9_7F4A_7C15
                let digits = String(mixed >> 32, radix: 16)
                return String(repeating: "0", count: 8 - digits.count) + digits
            }
            return "git+\(address)@\(commit.joined())"
        }
    }

    /// A number below a limit, small ones far more often than large ones.
    private mutating func popular(_ limit: Double) -> UInt64 {
        UInt64(exp(chance.part() * log(limit)))
    }
}
