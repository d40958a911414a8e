// SPDX-License-Identifier: Apache-2.0

extension SARIF {
    /// A place in code (section 3.28): in an artifact, in the program's logic, or both.
    public struct Location: Sendable, Hashable {
        /// The artifact (section 3.29.3), nil for a place in logic only.
        public internal(set) var artifact: ArtifactLocation?
        /// The part of the artifact (section 3.29.4), nil for the whole.
        public internal(set) var region: Region?
        /// The function, type or the like (section 3.28.4), innermost as written.
        public internal(set) var logical: [LogicalLocation] = []

        /// The artifact's URI as written.
        public var uri: String? { artifact?.uri }
    }

    /// Where an artifact is (section 3.4).
    public struct ArtifactLocation: Sendable, Hashable {
        /// Its URI, absolute or relative to the base; from the run's artifacts when only indexed.
        public internal(set) var uri: String?
        /// Which of the run's bases the URI is relative to (section 3.4.4), for example `SRCROOT`.
        public internal(set) var uriBaseID: String?
        /// Its index among the run's artifacts (section 3.4.5).
        public internal(set) var index: Int?
    }

    /// Part of an artifact (section 3.30), by lines and columns, characters or bytes.
    public struct Region: Sendable, Hashable {
        /// The first line, from 1.
        public internal(set) var startLine: Int?
        /// The first column, from 1, in the run's `columnKind`.
        public internal(set) var startColumn: Int?
        /// The last line; nil means the first one.
        public internal(set) var endLine: Int?
        /// The column after the last.
        public internal(set) var endColumn: Int?
        /// Characters before it.
        public internal(set) var charOffset: Int?
        /// Characters in it.
        public internal(set) var charLength: Int?
        /// Bytes before it.
        public internal(set) var byteOffset: Int?
        /// Bytes in it.
        public internal(set) var byteLength: Int?
    }

    /// A named part of a program (section 3.33).
    public struct LogicalLocation: Sendable, Hashable {
        /// Its name in its container, for example `read`.
        public internal(set) var name: String?
        /// Its name in the whole program, for example `Reader.read(int)`.
        public internal(set) var fullyQualifiedName: String?
        /// Its name as the compiler mangles it.
        public internal(set) var decoratedName: String?
        /// What it is, for example `function` or `type`.
        public internal(set) var kind: String?
        /// Its index among the run's logical locations (section 3.33.3).
        public internal(set) var index: Int?
        /// The index of its container (section 3.33.8).
        public internal(set) var parentIndex: Int?
    }
}
