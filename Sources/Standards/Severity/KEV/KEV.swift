// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

/// CISA's catalogue of Known Exploited Vulnerabilities, as its JSON feed publishes it.
///
/// Source: `known_exploited_vulnerabilities_schema.json` of CISA. What the schema has added over
/// the years (`knownRansomwareCampaignUse`, `notes`, `cwes`) may be absent; everything else must
/// stand there, dates must be days of the calendar, and no CVE may stand twice.
public enum KEV {
    /// 1 000 000 entries: the catalogue has grown by some 250 a year.
    static let mostEntries = 1_000_000
    /// 100 weaknesses an entry: the most any has is four.
    static let mostWeaknesses = 100
    /// 100 remarks: more than anyone reads at a time.
    static let mostRemarks = 100

    /// Whether ransomware campaigns are known to have used a vulnerability.
    public enum RansomwareUse: Sendable, Hashable {
        /// `Known`.
        case known
        /// `Unknown`: nothing is confirmed, which does not mean no.
        case unknown
        /// A word that the schema does not describe, kept; the catalogue's remarks tell it.
        case other(String)

        /// The word as the catalogue writes it.
        public var text: String {
            switch self {
            case .known: "Known"
            case .unknown: "Unknown"
            case .other(let text): text
            }
        }

        init(_ text: String) {
            switch text {
            case "Known": self = .known
            case "Unknown": self = .unknown
            default: self = .other(text)
            }
        }
    }

    /// One vulnerability that is being, or was, exploited.
    public struct Entry: Sendable, Hashable {
        /// Its CVE identifier.
        public let cve: CVEID
        /// Who makes the product.
        public let vendor: String
        /// The product.
        public let product: String
        /// The vulnerability's name.
        public let name: String
        /// When CISA added it.
        public let dateAdded: CalendarDate
        /// What it is.
        public let summary: String
        /// What agencies are to do.
        public let requiredAction: String
        /// By when; of some early entries before `dateAdded`, as they came with a directive.
        public let dueDate: CalendarDate
        /// Ransomware use; nil in catalogues from before October 2023.
        public let ransomwareUse: RansomwareUse?
        /// References and remarks, separated by " ; ".
        public let notes: String?
        /// Weaknesses, as `CWE-79`; nil in catalogues from before 2024.
        public let weaknesses: [String]?
        /// Members that the schema does not name, kept.
        public let unknown: JSONObject
    }

    /// One release of the catalogue.
    public struct Catalog: Sendable, Hashable {
        /// The title, if it has one.
        public let title: String?
        /// The version, its date with dots: `2025.08.25`.
        public let version: String
        /// When it was released, as written.
        public let released: String
        /// The entries in the order of the file.
        public let entries: [Entry]
        /// Members that the schema does not name, kept.
        public let unknown: JSONObject
        /// What is unusual but kept: unknown members and words, with their places; at most 100.
        public let remarks: [JSONFault]
        private let places: [CVEID: Int32]

        init(
            _ title: String?,
            _ version: String,
            _ released: String,
            _ entries: [Entry],
            _ unknown: JSONObject,
            _ remarks: [JSONFault]
        ) {
            self.title = title
            self.version = version
            self.released = released
            self.entries = entries
            self.unknown = unknown
            self.remarks = remarks
            places = Dictionary(entries.enumerated().map { ($1.cve, Int32($0)) }) { first, _ in
                first
            }
        }

        /// Reads the feed; throws all its faults with their places.
        public init(
            parsing bytes: [UInt8],
            limits: JSONLimits = .standard
        ) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                var reading = KEVReading()
                return try reading.catalog(&reader)
            }
        }

        /// When it was released.
        public var time: Timestamp { Timestamp(rfc3339: released) ?? Timestamp() }

        /// The entry of a CVE, found in constant time; nil when it is not in the catalogue.
        public subscript(cve: CVEID) -> Entry? { places[cve].map { entries[Int($0)] } }

        /// The catalogue as its JSON document, unknown members of it and of its entries last.
        public var json: JSONValue {
            var object = JSONObject()
            object["title"] = title.map { .string($0) }
            object["catalogVersion"] = .string(version)
            object["dateReleased"] = .string(released)
            object["count"] = .number(JSONNumber(entries.count))
            object["vulnerabilities"] = .array(entries.map(\.json))
            for (key, value) in unknown { object[key] = value }
            return .object(object)
        }
    }
}

extension KEV.Entry {
    /// The entry as it stands in the catalogue.
    public var json: JSONValue {
        var object: JSONObject = [
            "cveID": .string("\(cve)"), "vendorProject": .string(vendor),
            "product": .string(product), "vulnerabilityName": .string(name),
            "dateAdded": .string("\(dateAdded)"), "shortDescription": .string(summary),
            "requiredAction": .string(requiredAction), "dueDate": .string("\(dueDate)"),
        ]
        object["knownRansomwareCampaignUse"] = ransomwareUse.map { .string($0.text) }
        object["notes"] = notes.map { .string($0) }
        object["cwes"] = weaknesses.map { .array($0.map { .string($0) }) }
        for (key, value) in unknown { object[key] = value }
        return .object(object)
    }
}
