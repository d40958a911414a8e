// SPDX-License-Identifier: Apache-2.0
import Severity
public import StrictJSON
public import Timestamps

extension OSV {
    /// One vulnerability as one database describes it.
    public struct Record: Sendable, Hashable {
        /// The version of the schema it was written in; nil means 1.0.0.
        public var schemaVersion: String?
        /// The database's prefix and its own identifier; `x_` begins those no one else knows.
        public var id: String
        /// When the record last changed.
        public var modified: DateTime
        /// When it counts as published.
        public var published: DateTime?
        /// Since when it is withdrawn; why stands in the summary.
        public var withdrawn: DateTime?
        /// Identifiers of the same vulnerability elsewhere.
        public var aliases: [String] = []
        /// Identifiers of the vulnerabilities upstream that this one comes from.
        public var upstream: [String] = []
        /// Identifiers of vulnerabilities that have to do with this one.
        public var related: [String] = []
        /// One line of plain text.
        public var summary: String?
        /// The whole story, in CommonMark.
        public var details: String?
        /// How severe it is, unless that differs among the packages.
        public var severity: [Severity] = []
        /// What is affected, an entry a package.
        public var affected: [Affected] = []
        /// Where there is more to read.
        public var references: [Reference] = []
        /// Who is to be thanked, each named as they wish.
        public var credits: [Credit] = []
        /// What only the database itself gives a meaning to.
        public var databaseSpecific: JSONObject = [:]
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A record of the version that is written here.
        public init(id: String, modified: Timestamp) {
            schemaVersion = OSV.schemaVersion
            self.id = id
            self.modified = DateTime(modified)
        }

        /// Reads a record; throws all its faults with their places.
        public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try Record(reading: &reader)
            }
        }

        /// The record as its JSON document, unknown members last.
        public var json: JSONValue { .object(object) }
    }

    /// A score by one method.
    public struct Severity: Sendable, Hashable {
        /// The method.
        public var kind: SeverityKind
        /// The score as the method writes it: of CVSS a vector.
        public var score: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A score by one method.
        public init(_ kind: SeverityKind, score: String) {
            self.kind = kind
            self.score = score
        }
    }

    /// Where there is more to read.
    public struct Reference: Sendable, Hashable {
        /// What is found there.
        public var kind: ReferenceKind
        /// The address.
        public var url: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A reference to an address.
        public init(_ kind: ReferenceKind, url: String) {
            self.kind = kind
            self.url = url
        }
    }

    /// Somebody to be thanked.
    public struct Credit: Sendable, Hashable {
        /// The name exactly as they want it.
        public var name: String
        /// Addresses under which they want to be reached.
        public var contacts: [String]
        /// What for.
        public var kind: CreditKind?
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Somebody to be thanked.
        public init(name: String, kind: CreditKind? = nil, contacts: [String] = []) {
            self.name = name
            self.kind = kind
            self.contacts = contacts
        }
    }
}

extension OSV.Record: JSONShape {
    static let members: Members<Self> = [
        .text("schema_version", \.schemaVersion),
        .text(required: "id", \.id, .osvID),
        .time(required: "modified", \.modified, .noted),
        .time("published", \.published, .noted),
        .time("withdrawn", \.withdrawn, .noted),
        .texts("aliases", \.aliases, .nullable),
        .texts("upstream", \.upstream),
        .texts("related", \.related),
        .text("summary", \.summary),
        .text("details", \.details),
        .shapes("severity", \.severity, .nullable),
        .shapes("affected", \.affected, .nullable),
        .shapes("references", \.references, .nullable),
        .shapes("credits", \.credits),
        .free("database_specific", \.databaseSpecific),
    ]

    init() {
        self.init(id: "", modified: Timestamp())
        schemaVersion = nil
    }

    /// `affected[].severity`: either all packages share their severity, or each has its own.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        let isShared = !severity.isEmpty || unknown["severity"] != nil
        let isOwn = affected.contains { !$0.severity.isEmpty || $0.unknown["severity"] == [] }
        guard isShared, isOwn else { return }
        try reader.note(
            .invalid("Severity stands either here or with the affected packages, not both.")
        )
    }
}

extension OSV.Severity: JSONShape {
    static let members: Members<Self> = [
        .word(required: "type", \.kind), .text(required: "score", \.score),
    ]

    init() { self.init(.cvss3, score: "") }

    /// `severity[].score`: of each method as it writes it.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        let words = ["negligible", "low", "medium", "high", "critical"]
        let problem: String? =
            switch kind {
            case .cvss2 where !isVector(of: "2.0"): "Expected a vector of CVSS 2.0: AV:N/AC:L/…."
            case .cvss3 where !isVector(of: "3.0") && !isVector(of: "3.1"):
                "Expected a vector of CVSS 3: CVSS:3.1/AV:N/AC:L/…."
            case .cvss4 where (try? CVSSVector(parsing: score))?.version != .v40:
                "Expected a vector of CVSS 4.0: CVSS:4.0/AV:N/AC:L/…."
            case .ubuntu where !words.contains(score):
                "Expected one of \(words.joined(separator: ", "))."
            case .cvss2, .cvss3, .cvss4, .ubuntu: nil
            }
        if let problem { try reader.note(.invalid(problem)) }
    }

    private func isVector(of version: String) -> Bool {
        CVSSMembers.of(version).flatMap { LooseVector(score, $0) } != nil
    }
}

extension OSV.Reference: JSONShape {
    static let members: Members<Self> = [
        .word(required: "type", \.kind), .text(required: "url", \.url, .uri),
    ]

    init() { self.init(.web, url: "") }
}

extension OSV.Credit: JSONShape {
    static let members: Members<Self> = [
        .text(required: "name", \.name), .texts("contact", \.contacts), .word("type", \.kind),
    ]

    init() { self.init(name: "") }
}

extension TextRule {
    /// `<DB>-<ENTRYID>`; which databases there are changes monthly and is not looked at.
    fileprivate static let osvID = TextRule { text in
        let parts = text.utf8.split(
            separator: UInt8(ascii: "-"),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let isRight = parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        return isRight ? nil : "Expected the database's prefix, a hyphen and an identifier."
    }
}
