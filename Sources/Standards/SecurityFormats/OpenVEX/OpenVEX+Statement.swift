// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension OpenVEX {
    /// How products stand to one vulnerability ("Statement").
    public struct Statement: Sendable, Hashable {
        /// An IRI by which others refer to it.
        public var id: String?
        /// How often it was changed; nil is 0.
        public var version: Int?
        /// The vulnerability.
        public var vulnerability: Vulnerability
        /// Since when it is known to be so; nil where the document's time holds.
        public var timestamp: DateTime?
        /// When it was last changed.
        public var lastUpdated: DateTime?
        /// The products; none only where the document is embedded in one that names them.
        public var products: [Product]
        /// How they stand to it.
        public var status: Status
        /// Who supplies the products.
        public var supplier: String?
        /// How the status was found.
        public var statusNotes: String?
        /// Why they are not affected, for programs.
        public var justification: Justification?
        /// Why they are not affected, for people.
        public var impactStatement: String?
        /// What to do where they are affected.
        public var actionStatement: String?
        /// When that was said.
        public var actionTimestamp: DateTime?
        /// Members that the specification does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A statement; of `affected` an action belongs to it, of `not_affected` a reason.
        public init(
            _ vulnerability: Vulnerability,
            products: [Product],
            _ status: Status,
            justification: Justification? = nil,
            action: String? = nil
        ) {
            self.vulnerability = vulnerability
            self.products = products
            self.status = status
            self.justification = justification
            actionStatement = action
        }
    }

    /// A vulnerability under all its names ("Vulnerability Data Structure").
    public struct Vulnerability: Sendable, Hashable {
        /// An IRI with more on it.
        public var id: String?
        /// Its main name: `CVE-2026-10001`.
        public var name: String
        /// What it is.
        public var description: String?
        /// Its names elsewhere.
        public var aliases: [String]
        /// Members that the specification does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A vulnerability by its names.
        public init(_ name: String, aliases: [String] = []) {
            self.name = name
            self.aliases = aliases
        }

        /// Whether this is one of its names, or its IRI.
        public func isNamed(_ name: String) -> Bool {
            self.name == name || id == name || aliases.contains(name)
        }
    }
}

extension OpenVEX.Statement: JSONShape {
    static let members: Members<Self> = [
        .text("@id", \.id, .iri),
        .integer("version", \.version, in: 0...),
        .shape(required: "vulnerability", \.vulnerability),
        .time("timestamp", \.timestamp),
        .time("last_updated", \.lastUpdated),
        .shapes("products", \.products, .distinct),
        .word(required: "status", \.status),
        .text("supplier", \.supplier),
        .text("status_notes", \.statusNotes),
        .word("justification", \.justification),
        .text("impact_statement", \.impactStatement),
        .text("action_statement", \.actionStatement),
        .time("action_statement_timestamp", \.actionTimestamp),
    ]

    init() { self.init(OpenVEX.Vulnerability(""), products: [], .underInvestigation) }

    /// "Statement Fields": what some statuses ask for.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        switch status {
        case .notAffected where justification == nil && impactStatement == nil:
            try reader.note(
                .invalid("not_affected needs a justification, or an impact_statement at least.")
            )
        case .affected where actionStatement == nil:
            try reader.note(.invalid("affected needs an action_statement: what to do about it."))
        case .notAffected, .affected, .fixed, .underInvestigation: break
        }
    }
}

extension OpenVEX.Vulnerability: JSONShape {
    static let members: Members<Self> = [
        .text("@id", \.id, .iri),
        .text(required: "name", \.name, .filled),
        .text("description", \.description),
        .texts("aliases", \.aliases, .distinct),
    ]

    init() { self.init("") }
}
