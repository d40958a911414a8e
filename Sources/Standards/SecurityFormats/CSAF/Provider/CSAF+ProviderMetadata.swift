// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension CSAF {
    /// What an issuing party says about itself: `provider-metadata.json` (section 7.1.7).
    public struct ProviderMetadata: Sendable, Hashable {
        /// The name of its file.
        public static let fileName = "provider-metadata.json"

        /// Where this document is served.
        public var canonicalURL: String
        /// How documents are distributed.
        public var distributions: [ProviderDistribution]
        /// When this document was changed last.
        public var lastUpdated: DateTime
        /// Whether the party wants to be listed by others.
        public var isListed: Bool
        /// Whether the party wants its documents mirrored by others.
        public var isMirrored: Bool
        /// The keys with which documents are signed (section 7.1.20).
        public var keys: [OpenPGPKey]
        /// Who issues.
        public var publisher: Publisher
        /// Which of the roles of section 7.2 the party claims.
        public var role: ProviderRole
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// What a party must say about itself; it is listed and mirrored, as the schema's defaults.
        public init(
            canonicalURL: String,
            publisher: Publisher,
            role: ProviderRole,
            lastUpdated: Timestamp,
            distributions: [ProviderDistribution] = [],
            keys: [OpenPGPKey] = []
        ) {
            self.canonicalURL = canonicalURL
            self.publisher = publisher
            self.role = role
            self.lastUpdated = DateTime(lastUpdated)
            self.distributions = distributions
            self.keys = keys
            isListed = true
            isMirrored = true
        }

        /// Reads the file by its schema; throws all its faults with their places.
        public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try ProviderMetadata(reading: &reader)
            }
        }

        /// The file's content.
        public var json: JSONValue { .object(object) }

        /// The feeds of all its distributions.
        public var feeds: [FeedReference] { distributions.compactMap(\.rolie).flatMap(\.feeds) }
    }

    /// The roles of issuing parties (sections 7.2.1 to 7.2.3).
    public enum ProviderRole: String, Sendable, Hashable, CaseIterable {
        /// Distributes documents of its own.
        case publisher = "csaf_publisher"
        /// Distributes them so that programs find them.
        case provider = "csaf_provider"
        /// And so that programs can check them.
        case trustedProvider = "csaf_trusted_provider"
    }

    /// One way in which documents are distributed; one member at least.
    public struct ProviderDistribution: Sendable, Hashable {
        /// The folder with year folders, `index.txt` and `changes.csv` (sections 7.1.11 to 7.1.14).
        public var directoryURL: String?
        /// Feeds (sections 7.1.15 to 7.1.17).
        public var rolie: ROLIEDistribution?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A folder, feeds, or both.
        public init(directoryURL: String? = nil, rolie: ROLIEDistribution? = nil) {
            self.directoryURL = directoryURL
            self.rolie = rolie
        }
    }

    /// Where a party's ROLIE documents are.
    public struct ROLIEDistribution: Sendable, Hashable {
        /// The feeds, one a label at most.
        public var feeds: [FeedReference]
        /// URLs of service documents.
        public var services: [String]
        /// URLs of category documents.
        public var categories: [String]
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Feeds, and what lists and dissects them.
        public init(
            feeds: [FeedReference],
            services: [String] = [],
            categories: [String] = []
        ) {
            self.feeds = feeds
            self.services = services
            self.categories = categories
        }
    }

    /// The labels by which documents are sorted into feeds (section 7.1.15).
    public enum FeedLabel: String, Sendable, Hashable, CaseIterable {
        /// Documents without a label.
        case unlabeled = "UNLABELED"
        /// For everybody.
        case white = "WHITE"
        /// Within the community.
        case green = "GREEN"
        /// Within the recipient's organisation and its clients.
        case amber = "AMBER"
        /// For those named only.
        case red = "RED"

        /// The label of a feed for documents of a label.
        public init(_ label: TLPLabel?) {
            self =
                switch label {
                case nil: .unlabeled
                case .white, .clear: .white
                case .green: .green
                case .amber, .amberStrict: .amber
                case .red: .red
                }
        }

        /// Whether its documents are access protected (section 7.1.5).
        public var isProtected: Bool { self == .amber || self == .red }
    }

    /// Where a feed is.
    public struct FeedReference: Sendable, Hashable {
        /// What it holds, in words.
        public var summary: String?
        /// The label of its documents.
        public var label: FeedLabel
        /// Its URL.
        public var url: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A feed at a URL.
        public init(_ label: FeedLabel, url: String, summary: String? = nil) {
            self.label = label
            self.url = url
            self.summary = summary
        }
    }

    /// A public key, and where it is (section 7.1.20).
    public struct OpenPGPKey: Sendable, Hashable {
        /// Its fingerprint: 40 hexadecimal digits or more.
        public var fingerprint: String?
        /// Where it can be had.
        public var url: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A key at a URL.
        public init(url: String, fingerprint: String? = nil) {
            self.url = url
            self.fingerprint = fingerprint
        }
    }
}

extension CSAF.Document {
    /// The label of the feed that it belongs to.
    var feedLabel: CSAF.FeedLabel { CSAF.FeedLabel(metadata.distribution?.tlp) }
}
