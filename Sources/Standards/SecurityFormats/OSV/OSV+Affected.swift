// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension OSV {
    /// A package, and which of its versions contain the vulnerability.
    public struct Affected: Sendable, Hashable {
        /// The package; nil where no ecosystem has it, and commits tell all.
        public var package: Package?
        /// How severe it is in this package, where packages differ.
        public var severity: [Severity] = []
        /// Ranges of affected versions.
        public var ranges: [Range] = []
        /// Affected versions one by one: a version is affected if it is here or in some range.
        public var versions: [String] = []
        /// What only the ecosystem gives a meaning to.
        public var ecosystemSpecific: JSONObject = [:]
        /// What only the database gives a meaning to.
        public var databaseSpecific: JSONObject = [:]
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A package with its affected versions.
        public init(_ package: Package?, ranges: [Range] = [], versions: [String] = []) {
            self.package = package
            self.ranges = ranges
            self.versions = versions
        }
    }

    /// A package within its ecosystem.
    public struct Package: Sendable, Hashable {
        /// The ecosystem as the schema spells it, with a release after a colon where it has some.
        public var ecosystem: String
        /// The name within the ecosystem.
        public var name: String
        /// The package URL, without a version.
        public var purl: String?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A package of an ecosystem.
        public init(ecosystem: String, name: String, purl: String? = nil) {
            self.ecosystem = ecosystem
            self.name = name
            self.purl = purl
        }
    }

    /// A stretch of versions, told by what happened along it.
    public struct Range: Sendable, Hashable {
        /// What its versions are.
        public var kind: RangeKind
        /// The repository that has the commits, as one would clone it.
        public var repository: String?
        /// What happened, one introduction at least.
        public var events: [Event]
        /// What only the database gives a meaning to.
        public var databaseSpecific: JSONObject = [:]
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A stretch of versions.
        public init(_ kind: RangeKind, repository: String? = nil, events: [Event]) {
            self.kind = kind
            self.repository = repository
            self.events = events
        }
    }

    /// What happened in one version.
    public struct Event: Sendable, Hashable {
        /// What can happen (`affected[].ranges[].events`).
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// The vulnerability came in; version `0` is before all others.
            case introduced
            /// It was fixed.
            case fixed
            /// It was still there, and nobody knows of a later one where it is.
            case lastAffected = "last_affected"
            /// Nothing is said from here on; `*` is after all others.
            case limit
        }

        /// What happened.
        public var kind: Kind
        /// In which version.
        public var version: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]
        /// How many kinds it was read with; one is right.
        fileprivate var kinds = 1

        /// What happened in one version.
        public init(_ kind: Kind, _ version: String) {
            self.kind = kind
            self.version = version
        }

        /// Whether the version is a commit's whole hash, as ranges of commits demand.
        ///
        /// Databases are known to write shorter ones, which are read.
        public var isCommit: Bool {
            let count = version.utf8.count
            guard version != "0" else { return true }
            return (count == 40 || count == 64)
                && version.utf8.allSatisfy {
                    UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                        || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
                }
        }
    }
}

extension OSV.Affected: JSONShape {
    static let members: Members<Self> = [
        .shape("package", \.package),
        .shapes("severity", \.severity, .nullable),
        .shapes("ranges", \.ranges),
        .texts("versions", \.versions),
        .free("ecosystem_specific", \.ecosystemSpecific),
        .free("database_specific", \.databaseSpecific),
    ]

    init() { self.init(nil) }
}

extension OSV.Package: JSONShape {
    static let members: Members<Self> = [
        .text(required: "ecosystem", \.ecosystem, .filled),
        .text(required: "name", \.name),
        .text("purl", \.purl),
    ]

    init() { self.init(ecosystem: "", name: "") }
}

extension OSV.Range: JSONShape {
    static let members: Members<Self> = [
        .word(required: "type", \.kind),
        .text("repo", \.repository),
        .shapes(required: "events", \.events, .filled),
        .free("database_specific", \.databaseSpecific),
    ]

    init() { self.init(.ecosystem, events: []) }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        let kinds = Set(events.map(\.kind))
        if !kinds.isEmpty, !kinds.contains(.introduced) {
            try reader.note(.invalid("One event at least must be an introduction."))
        }
        if kinds.isSuperset(of: [.fixed, .lastAffected]) {
            try reader.note(.invalid("Events are fixed or last_affected, not both."))
        }
        if kind == .git, repository == nil { try reader.note(.missingKey("repo")) }
    }
}

extension OSV.Event: JSONShape {
    static let members: Members<Self> = [
        member(.introduced), member(.fixed), member(.lastAffected), member(.limit),
    ]

    init() {
        self.init(.introduced, "")
        kinds = 0
    }

    private static func member(_ kind: Kind) -> Member<Self> {
        Member(kind.rawValue) { event, reader throws(JSONFaults) in
            let version = try reader.string() ?? ""
            event.kinds += 1
            guard event.kinds == 1 else { return }
            event.kind = kind
            event.version = version
        } write: { event in
            event.kind == kind ? .string(event.version) : nil
        }
    }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        guard kinds != 1 else { return }
        try reader.note(
            .invalid("Expected one of introduced, fixed, last_affected, limit, and one only.")
        )
    }
}
