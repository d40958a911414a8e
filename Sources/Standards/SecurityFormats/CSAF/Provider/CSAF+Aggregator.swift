// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension CSAF {
    /// Where issuing parties are found: `aggregator.json` (section 7.1.21).
    public struct Aggregator: Sendable, Hashable {
        /// The name of its file.
        public static let fileName = "aggregator.json"

        /// Who lists them.
        public var party: AggregatingParty
        /// Where this document is served.
        public var canonicalURL: String
        /// The parties that provide metadata of their own, one at least.
        public var providers: [ListedParty]
        /// The parties whose documents are collected for them.
        public var publishers: [CollectedParty]
        /// When this document was changed last.
        public var lastUpdated: DateTime
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A list of parties.
        public init(
            _ party: AggregatingParty,
            canonicalURL: String,
            lastUpdated: Timestamp,
            providers: [ListedParty],
            publishers: [CollectedParty] = []
        ) {
            self.party = party
            self.canonicalURL = canonicalURL
            self.lastUpdated = DateTime(lastUpdated)
            self.providers = providers
            self.publishers = publishers
        }

        /// Reads the file by its schema; throws all its faults with their places.
        public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try Aggregator(reading: &reader)
            }
        }

        /// The file's content.
        public var json: JSONValue { .object(object) }
    }

    /// Who lists or mirrors issuing parties.
    public struct AggregatingParty: Sendable, Hashable {
        /// The roles of those who collect (sections 7.2.4 and 7.2.5).
        public enum Category: String, Sendable, Hashable, CaseIterable {
            /// Lists and mirrors.
            case aggregator
            /// Lists only.
            case lister
        }

        /// Whether it lists or mirrors.
        public var category: Category
        /// Its name.
        public var name: String
        /// A URI that is under its control and names it.
        public var namespace: String
        /// How to reach it.
        public var contactDetails: String?
        /// With what authority it lists.
        public var issuingAuthority: String?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Somebody who lists.
        public init(_ category: Category, name: String, namespace: String) {
            self.category = category
            self.name = name
            self.namespace = namespace
        }
    }

    /// What a list says about an issuing party.
    public struct ListedMetadata: Sendable, Hashable {
        /// When the entry was changed last.
        public var lastUpdated: DateTime
        /// Who issues.
        public var publisher: Publisher
        /// The role that the party claims.
        public var role: ProviderRole?
        /// Where its `provider-metadata.json` is.
        public var url: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A party whose metadata is at a URL.
        public init(_ publisher: Publisher, url: String, lastUpdated: Timestamp) {
            self.publisher = publisher
            self.url = url
            self.lastUpdated = DateTime(lastUpdated)
        }
    }

    /// A party that provides metadata of its own.
    public struct ListedParty: Sendable, Hashable {
        /// What the list says about it.
        public var metadata: ListedMetadata
        /// Where its documents are mirrored: URLs of further `provider-metadata.json` files.
        public var mirrors: [String]
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A party, and its mirrors.
        public init(_ metadata: ListedMetadata, mirrors: [String] = []) {
            self.metadata = metadata
            self.mirrors = mirrors
        }
    }

    /// A party whose documents somebody else collects (section 7.2.5).
    public struct CollectedParty: Sendable, Hashable {
        /// What the list says about it, extracted from one of its documents.
        public var metadata: ListedMetadata
        /// Where its documents are mirrored.
        public var mirrors: [String]
        /// How often it is looked at, in words.
        public var updateInterval: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A party, its mirrors, and how often it is looked at.
        public init(_ metadata: ListedMetadata, mirrors: [String], updateInterval: String) {
            self.metadata = metadata
            self.mirrors = mirrors
            self.updateInterval = updateInterval
        }
    }
}

extension CSAF.Aggregator: JSONShape {
    static let members: Members<Self> = [
        .shape(required: "aggregator", \.party),
        .constant("aggregator_version", CSAF.version, else: "Only version 2.0 is read."),
        .text(required: "canonical_url", \.canonicalURL, .aggregatorURL),
        .shapes(required: "csaf_providers", \.providers, .unique),
        .shapes("csaf_publishers", \.publishers, .unique),
        .time(required: "last_updated", \.lastUpdated),
    ]

    init() {
        self.init(
            CSAF.AggregatingParty(),
            canonicalURL: "",
            lastUpdated: Timestamp(),
            providers: []
        )
    }
}

extension CSAF.AggregatingParty: JSONShape {
    static let members: Members<Self> = [
        .word(required: "category", \.category),
        .text("contact_details", \.contactDetails, .filled),
        .text("issuing_authority", \.issuingAuthority, .filled),
        .text(required: "name", \.name, .filled),
        .text(required: "namespace", \.namespace, .uri),
    ]

    init() { self.init(.lister, name: "", namespace: "") }
}

extension CSAF.ListedMetadata: JSONShape {
    static let members: Members<Self> = [
        .time(required: "last_updated", \.lastUpdated),
        .shape(required: "publisher", \.publisher),
        .word("role", \.role),
        .text(required: "url", \.url, .providerURL),
    ]

    init() { self.init(CSAF.Publisher(), url: "", lastUpdated: Timestamp()) }
}

extension CSAF.ListedParty: JSONShape {
    static let members: Members<Self> = [
        .shape(required: "metadata", \.metadata),
        .texts("mirrors", \.mirrors, .unique, of: .providerURL),
    ]

    init() { self.init(CSAF.ListedMetadata()) }
}

extension CSAF.CollectedParty: JSONShape {
    static let members: Members<Self> = [
        .shape(required: "metadata", \.metadata),
        .texts(required: "mirrors", \.mirrors, .unique, of: .providerURL),
        .text(required: "update_interval", \.updateInterval, .filled),
    ]

    init() { self.init(CSAF.ListedMetadata(), mirrors: [], updateInterval: "") }
}
