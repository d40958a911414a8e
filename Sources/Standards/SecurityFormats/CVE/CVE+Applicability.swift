// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension CVE {
    /// Which configurations are affected, by CPE names (`cpeApplicability[]`, since 5.1).
    public struct Applicability: Sendable, Hashable {
        /// How the nodes are joined; any of them where nothing is said.
        public var joining: Operator?
        /// Whether the opposite holds.
        public var negate: Bool?
        /// The parts of the configuration.
        public var nodes: [Node]
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Configurations that have these parts.
        public init(_ nodes: [Node], joining: Operator? = nil, negate: Bool? = nil) {
            self.nodes = nodes
            self.joining = joining
            self.negate = negate
        }
    }

    /// A part of a configuration (`cpe_node`).
    public struct Node: Sendable, Hashable {
        /// How the matches are joined.
        public var joining: Operator
        /// Whether the opposite holds.
        public var negate: Bool?
        /// What it is made of.
        public var matches: [Match]
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A part that is made of these.
        public init(_ joining: Operator, _ matches: [Match], negate: Bool? = nil) {
            self.joining = joining
            self.matches = matches
            self.negate = negate
        }
    }

    /// A CPE name, or a range of versions under one (`cpe_match`).
    public struct Match: Sendable, Hashable {
        /// Whether it is vulnerable, or only has to be there.
        public var isVulnerable: Bool
        /// The CPE name, of 2.3.
        public var criteria: String
        /// The UUID of these criteria in the National Vulnerability Database.
        public var criteriaID: String?
        /// Versions after this one.
        public var after: String?
        /// Versions from this one on.
        public var from: String?
        /// Versions before this one.
        public var before: String?
        /// Versions up to this one.
        public var through: String?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A CPE name.
        public init(_ criteria: String, isVulnerable: Bool = true) {
            self.criteria = criteria
            self.isVulnerable = isVulnerable
        }
    }
}

extension CVE.Applicability: JSONShape {
    static let members: Members<Self> = [
        .word("operator", \.joining), .bool("negate", \.negate),
        .shapes(required: "nodes", \.nodes),
    ]

    init() { self.init([]) }
}

extension CVE.Node: JSONShape {
    static let members: Members<Self> = [
        .word(required: "operator", \.joining), .bool("negate", \.negate),
        .shapes(required: "cpeMatch", \.matches),
    ]

    init() { self.init(.or, []) }
}

extension CVE.Match: JSONShape {
    static let members: Members<Self> = [
        .bool(required: "vulnerable", \.isVulnerable),
        .text(required: "criteria", \.criteria, .cveCPE23),
        .text("matchCriteriaId", \.criteriaID, .uuid),
        .text("versionStartExcluding", \.after, .cveVersion),
        .text("versionStartIncluding", \.from, .cveVersion),
        .text("versionEndExcluding", \.before, .cveVersion),
        .text("versionEndIncluding", \.through, .cveVersion),
    ]

    init() { self.init("") }
}
