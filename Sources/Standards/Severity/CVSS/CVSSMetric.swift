// SPDX-License-Identifier: Apache-2.0

/// One metric of one version: `AV`, Attack Vector, with the values it may take.
///
/// Source: the tables of metrics in the guide of 2.0 (§2.4), in 3.x (§6) and in 4.0 (§7).
public struct CVSSMetric: Sendable, Hashable {
    /// One value of a metric: `N`, Network.
    public struct Value: Sendable, Hashable, CustomStringConvertible {
        /// As it stands in a vector: `N`, `POC`, `Clear`.
        public let abbreviation: String
        /// As the specification names it: Network.
        public let name: String

        /// Its abbreviation.
        public var description: String { abbreviation }
    }

    /// The version that has it.
    public let version: CVSSVersion
    /// Its place in the order that the specification prescribes, from 0.
    let place: Int

    /// Every metric of a version, in the order of its specification.
    public static func all(of version: CVSSVersion) -> [CVSSMetric] {
        CVSSGrammar.of(version).metrics.indices.map { CVSSMetric(version: version, place: $0) }
    }

    /// The metric with this abbreviation, for example `MAV`; nil where the version has none.
    public init?(_ abbreviation: String, of version: CVSSVersion) {
        let metrics = CVSSGrammar.of(version).metrics
        guard let place = metrics.firstIndex(where: { $0.abbreviation == abbreviation }) else {
            return nil
        }
        self.init(version: version, place: place)
    }

    init(version: CVSSVersion, place: Int) {
        self.version = version
        self.place = place
    }

    /// As it stands in a vector: `AV`.
    public var abbreviation: String { definition.abbreviation }

    /// As the specification names it: Attack Vector.
    public var name: String { definition.name }

    /// The group it belongs to.
    public var group: CVSSGroup { definition.group }

    /// Whether a vector has to have it: all base metrics, and no other.
    public var isMandatory: Bool { group == .base }

    /// What it may be set to, in the specification's order; Not Defined first where it is allowed.
    public var values: [Value] { isMandatory ? Array(definition.values.dropFirst()) : allValues }

    /// The values by the number that stands for them in a vector; 0 is Not Defined.
    var allValues: [Value] { definition.values }

    private var definition: CVSSGrammar.Definition { CVSSGrammar.of(version).metrics[place] }
}

extension CVSSMetric: CustomStringConvertible {
    /// Its abbreviation.
    public var description: String { abbreviation }
}
