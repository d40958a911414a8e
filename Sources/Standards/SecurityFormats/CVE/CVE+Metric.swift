// SPDX-License-Identifier: Apache-2.0
public import Severity
public import StrictJSON

extension CVE {
    /// How severe it is by one or more methods, and when that holds (`metrics[]`).
    public struct Metric: Sendable, Hashable {
        /// The name of the method; known ones need none.
        public var format: String?
        /// When it holds; always, where nothing is said.
        public var scenarios: [Scenario] = []
        /// The scores by CVSS, of each version one at most, the newest first.
        public var cvss: [CVSS] = []
        /// By another method: `ssvc`, `kev`, and what publishers made up.
        public var other: OtherMetric?
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Scores by CVSS.
        public init(_ cvss: CVSS...) {
            self.cvss = cvss
        }

        /// A statement by another method.
        public init(other: OtherMetric) {
            self.other = other
        }
    }

    /// When a metric holds (`scenarios[]`).
    public struct Scenario: Sendable, Hashable {
        /// The language of the text.
        public var language: String
        /// When; `GENERAL` is always.
        public var value: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// When a metric holds.
        public init(_ value: String = "GENERAL", language: String = "en") {
            self.value = value
            self.language = language
        }
    }

    /// A score by CVSS as its publisher states it (FIRST's schemas `cvss-v2.0` to `cvss-v4.0`).
    public struct CVSS: Sendable, Hashable {
        /// The version, which also names the member: `cvssV3_1`.
        public var version: CVSSVersion
        /// The vector as written; `CVE.ScoreStatement` reads it.
        public var vector: String
        /// The base score as stated, 0 to 10; of 4.0 the one score.
        public var baseScore: JSONNumber
        /// The rating as stated; 2.0 has none.
        public var baseSeverity: Severity?
        /// The metrics one by one, other scores, and what the schema does not name, kept.
        ///
        /// The vector says the same of metrics, so that nothing has to be read from here.
        public internal(set) var unknown: JSONObject = [:]

        /// A vector with the base score and the rating it comes to.
        public init(_ vector: CVSSVector) {
            let base = vector.scores.base
            version = vector.version
            self.vector = vector.description
            baseScore = JSONNumber(text: base.description) ?? 0
            if version != .v20 {
                baseSeverity = Severity(rawValue: base.rating.rawValue.uppercased())
            }
        }
    }

    /// A statement by a method that is not CVSS (`other`).
    public struct OtherMetric: Sendable, Hashable {
        /// The method: `ssvc`, `kev`.
        public var type: String
        /// What it says, in members of its own.
        public var content: JSONObject
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A statement by a method.
        public init(_ type: String, content: JSONObject) {
            self.type = type
            self.content = content
        }
    }
}

extension CVE.Metric: JSONShape {
    static let members: Members<Self> = [
        .text("format", \.format, .length(1...64)),
        .shapes("scenarios", \.scenarios, .unique),
        score(.v40), score(.v31), score(.v30), score(.v20),
        .shape("other", \.other),
    ]

    init() {}

    private static func score(_ version: CVSSVersion) -> Member<Self> {
        Member(version.memberName, part: CVE.CVSS.self) { metric, reader throws(JSONFaults) in
            guard let score = try CVE.CVSS(reading: &reader) else { return }
            if score.version != version {
                try reader.note(.invalid("Expected \"version\": \"\(version.rawValue)\"."))
            }
            // At its place: equal content is equal in whatever order it was written.
            let place = metric.cvss.firstIndex { version.isNewer(than: $0.version) }
            metric.cvss.insert(score, at: place ?? metric.cvss.endIndex)
        } write: { metric in
            metric.cvss.first { $0.version == version }.map { .object($0.object) }
        }
    }

    /// `metrics` of the schema: one statement at least.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        guard cvss.isEmpty, other == nil else { return }
        try reader.note(.invalid("Needs cvssV4_0, cvssV3_1, cvssV3_0, cvssV2_0 or other."))
    }
}

extension CVSSVersion {
    /// The member of `metrics` that has a score of this version.
    var memberName: String {
        switch self {
        case .v20: "cvssV2_0"
        case .v30: "cvssV3_0"
        case .v31: "cvssV3_1"
        case .v40: "cvssV4_0"
        }
    }

    fileprivate func isNewer(than other: CVSSVersion) -> Bool {
        rawValue.utf8.lexicographicallyPrecedes(other.rawValue.utf8) == false && self != other
    }
}

extension CVE.Scenario: JSONShape {
    static let members: Members<Self> = [
        .text(required: "lang", \.language, .cveLanguage),
        .text(required: "value", \.value, .length(1...4_096)),
    ]

    init() { self.init("") }
}

extension CVE.CVSS: JSONShape {
    static let members: Members<Self> = [
        .word(required: "version", \.version),
        .text(required: "vectorString", \.vector, .length(1...CVSSVector.byteLimit)),
        Member("baseScore", required: true) { score, reader throws(JSONFaults) in
            guard let number = try reader.number() else { return }
            if !(0...10).contains(number.double ?? -1) {
                try reader.note(.invalid("A score is from 0 to 10."))
            }
            score.baseScore = number
        } write: { score in
            .number(score.baseScore)
        },
        .word("baseSeverity", \.baseSeverity),
    ]

    init() {
        version = .v31
        vector = ""
        baseScore = 0
    }

    /// FIRST's schemas: from 3.0 on a score has a rating.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        guard version != .v20, baseSeverity == nil else { return }
        try reader.note(.missingKey("baseSeverity"))
    }
}

extension CVE.OtherMetric: JSONShape {
    static let members: Members<Self> = [
        .text(required: "type", \.type, .length(1...128)),
        .free(required: "content", \.content),
    ]

    init() { self.init("", content: [:]) }
}
