// SPDX-License-Identifier: Apache-2.0

extension SARIF {
    /// A place in code (section 3.28): in an artifact, in the program's logic, or both.
    public struct Location: Sendable, Hashable {
        /// The artifact (section 3.29.3), nil for a place in logic only.
        public var artifact: ArtifactLocation?
        /// The part of the artifact (section 3.29.4), nil for the whole.
        public var region: Region?
        /// The function, type or the like (section 3.28.4), innermost as written.
        public var logical: [LogicalLocation] = []

        /// Its id and what it says, which few have: one entry or none.
        var remark: [Remark] = []

        /// A place without anything known of it yet.
        public init(_ artifact: ArtifactLocation? = nil, _ region: Region? = nil) {
            self.artifact = artifact
            self.region = region
        }

        /// The artifact's URI as written.
        public var uri: String? { artifact?.uri }

        /// What messages of the result link to it by (section 3.28.2), in digits: it has no limit.
        public var id: String? {
            get { remark.first?.id }
            set { change { $0.id = newValue } }
        }

        /// What it says to a person (section 3.28.5).
        public var message: String? {
            get { remark.first?.message.text }
            set { change { $0.message = MessageParts(text: newValue) } }
        }

        /// Changes what few places have; nothing known takes no memory.
        mutating func change(_ change: (inout Remark) -> Void) {
            var changed = remark.first ?? Remark()
            change(&changed)
            remark = changed == Remark() ? [] : [changed]
        }
    }

    /// Where an artifact is (section 3.4).
    public struct ArtifactLocation: Sendable, Hashable {
        /// Its URI, absolute or relative to the base; from the run's artifacts when only indexed.
        public var uri: String?
        /// Which of the run's bases the URI is relative to (section 3.4.4), for example `SRCROOT`.
        public var uriBaseID: String?
        /// Its index among the run's artifacts (section 3.4.5).
        public var index: Int?

        /// An artifact by its URI.
        public init(_ uri: String? = nil, base: String? = nil) {
            self.uri = uri
            uriBaseID = base
        }
    }

    /// Part of an artifact (section 3.30), by lines and columns, characters or bytes.
    public struct Region: Sendable, Hashable {
        /// The first line, from 1.
        public var startLine: Int?
        /// The first column, from 1, in the run's `columnKind`.
        public var startColumn: Int?
        /// The last line; nil means the first one.
        public var endLine: Int?
        /// The column after the last.
        public var endColumn: Int?
        /// Characters before it.
        public var charOffset: Int?
        /// Characters in it.
        public var charLength: Int?
        /// Bytes before it.
        public var byteOffset: Int?
        /// Bytes in it.
        public var byteLength: Int?
        /// Its text where asked for (section 3.30.13): one entry or none.
        var text: [String] = []

        /// A region of whole lines, or of columns in them.
        public init(
            line: Int? = nil,
            column: Int? = nil,
            endLine: Int? = nil,
            endColumn: Int? = nil
        ) {
            startLine = line
            startColumn = column
            self.endLine = endLine
            self.endColumn = endColumn
        }

        /// Its text (section 3.30.13), where `Details.snippets` asked for it.
        public var snippet: String? {
            get { text.first }
            set { text = newValue.map { [$0] } ?? [] }
        }
    }

    /// A named part of a program (section 3.33).
    public struct LogicalLocation: Sendable, Hashable {
        /// Its name in its container, for example `read`.
        public var name: String?
        /// Its name in the whole program, for example `Reader.read(int)`.
        public var fullyQualifiedName: String?
        /// Its name as the compiler mangles it.
        public var decoratedName: String?
        /// What it is, for example `function` or `type`.
        public var kind: String?
        /// Its index among the run's logical locations (section 3.33.3).
        public var index: Int?
        /// The index of its container (section 3.33.8).
        public var parentIndex: Int?

        /// A part of a program by its name in the whole program.
        public init(_ fullyQualifiedName: String? = nil, kind: String? = nil) {
            self.fullyQualifiedName = fullyQualifiedName
            self.kind = kind
        }
    }
}
