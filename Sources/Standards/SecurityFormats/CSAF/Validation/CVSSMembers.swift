// SPDX-License-Identifier: Apache-2.0
import Severity

/// The members that FIRST's JSON schema of a version of CVSS has for single metrics.
///
/// Their names and words are those of the specification, written as programs write them.
struct CVSSMembers: Sendable {
    /// A metric as a member.
    struct Member: Sendable {
        /// As the schema names it: `attackVector`.
        let name: String
        let metric: CVSSMetric
        /// The words of the schema, in the order of the metric's values.
        let words: [String]
        /// What stands in a vector for each word: `AV:N`, in UTF-8.
        let parts: [[UInt8]]

        /// The value that a word stands for, as it stands in a vector: `N`.
        func abbreviation(of word: String) -> String? {
            words.firstIndex(of: word).map { metric.values[$0].abbreviation }
        }

        /// The metric and the value of a word, by the word's place: `AV:N`.
        func part(_ value: Int) -> String { String(decoding: parts[value], as: UTF8.self) }
    }

    let version: CVSSVersion
    let members: [Member]
    /// The places of members by their names.
    let places: [String: Int]

    /// The members of a version; nil for one that CSAF 2.0 does not have.
    static func of(_ version: String) -> CVSSMembers? {
        switch version {
        case "2.0": v20
        case "3.0": v30
        case "3.1": v31
        default: nil
        }
    }

    private static let v20 = CVSSMembers(.v20)
    private static let v30 = CVSSMembers(.v30)
    private static let v31 = CVSSMembers(.v31)

    private init(_ version: CVSSVersion) {
        self.version = version
        members = CVSSMetric.all(of: version).map { metric in
            Member(
                name: Self.name(of: metric),
                metric: metric,
                words: metric.values.map { Self.word(of: $0) },
                parts: metric.values.map { Array("\(metric):\($0)".utf8) }
            )
        }
        places = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.name, $0) })
    }

    /// `Attack Vector` is `attackVector`; 3.x leaves out in its text that impacts are impacts.
    private static func name(of metric: CVSSMetric) -> String {
        let words = metric.name.split(separator: " ")
        let isImpact = ["C", "I", "A", "MC", "MI", "MA"].contains(metric.abbreviation)
        let name = words.dropFirst().reduce(words.first?.lowercased() ?? "") { $0 + $1 }
        return isImpact && metric.version != .v20 ? name + "Impact" : name
    }

    /// `Proof-of-Concept` is `PROOF_OF_CONCEPT`; 3.1 alone says Adjacent for Adjacent Network.
    private static func word(of value: CVSSMetric.Value) -> String {
        if value.name == "Adjacent" { return "ADJACENT_NETWORK" }
        return String(value.name.uppercased().map { " -".contains($0) ? "_" : $0 })
    }
}

/// A vector as FIRST's schemas take it: metrics in any order, none of them demanded.
struct LooseVector {
    /// The place of each metric's value among its words; nil where the metric does not stand there.
    let values: [Int?]
    /// The metrics in the order of the specification, one that stands twice twice.
    let sorted: String

    /// Reads a vector; nil where the schema refuses it.
    init?(_ text: String, _ members: CVSSMembers) {
        let prefix = members.version.prefix
        guard text.utf8.starts(with: prefix.utf8) else { return nil }
        var values: [Int?] = Array(repeating: nil, count: members.members.count)
        var parts: [(place: Int, text: Substring.UTF8View)] = []
        var expected = 0
        var isSorted = true
        let rest = text.utf8.dropFirst(prefix.utf8.count)
        for part in rest.split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        ) {
            guard let (place, value) = Self.find(part, members, from: expected) else { return nil }
            isSorted = isSorted && place >= expected
            expected = place + 1
            values[place] = value
            parts.append((place, part))
        }
        self.values = values
        if isSorted {
            sorted = text
        } else {
            parts.sort { $0.place < $1.place }
            sorted = prefix + parts.map { String(Substring($0.text)) }.joined(separator: "/")
        }
    }

    /// The metric and the value of a part, looked for where the order expects it first.
    private static func find(
        _ part: Substring.UTF8View,
        _ members: CVSSMembers,
        from expected: Int
    ) -> (place: Int, value: Int)? {
        let count = members.members.count
        for step in 0..<count {
            let place = (expected + step) % count
            let value = members.members[place].parts.firstIndex { $0.elementsEqual(part) }
            if let value { return (place, value) }
        }
        return nil
    }
}
