// SPDX-License-Identifier: Apache-2.0

/// The metrics of one version, read once from the table below and kept as keys to compare with.
final class CVSSGrammar: Sendable {
    /// One metric as its specification defines it.
    struct Definition: Sendable {
        let abbreviation: String
        let name: String
        let group: CVSSGroup
        /// By the number that stands for them in a vector; 0 is Not Defined.
        let values: [CVSSMetric.Value]
    }

    /// How a metric's name and its colon look among the next eight bytes, the first one lowest.
    struct Label: Sendable {
        let bytes: UInt64
        let mask: UInt64
        let count: Int

        init(_ abbreviation: String) {
            let text = Array("\(abbreviation):".utf8)
            bytes = text.reversed().reduce(0) { $0 << 8 | UInt64($1) }
            mask = UInt64.max >> UInt64(64 - 8 * text.count)
            count = text.count
        }
    }

    /// What ``letters`` has for a letter that is no value.
    static let noValue: UInt8 = 255

    /// In the order that the specification prescribes.
    let metrics: [Definition]
    /// One for each metric.
    let labels: [Label]
    /// The numbers of values of one letter: 32 for each metric, by the letter's lower five bits.
    let letters: [UInt8]
    /// How many base metrics there are; they come first.
    let mandatory: Int
    /// Whether metrics may stand in another order than the prescribed one.
    let takesAnyOrder: Bool

    private init(_ version: CVSSVersion, _ table: String) {
        let undefined = version == .v20 ? "ND" : "X"
        var metrics: [Definition] = []
        var group = CVSSGroup.base
        for line in table.split(separator: "\n") {
            if let heading = CVSSGroup(rawValue: String(line)) {
                group = heading
            } else {
                metrics.append(Definition(line, in: group, undefined: undefined))
            }
        }
        self.metrics = metrics
        labels = metrics.map { Label($0.abbreviation) }
        letters = metrics.flatMap { metric in
            var letters = Array(repeating: Self.noValue, count: 32)
            for (number, value) in metric.values.enumerated()
            where value.abbreviation.utf8.count == 1 && (number > 0 || metric.group != .base) {
                letters[Int(value.abbreviation.utf8.first ?? 0) & 31] = UInt8(number)
            }
            return letters
        }
        mandatory = metrics.count { $0.group == .base }
        takesAnyOrder = version == .v30 || version == .v31
    }

    /// The grammar of a version.
    static func of(_ version: CVSSVersion) -> CVSSGrammar {
        switch version {
        case .v20: v20
        case .v30: v30
        case .v31: v31
        case .v40: v40
        }
    }

    private static let v20 = CVSSGrammar(.v20, CVSSTables.v20)
    private static let v30 = CVSSGrammar(
        .v30,
        CVSSTables.v31.replacing("|A Adjacent|", with: "|A Adjacent Network|")
    )
    private static let v31 = CVSSGrammar(.v31, CVSSTables.v31)
    private static let v40 = CVSSGrammar(.v40, CVSSTables.v40)
}

extension CVSSGrammar.Definition {
    /// A line of a table: `AV|Attack Vector|N Network|A Adjacent`.
    fileprivate init(_ line: Substring, in group: CVSSGroup, undefined: String) {
        let cells = line.split(separator: "|").map(String.init)
        abbreviation = cells[0]
        name = cells[1]
        self.group = group
        values =
            [CVSSMetric.Value(abbreviation: undefined, name: "Not Defined")]
            + cells[2...].map { cell in
                let words = cell.split(separator: " ", maxSplits: 1).map(String.init)
                return CVSSMetric.Value(abbreviation: words[0], name: words[1])
            }
    }
}
