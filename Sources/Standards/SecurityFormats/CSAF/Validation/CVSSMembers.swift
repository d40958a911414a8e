// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON

/// The members that FIRST's JSON schema of a version of CVSS has for single metrics.
///
/// Their names and words are those of the specification, written as programs write them.
struct CVSSMembers: Sendable {
    /// A metric as a member.
    struct Member: Sendable {
        /// As the schema names it: `attackVector`.
        let name: String
        let metric: CVSSMetric
        /// The words of the schema, and the values they stand for, in the specification's order.
        let words: [(word: String, abbreviation: String)]
    }

    let version: CVSSVersion
    let members: [Member]
    /// The members by the abbreviations that stand in vectors.
    let byAbbreviation: [String: Int]

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
                words: metric.values.map { (Self.word(of: $0, metric), $0.abbreviation) }
            )
        }
        byAbbreviation = Dictionary(
            uniqueKeysWithValues: members.enumerated().map { ($1.metric.abbreviation, $0) }
        )
    }

    /// `Attack Vector` is `attackVector`; 3.x leaves out in its text that impacts are impacts.
    private static func name(of metric: CVSSMetric) -> String {
        let words = metric.name.split(separator: " ")
        let isImpact = ["C", "I", "A", "MC", "MI", "MA"].contains(metric.abbreviation)
        let name = words.dropFirst().reduce(words.first?.lowercased() ?? "") { $0 + $1 }
        return isImpact && metric.version != .v20 ? name + "Impact" : name
    }

    /// `Proof-of-Concept` is `PROOF_OF_CONCEPT`; 3.1 alone says Adjacent for Adjacent Network.
    private static func word(of value: CVSSMetric.Value, _ metric: CVSSMetric) -> String {
        if value.name == "Adjacent" { return "ADJACENT_NETWORK" }
        return String(value.name.uppercased().map { " -".contains($0) ? "_" : $0 })
    }
}

/// A vector as FIRST's schemas take it: metrics in any order, none of them demanded.
struct LooseVector {
    /// The values by the places of their metrics; of one that stands twice, the last.
    let values: [Int: Substring]
    /// The metrics in the order of the specification, one that stands twice twice.
    let sorted: String

    /// Reads a vector; nil where the schema refuses it.
    init?(_ text: String, _ members: CVSSMembers) {
        let prefix = members.version.prefix
        guard text.hasPrefix(prefix) else { return nil }
        var values: [Int: Substring] = [:]
        var parts: [(place: Int, text: Substring)] = []
        let rest = text.dropFirst(prefix.count)
        for part in rest.split(separator: "/", omittingEmptySubsequences: false) {
            let halves = part.split(separator: ":", omittingEmptySubsequences: false)
            guard halves.count == 2, let place = members.byAbbreviation[String(halves[0])],
                members.members[place].words.contains(where: { $0.abbreviation == halves[1] })
            else { return nil }
            values[place] = halves[1]
            parts.append((place, part))
        }
        parts.sort { $0.place < $1.place }
        self.values = values
        sorted = prefix + parts.map { String($0.text) }.joined(separator: "/")
    }
}
