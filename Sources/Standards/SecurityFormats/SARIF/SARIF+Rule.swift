// SPDX-License-Identifier: Apache-2.0

extension SARIF {
    /// A rule of a tool, or a class of a classification: a reporting descriptor (section 3.49).
    ///
    /// An immutable object, so that many results can refer to one.
    public final class Rule: Sendable, Hashable {
        /// Its stable id (section 3.49.3), for example `js/sql-injection`; empty when left out.
        public let id: String
        /// A name for people (section 3.49.7).
        public let name: String?
        /// Its own id across tools (section 3.49.5).
        public let guid: String?
        /// One sentence (section 3.49.9).
        public let shortDescription: String?
        /// All of it (section 3.49.10).
        public let fullDescription: String?
        /// Where to read about it (section 3.49.12).
        public let helpURI: String?
        /// The level of results that say none (sections 3.49.14 and 3.50.3).
        public let level: Level
        /// Words it is tagged with (section 3.8.2).
        public let tags: [String]
        /// A severity from 0 to 10 that GitHub defined as property `security-severity`.
        public let securitySeverity: Double?
        /// Numbers of CWE weaknesses, ascending: from tags, properties and named relationships.
        public let weaknesses: [Int]
        /// Classes it is related to by index alone (section 3.49.15).
        let related: [Reference]
        /// Texts that its results may refer to (section 3.49.11).
        public let messageStrings: [String: String]
        /// Whether its results count unless a run says otherwise (section 3.50.2).
        public let isEnabled: Bool
        /// The ids it had before (section 3.49.4).
        public let deprecatedIDs: [String]

        /// A rule with what people read of it.
        public convenience init(
            _ id: String,
            name: String? = nil,
            shortDescription: String? = nil,
            fullDescription: String? = nil,
            helpURI: String? = nil,
            level: Level = .warning,
            tags: [String] = [],
            securitySeverity: Double? = nil,
            weaknesses: [Int] = []
        ) {
            var parts = RuleParts()
            parts.id = id
            parts.name = name
            parts.shortDescription = shortDescription
            parts.fullDescription = fullDescription
            parts.helpURI = helpURI
            parts.level = level
            parts.bag.tags = tags
            parts.bag.securitySeverity = securitySeverity
            parts.related = weaknesses.map { Reference(id: String($0), componentName: "CWE") }
            self.init(parts)
        }

        init(_ parts: RuleParts) {
            id = parts.id ?? ""
            name = parts.name
            guid = parts.guid
            shortDescription = parts.shortDescription
            fullDescription = parts.fullDescription
            helpURI = parts.helpURI
            level = parts.level ?? .warning
            tags = parts.bag.tags
            securitySeverity = parts.bag.securitySeverity
            let named = parts.related.compactMap(\.weakness)
            weaknesses = Set(named + Weakness.numbers(in: parts.bag)).sorted()
            related = parts.related.filter { $0.componentName == nil }
            messageStrings = parts.messages
            isEnabled = parts.isEnabled
            deprecatedIDs = parts.deprecatedIDs
        }

        /// Whether both say the same.
        public static func == (left: Rule, right: Rule) -> Bool {
            left === right
                || left.id == right.id && left.name == right.name && left.guid == right.guid
                    && left.shortDescription == right.shortDescription
                    && left.fullDescription == right.fullDescription
                    && left.helpURI == right.helpURI && left.level == right.level
                    && left.tags == right.tags && left.weaknesses == right.weaknesses
                    && left.securitySeverity == right.securitySeverity
                    && left.isEnabled == right.isEnabled
                    && left.deprecatedIDs == right.deprecatedIDs
                    && left.messageStrings == right.messageStrings
        }

        /// Hashes the id.
        public func hash(into hasher: inout Hasher) { hasher.combine(id) }
    }
}
