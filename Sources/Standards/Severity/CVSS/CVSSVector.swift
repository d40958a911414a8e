// SPDX-License-Identifier: Apache-2.0

/// A CVSS vector of version 2.0, 3.0, 3.1 or 4.0: the value of every metric, and all scores.
///
/// Two are equal when each metric has the same value; one left out is Not Defined.
/// Comparing and scoring allocate nothing.
public struct CVSSVector: Sendable, Hashable {
    /// Longer texts are no vectors: the longest, of 4.0, has 178 bytes.
    public static let byteLimit = 512

    /// The version it is written in.
    public let version: CVSSVersion
    /// Four bits a metric, in the order of the specification; 0 is Not Defined.
    var nibbles: UInt128

    /// The number that stands for the value of the metric in a place.
    @inline(__always)
    func number(_ place: Int) -> Int {
        Int(truncatingIfNeeded: nibbles >> UInt128(truncatingIfNeeded: place &* 4)) & 15
    }

    /// The value of a metric of this version; nil where the version has no such metric.
    public subscript(metric: CVSSMetric) -> CVSSMetric.Value? {
        guard metric.version == version else { return nil }
        return metric.allValues[number(metric.place)]
    }

    /// The abbreviated value of the metric with this abbreviation: `vector["AV"] == "N"`.
    public subscript(abbreviation: String) -> String? {
        CVSSMetric(abbreviation, of: version).flatMap { self[$0]?.abbreviation }
    }

    /// Whether any metric of a group is there and not Not Defined.
    public func defines(_ group: CVSSGroup) -> Bool {
        nibbles & version.mask(group) != 0
    }

    /// The same without the optional metrics of all other groups; base metrics stay.
    public func keeping(_ groups: CVSSGroup...) -> CVSSVector {
        let mask = groups.reduce(version.mask(.base)) { $0 | version.mask($1) }
        return CVSSVector(version: version, nibbles: nibbles & mask)
    }

    /// The same with one metric set to another value, both given by their abbreviations.
    ///
    /// A fault's offset is 0: there is no text.
    public func setting(
        _ abbreviation: String,
        to value: String
    ) throws(CVSSFault) -> CVSSVector {
        guard let metric = CVSSMetric(abbreviation, of: version) else {
            throw CVSSFault(.unknownMetric(abbreviation), at: 0)
        }
        let number = metric.allValues.firstIndex { $0.abbreviation == value }
        guard let number, number > 0 || !metric.isMandatory else {
            throw CVSSFault(.unknownValue(metric, value), at: 0)
        }
        return setting(metric.place, to: number)
    }

    func setting(_ place: Int, to number: Int) -> CVSSVector {
        let shift = UInt128(truncatingIfNeeded: place * 4)
        let cleared = nibbles & ~(15 << shift)
        return CVSSVector(
            version: version,
            nibbles: cleared | UInt128(truncatingIfNeeded: number) << shift
        )
    }
}

extension CVSSVector: CustomStringConvertible {
    /// The one canonical text: the prescribed order, and nothing that is Not Defined.
    public var description: String {
        var parts: [String] = []
        for (place, metric) in CVSSGrammar.of(version).metrics.enumerated() {
            let number = number(place)
            guard number > 0 else { continue }
            parts.append("\(metric.abbreviation):\(metric.values[number].abbreviation)")
        }
        return version.prefix + parts.joined(separator: "/")
    }
}

extension CVSSVersion {
    /// The places of a group's metrics.
    func places(_ group: CVSSGroup) -> Range<Int> {
        switch (self, group) {
        case (.v20, .base): 0..<6
        case (.v20, .threat): 6..<9
        case (.v20, .environmental): 9..<14
        case (.v30, .base), (.v31, .base): 0..<8
        case (.v30, .threat), (.v31, .threat): 8..<11
        case (.v30, .environmental), (.v31, .environmental): 11..<22
        case (.v40, .base): 0..<11
        case (.v40, .threat): 11..<12
        case (.v40, .environmental): 12..<26
        case (.v40, .supplemental): 26..<32
        case (.v20, .supplemental), (.v30, .supplemental), (.v31, .supplemental): 0..<0
        }
    }

    /// The bits of a group's metrics.
    func mask(_ group: CVSSGroup) -> UInt128 {
        let places = places(group)
        guard !places.isEmpty else { return 0 }
        let ones = UInt128.max >> UInt128(128 - places.count * 4)
        return ones << UInt128(places.lowerBound * 4)
    }
}
