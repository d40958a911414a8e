// SPDX-License-Identifier: Apache-2.0
public import Severity
import StrictJSON
public import Timestamps

extension CVE {
    /// Answers to SSVC's questions as CISA's ADP gives them (`other` of type `ssvc`).
    ///
    /// Names and values come in letters of either case, with or without spaces.
    public struct Assessment: Sendable, Hashable {
        /// A question with its answer (`options[]`).
        public struct Option: Sendable, Hashable {
            /// The question as written: `Technical Impact`.
            public let name: String
            /// The answer as written: `partial`, `Partial`.
            public let value: String

            /// The same as a selection of a decision point of CERT/CC's; nil for other ones.
            public var selection: SSVC.Selection? { DecisionPoints.selection(name, value) }
        }

        /// What was assessed.
        public let id: String?
        /// Who assesses, by part: `CISA Coordinator`.
        public let role: String?
        /// The version of the form.
        public let version: String?
        /// When it was assessed.
        public let time: DateTime?
        /// The answers in the order in which they stand.
        public let options: [Option]

        /// The answer to the question of this name, in letters of either case.
        public subscript(name: String) -> String? {
            options.first { DecisionPoints.plain($0.name) == DecisionPoints.plain(name) }?.value
        }

        /// The answers as selections of CERT/CC's decision points, as far as there are such.
        public var selections: [SSVC.Selection] { options.compactMap(\.selection) }

        /// Whether attackers can reliably automate the attack; nil where it is not said.
        public var isAutomatable: Bool? {
            switch self["Automatable"].map(DecisionPoints.plain) {
            case "yes": true
            case "no": false
            default: nil
            }
        }

        /// How much an exploit gains; nil where it is not said.
        public var technicalImpact: BOD2604.TechnicalImpact? {
            switch self["Technical Impact"].map(DecisionPoints.plain) {
            case "partial": .partial
            case "total": .total
            default: nil
            }
        }
    }
}

extension CVE.Record {
    /// Every assessment by SSVC, with who made it.
    public var ssvc: [CVE.Said<CVE.Assessment>] {
        said { container in
            container.metrics.compactMap { metric in
                metric.other.flatMap { $0.isOf("ssvc") ? CVE.Assessment($0) : nil }
            }
        }
    }
}

extension CVE.Assessment {
    /// Reads the content of a metric; nil where it has no list of options.
    init?(_ metric: CVE.OtherMetric) {
        guard let entries = metric["options"]?.arrayValue else { return nil }
        let text = { (name: String) in metric[name]?.stringValue }
        id = text("id")
        role = text("role")
        version = text("version")
        time = text("timestamp").flatMap { DateTime(assumingUTC: $0) }
        options = entries.flatMap { entry in
            (entry.objectValue ?? [:]).compactMap { name, value in
                value.stringValue.map { Option(name: name, value: $0) }
            }
        }
    }
}

/// The three decision points that CISA's ADP answers, and the keys of their values.
private enum DecisionPoints {
    /// `ssvc:E:1.1.0`, `ssvc:A:2.0.0`, `ssvc:TI:1.0.0` of CERT/CC.
    private static let all: [String: (id: SSVC.ID?, keys: [String: String])] = [
        "exploitation": (
            SSVC.ID("ssvc:E:1.1.0"), ["none": "N", "poc": "P", "publicpoc": "P", "active": "A"]
        ),
        "automatable": (SSVC.ID("ssvc:A:2.0.0"), ["no": "N", "yes": "Y"]),
        "technicalimpact": (SSVC.ID("ssvc:TI:1.0.0"), ["partial": "P", "total": "T"]),
    ]

    static func selection(_ name: String, _ value: String) -> SSVC.Selection? {
        guard let point = all[plain(name)], let id = point.id, let key = point.keys[plain(value)]
        else { return nil }
        return SSVC.Selection(id, name: name, values: [.init(key: key, name: value)])
    }

    /// Lower case without what stands between words: `Technical Impact` as `technicalimpact`.
    static func plain(_ text: String) -> String {
        String(text.lowercased().filter { !" _-".contains($0) })
    }
}

extension JSONObject {
    /// The member of this name, or else the first whose name differs only in the case of letters.
    func value(of name: String) -> JSONValue? {
        if let value = self[name] { return value }
        let lowered = name.lowercased()
        return first { $0.key.lowercased() == lowered }?.value
    }
}
