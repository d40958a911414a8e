// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import Testing

private let faulty: [(String, VersionRangeFault.Reason, Int)] = [
    ("", .scheme, 0), ("npm/1", .scheme, 0), ("VERS:npm/1", .scheme, 0),
    ("vers:", .type, 5), ("vers:/1", .type, 5), ("vers:Npm/1", .type, 5),
    ("vers:1npm/1", .type, 5), ("vers:n%70m/1", .type, 6),
    ("vers:tomee/1", .unknownType, 5), ("vers:debian/1", .unknownType, 5),
    ("vers:npm", .empty, 8), ("vers:npm/", .empty, 9),
    ("vers:npm/1 |2", .whitespace, 10), ("vers:npm/\t", .whitespace, 9),
    ("vers:npm/|1", .pipe, 9), ("vers:npm/1|", .pipe, 11), ("vers:npm/1||2", .pipe, 11),
    ("vers:npm/*|1", .asterisk, 9), ("vers:npm/**", .character, 9),
    ("vers:none/1", .asterisk, 10), ("vers:all/>1", .asterisk, 9),
    ("vers:npm/=1", .sign, 9), ("vers:npm/>", .version(nil), 10),
    ("vers:npm/>=1>2", .character, 12), ("vers:npm/é", .character, 9),
    ("vers:deb/1%2", .percent, 10), ("vers:deb/1%2b1", .encoding, 10),
    ("vers:deb/1%2B1", .encoding, 10), ("vers:npm/<1|2|1.5", .order, 14),
    ("vers:npm/1.0.0|>=1.0.0", .repeated, 15), ("vers:npm/1.0.0|1.0.0+7", .repeated, 15),
    ("vers:npm/>1|>2", .sequence, 12), ("vers:npm/>1|2", .sequence, 12),
    ("vers:npm/1|<2", .sequence, 11), ("vers:npm/<1|<=2", .sequence, 12),
    ("vers:npm/>1|!=2|>=3", .sequence, 16),
    ("vers:datetime/2024-01-01t00:00:00Z", .moment, 24),
]

@Test(arguments: faulty)
func `a text that is not canonical is refused, with the byte and the rule`(
    text: String,
    reason: VersionRangeFault.Reason,
    offset: Int
) {
    let fault = #expect(throws: VersionRangeFault.self) { try VersionRange(parsing: text) }
    #expect(fault?.reason == reason)
    #expect(fault?.offset == offset)
}

private let written: [(String, String)] = [
    (" VERS:NPM/ <2 | >= 1 ", "vers:npm/>=1|<2"),
    ("vers:debian/=1.0|", "vers:deb/1.0"),
    ("vers:pypi/>1|>2|3|<4|<5", "vers:pypi/>1|<5"),
    ("vers:pypi/1|1.0", "vers:pypi/1"),
    ("vers:pypi/<1|>1", "vers:pypi/!=1"),
    ("vers:pypi/<1|>=1", "vers:pypi/*"),
    ("vers:pypi/>=3|!=2", "vers:pypi/!=2|>=3"),
    ("vers:datetime/2024-01-01t00%3a00:00z", "vers:datetime/2024-01-01T00:00:00Z"),
    ("vers:lexicographic/a b|%c3%9f", "vers:lexicographic/a%20b|%C3%9F"),
    ("vers:all/*", "vers:all/*"), ("vers:none/*", "vers:none/*"), ("vers:gem/*", "vers:gem/*"),
]

@Test(arguments: written)
func `what people write comes into canonical form`(text: String, canonical: String) throws {
    let range = try VersionRange(canonicalizing: text)
    #expect(range.description == canonical)
    #expect(try VersionRange(parsing: canonical).description == canonical)
}

@Test func `a version let in and shut out at once is refused, even by the forgiving reader`() {
    let fault = #expect(throws: VersionRangeFault.self) {
        try VersionRange(canonicalizing: "vers:npm/>=1.0.0|!=1.0.0")
    }
    #expect(fault?.reason == .repeated)
}

