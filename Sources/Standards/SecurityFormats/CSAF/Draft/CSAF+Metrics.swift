// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

/// What CSAF 2.1 alone has; its sections are those of the draft of August 2026.
extension CSAF {
    /// How severe a vulnerability is for products, by whatever measure (2.1 §3.2.4.10).
    public struct Metric: Sendable, Hashable {
        /// The measures.
        public internal(set) var content = MetricContent()
        /// Identifiers of the products.
        public internal(set) var products: [String] = []
        /// Who measured, where that is not the publisher.
        public internal(set) var source: String?
        /// Members that the schema does not name.
        public internal(set) var unknown: JSONObject = [:]
    }

    /// Measures of one vulnerability; one at least.
    public struct MetricContent: Sendable, Hashable {
        /// A score by CVSS 2, as FIRST's schema for it has it.
        public internal(set) var cvss2: JSONObject = [:]
        /// A score by CVSS 3.
        public internal(set) var cvss3: CVSS3?
        /// A score by CVSS 4, as FIRST's schema for it has it.
        public internal(set) var cvss4: JSONObject = [:]
        /// How likely it is exploited, by EPSS.
        public internal(set) var epss: ExploitPrediction?
        /// A word, where there is no more.
        public internal(set) var rating: QualitativeRating?
        /// A decision by SSVC 2, as its schema for selections has it.
        public internal(set) var ssvc2: JSONObject = [:]
        /// Contents beyond CSAF 2.1.
        public internal(set) var extensions: [Extension] = []
        /// Members that the schema does not name.
        public internal(set) var unknown: JSONObject = [:]
    }

    /// A score by EPSS as a document carries it: decimal fractions as text.
    public struct ExploitPrediction: Sendable, Hashable {
        /// The share of vulnerabilities that are less likely exploited.
        public internal(set) var percentile = ""
        /// How likely it is exploited within thirty days.
        public internal(set) var probability = ""
        /// When that was computed.
        public internal(set) var timestamp = DateTime(Timestamp())
        /// Members that the schema does not name.
        public internal(set) var unknown: JSONObject = [:]
    }

    /// Words for severity.
    public enum QualitativeRating: String, Sendable, Hashable, CaseIterable {
        /// None.
        case none
        /// Low.
        case low
        /// Medium.
        case medium
        /// High.
        case high
        /// Critical.
        case critical
    }
}

extension CSAF.Metric: CSAFShape {
    static let members: Members<Self> = [
        .shape(required: "content", \.content),
        .texts(required: "products", \.products, .unique, of: .filled),
        .text("source", \.source, .uri),
    ]
}

extension CSAF.MetricContent: CSAFShape {
    static let members: Members<Self> = [
        .free("cvss_v2", \.cvss2).checked(in: .draft21) {
            DraftScore.problem(ofVersion2: $0.cvss2)
        },
        .shape("cvss_v3", \.cvss3),
        .free("cvss_v4", \.cvss4).checked(in: .draft21) {
            DraftScore.problem(ofVersion4: $0.cvss4)
        },
        .shape("epss", \.epss),
        .word("qualitative_severity_rating", \.rating),
        .free("ssvc_v2", \.ssvc2).checked(in: .draft21) {
            DraftScore.problem(ofDecision: $0.ssvc2)
        },
        .extensions(\.extensions),
    ]

    func check(_ reader: inout JSONReader) throws(JSONFaults) { try noteEmpty(&reader) }
}

extension CSAF.ExploitPrediction: CSAFShape {
    static let members: Members<Self> = [
        .text(required: "percentile", \.percentile, .share),
        .text(required: "probability", \.probability, .share),
        .time(required: "timestamp", \.timestamp),
    ]
}

extension TextRule {
    /// A decimal fraction from 0 to 1.
    fileprivate static let share = TextRule { text in
        let rest = text.utf8.dropFirst(2)
        let isZero = text.utf8.starts(with: "0.".utf8)
        let isOne = text.utf8.starts(with: "1.".utf8)
        let digits: ClosedRange<UInt8> = isOne ? 0x30...0x30 : 0x30...0x39
        let isRight = (isZero || isOne) && !rest.isEmpty && rest.allSatisfy(digits.contains)
        return isRight ? nil : "Expected a decimal fraction from 0.0 to 1.0."
    }
}
