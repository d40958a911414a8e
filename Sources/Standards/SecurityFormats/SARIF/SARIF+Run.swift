// SPDX-License-Identifier: Apache-2.0

extension SARIF {
    /// One run of a tool (section 3.14), without its results.
    public struct Run: Sendable, Hashable {
        /// The tool that ran.
        public internal(set) var tool = Tool.unknown
        /// The number of its results.
        public internal(set) var resultCount = 0
        /// In what units columns count (section 3.14.17); UTF-16 when the run does not say.
        public internal(set) var columnKind = ColumnKind.utf16CodeUnits
        /// What the ids of URI bases stand for (section 3.14.14).
        public internal(set) var uriBases: [String: ArtifactLocation] = [:]
        /// The number of its artifacts.
        public internal(set) var artifactCount = 0
        /// What was analysed, by version control (section 3.14.13).
        public internal(set) var versionControl: [VersionControl] = []
        /// The id of the engineering step it belongs to (sections 3.14.3 and 3.17.3).
        public internal(set) var automationID: String?
        /// Classifications its results may refer to (section 3.14.8), CWE among them.
        public internal(set) var taxonomies: [Component] = []
    }

    /// The unit of columns (section 3.14.17).
    public enum ColumnKind: String, Sendable, Hashable, CaseIterable {
        /// UTF-16 code units.
        case utf16CodeUnits
        /// Unicode scalars.
        case unicodeCodePoints
    }

    /// A revision of a repository (section 3.23).
    public struct VersionControl: Sendable, Hashable {
        /// The repository's absolute URI.
        public internal(set) var repositoryURI: String?
        /// The revision, for example a commit's digest.
        public internal(set) var revisionID: String?
        /// The branch.
        public internal(set) var branch: String?
    }

    /// An analysis tool (section 3.18): a driver, and the extensions it loaded.
    ///
    /// An immutable object, so that a hundred thousand results can refer to one.
    public final class Tool: Sendable, Hashable {
        /// The tool's own part.
        public let driver: Component
        /// Plugins, rule packs and the like.
        public let extensions: [Component]

        /// Stands where a run names no tool, which is a fault.
        static let unknown = Tool(driver: Component(), extensions: [])

        init(driver: Component, extensions: [Component]) {
            self.driver = driver
            self.extensions = extensions
        }

        /// Whether both say the same.
        public static func == (left: Tool, right: Tool) -> Bool {
            left === right || left.driver == right.driver && left.extensions == right.extensions
        }

        /// Hashes the driver.
        public func hash(into hasher: inout Hasher) { hasher.combine(driver) }
    }

    /// A part of a tool, or a classification (section 3.19).
    ///
    /// An immutable object, so that a hundred thousand results can refer to one.
    public final class Component: Sendable, Hashable {
        /// Its name, for example `CodeQL` or `CWE`.
        public let name: String
        /// Its version as its maker writes it (section 3.19.13).
        public let version: String?
        /// Its version by semver.org (section 3.19.12).
        public let semanticVersion: String?
        /// Who makes it (section 3.19.9).
        public let organization: String?
        /// Where to read about it (section 3.19.18).
        public let informationURI: String?
        /// Its own id (section 3.19.6).
        public let guid: String?
        /// What it looks for (section 3.19.23).
        public let rules: [Rule]
        /// What it classifies by (section 3.19.25).
        public let taxa: [Rule]
        /// Texts that results of any rule may refer to (section 3.19.22).
        let messages: [String: String]
        let rulesByID: [String: Rule]

        init(_ parts: ComponentParts = ComponentParts()) {
            name = parts.name ?? ""
            version = parts.version
            semanticVersion = parts.semanticVersion
            organization = parts.organization
            informationURI = parts.informationURI
            guid = parts.guid
            rules = parts.rules
            taxa = parts.taxa
            messages = parts.messages
            rulesByID = Dictionary(parts.rules.map { ($0.id, $0) }) { first, _ in first }
        }

        /// Whether both say the same.
        public static func == (left: Component, right: Component) -> Bool {
            left === right
                || left.name == right.name && left.version == right.version
                    && left.semanticVersion == right.semanticVersion && left.guid == right.guid
                    && left.organization == right.organization
                    && left.informationURI == right.informationURI
                    && left.rules == right.rules && left.taxa == right.taxa
        }

        /// Hashes the name and the version.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(version)
        }
    }

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
        let messages: [String: String]

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
            messages = parts.messages
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
        }

        /// Hashes the id.
        public func hash(into hasher: inout Hasher) { hasher.combine(id) }
    }
}
