// SPDX-License-Identifier: Apache-2.0

extension SARIF {
    /// An analysis tool (section 3.18): a driver, and the extensions it loaded.
    ///
    /// An immutable object, so that a hundred thousand results can refer to one.
    public final class Tool: Sendable, Hashable {
        /// The tool's own part.
        public let driver: Component
        /// Plugins, rule packs and the like.
        public let extensions: [Component]

        /// Stands where a run names no tool, which is a fault.
        public static let unknown = Tool(driver: Component())

        /// A tool by its parts.
        public init(driver: Component, extensions: [Component] = []) {
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
        public let messageStrings: [String: String]
        let rulesByID: [String: Rule]
        let rulesByGUID: [String: Rule]

        /// A part of a tool with its rules.
        public convenience init(
            _ name: String,
            version: String? = nil,
            organization: String? = nil,
            informationURI: String? = nil,
            rules: [Rule] = []
        ) {
            var parts = ComponentParts()
            parts.name = name
            parts.version = version
            parts.organization = organization
            parts.informationURI = informationURI
            parts.rules = rules
            self.init(parts)
        }

        init(_ parts: ComponentParts = ComponentParts()) {
            name = parts.name ?? ""
            version = parts.version
            semanticVersion = parts.semanticVersion
            organization = parts.organization
            informationURI = parts.informationURI
            guid = parts.guid
            rules = parts.rules
            taxa = parts.taxa
            messageStrings = parts.messages
            rulesByID = Dictionary(parts.rules.map { ($0.id, $0) }) { first, _ in first }
            let named = parts.rules.compactMap { rule in rule.guid.map { ($0, rule) } }
            rulesByGUID = Dictionary(named) { first, _ in first }
        }

        /// Whether both say the same.
        public static func == (left: Component, right: Component) -> Bool {
            left === right
                || left.name == right.name && left.version == right.version
                    && left.semanticVersion == right.semanticVersion && left.guid == right.guid
                    && left.organization == right.organization
                    && left.informationURI == right.informationURI
                    && left.rules == right.rules && left.taxa == right.taxa
                    && left.messageStrings == right.messageStrings
        }

        /// Hashes the name and the version.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(version)
        }
    }
}
