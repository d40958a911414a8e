// SPDX-License-Identifier: Apache-2.0

extension SARIF {
    /// One run of a tool (section 3.14), without its results.
    public struct Run: Sendable, Hashable {
        /// The tool that ran.
        public var tool = Tool.unknown
        /// The number of its results.
        public var resultCount = 0
        /// In what units columns count (section 3.14.17); UTF-16 when the run does not say.
        public var columnKind = ColumnKind.utf16CodeUnits
        /// What the ids of URI bases stand for (section 3.14.14).
        public var uriBases: [String: ArtifactLocation] = [:]
        /// The number of its artifacts.
        public var artifactCount = 0
        /// What was analysed, by version control (section 3.14.13).
        public var versionControl: [VersionControl] = []
        /// The id of the engineering step it belongs to (sections 3.14.3 and 3.17.3).
        public var automationID: String?
        /// Classifications its results may refer to (section 3.14.8), CWE among them.
        public var taxonomies: [Component] = []
        /// What ends a line (section 3.14.16), each tried in order.
        public var newlineSequences = Self.standardNewlines

        /// What ends a line where a run says nothing (section 3.14.16).
        public static let standardNewlines = ["\r\n", "\n"]

        /// A run of a tool.
        public init(_ tool: Tool = .unknown) { self.tool = tool }
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
        public var repositoryURI: String?
        /// The revision, for example a commit's digest.
        public var revisionID: String?
        /// The branch.
        public var branch: String?

        /// A revision of a repository by its absolute URI.
        public init(_ repositoryURI: String? = nil, revision: String? = nil, branch: String? = nil)
        {
            self.repositoryURI = repositoryURI
            revisionID = revision
            self.branch = branch
        }
    }
}