private let holding: [(String, String, Bool)] = [
    ("vers:npm/>=1.0.0|<2.0.0", "1.0.0", true), ("vers:npm/>=1.0.0|<2.0.0", "2.0.0", false),
    ("vers:npm/>=1.0.0|!=1.5.0|<2.0.0", "1.5.0", false),
    ("vers:npm/1.0.0|>2.0.0", "1.0.0+build", true), ("vers:npm/1.0.0|>2.0.0", "1.0.1", false),
    ("vers:npm/<=1.0.0|>2.0.0", "0.0.1", true), ("vers:npm/<=1.0.0|>2.0.0", "9.0.0", true),
    ("vers:npm/!=1.0.0", "1.0.0", false), ("vers:npm/!=1.0.0", "2.0.0", true),
    ("vers:npm/!=1.0.0|2.0.0", "3.0.0", false), ("vers:npm/!=1.0.0|<3.0.0", "2.0.0", true),
    ("vers:pypi/1.0", "1.0.0", true), ("vers:deb/>=1:1.0", "2.0", false),
    ("vers:all/*", "anything", true), ("vers:none/*", "anything", false),
]

@Test(arguments: holding)
func `a version is in where the signposts around it say so`(
    range: String,
    version: String,
    isIn: Bool
) throws {
    #expect(try VersionRange(parsing: range).contains(version) == isIn)
}

@Test func `a version of another scheme is in no range`() throws {
    let range = try VersionRange(parsing: "vers:npm/>=1.0.0")
    #expect(try !range.contains(Version("2.0.0", scheme: .semver)))
    #expect(throws: VersionFault.self) { try range.contains("not a version") }
}

@Test func `ranges of two schemes do not mix`() throws {
    let npm = try VersionRange(parsing: "vers:npm/>=1.0.0")
    let gem = try VersionRange(parsing: "vers:gem/>=1.0.0")
    #expect(throws: VersionRangeFault.self) { try npm.union(gem) }
    #expect(try npm.intersection(VersionRange(parsing: "vers:all/*")) == npm)
}

@Test func `intersection, union and inversion leave the fewest constraints`() throws {
    let left = try VersionRange(parsing: "vers:npm/>=1.0.0|<3.0.0|5.0.0")
    let right = try VersionRange(parsing: "vers:npm/!=2.0.0|<=3.0.0|>4.0.0")
    #expect("\(try left.intersection(right))" == "vers:npm/>=1.0.0|!=2.0.0|<3.0.0|5.0.0")
    #expect("\(try left.union(right))" == "vers:npm/<=3.0.0|>4.0.0")
    #expect("\(left.inverted)" == "vers:npm/<1.0.0|>=3.0.0|!=5.0.0")
    #expect("\(try left.subtracting(right))" == "vers:npm/2.0.0")
    #expect(try left.intersection(left.inverted).isEmpty)
    #expect(try left.union(left.inverted).isAll)
    #expect(VersionRange.all(.npm).inverted == .none(.npm))
    #expect("\(VersionRange.none(.npm))" == "vers:none/*")
}

/// Ranges over 0…7 drawn by counting: each of eight versions has its own comparator or none.
private func drawn(_ seed: UInt64) throws -> VersionRange {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    var constraints: [VersionConstraint] = []
    for number in 0..<8 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        let all = VersionConstraint.Comparator.allCases
        let draw = Int(state >> 33) % (all.count + 3)
        guard draw < all.count else { continue }
        let version = try Version("\(number)", scheme: .intdot)
        constraints.append(VersionConstraint(all[draw], version))
    }
    return try VersionRange(constraints, scheme: .intdot)
}

@Test func `sets of versions obey the laws of sets, version by version`() throws {
    let probes = try (0..<16).map { index in
        try Version("\(index / 2)" + (index % 2 == 1 ? ".5" : ""), scheme: .intdot)
    }
    for seed in UInt64(1)...400 {
        let (left, right) = (try drawn(seed), try drawn(seed &* 31))
        let (both, either) = (try left.intersection(right), try left.union(right))
        for probe in probes {
            let (one, other) = (left.contains(probe), right.contains(probe))
            #expect(both.contains(probe) == (one && other))
            #expect(either.contains(probe) == (one || other))
            #expect(left.inverted.contains(probe) != one)
            #expect(left.simplified.contains(probe) == one)
        }
        if !left.isEmpty {
            #expect(try VersionRange(parsing: "\(left)") == left)
        }
        let without = try left.inverted.union(right.inverted)
        #expect(both.inverted == without)
    }
}
