// SPDX-License-Identifier: Apache-2.0

/// Why a text is no CVSS vector: what is wrong, and at which byte.
public struct CVSSFault: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// More bytes than any vector can have.
        case limit(Int)
        /// It does not begin with the prefix of a version, and these are no metrics of 2.0.
        case prefix
        /// It begins with `CVSS:` and a version that is not known.
        case version(String)
        /// Not a metric, a colon and a value, divided by slashes.
        case shape
        /// The version has no such metric; the case of letters counts.
        case unknownMetric(String)
        /// The metric has no such value; the case of letters counts.
        case unknownValue(CVSSMetric, String)
        /// The metric stands there a second time.
        case repeated(CVSSMetric)
        /// The metric has to stand before one that came already.
        case order(CVSSMetric)
        /// A base metric is not there.
        case missing(CVSSMetric)
    }

    /// What is wrong.
    public let reason: Reason
    /// Where in the text, in bytes of UTF-8 from its beginning.
    public let offset: Int

    /// A fault at a byte.
    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension CVSSFault: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String {
        "CVSS vector, at byte \(offset): \(reason)"
    }
}

extension CVSSFault.Reason: CustomStringConvertible {
    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .limit(let limit): "has more than \(limit) bytes"
        case .prefix: "does not begin with CVSS:3.0/, CVSS:3.1/ or CVSS:4.0/"
        case .version(""): "names no version"
        case .version(let text): "begins with the unknown version \(text)"
        case .shape: "is not metrics and values such as AV:N, divided by slashes"
        case .unknownMetric(let text): "has no metric \(text) in this version"
        case .unknownValue(let metric, let text):
            "has \(text) for \(metric) (\(metric.name)); it is one of "
                + metric.values.map(\.abbreviation).joined(separator: ", ")
        case .repeated(let metric): "has \(metric) twice"
        case .order(let metric): "has \(metric) too late: the order of metrics is fixed"
        case .missing(let metric): "lacks \(metric) (\(metric.name))"
        }
    }
}
