// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension CVE {
    /// A whole record: about the identifier, and what its publishers say.
    public struct Record: Sendable, Hashable {
        /// The version of the format it was written in, from 5.0 on (`dataVersion`).
        public var dataVersion: String
        /// About the identifier (`cveMetadata`).
        public var metadata: Metadata
        /// What its publishers say.
        public var containers: Containers
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A record of the version that is written here.
        public init(_ metadata: Metadata, _ containers: Containers) {
            dataVersion = CVE.dataVersion
            self.metadata = metadata
            self.containers = containers
        }

        /// Reads a record; throws all its faults with their places.
        public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try Record(reading: &reader)
            }
        }

        /// The record as its JSON document, unknown members last.
        public var json: JSONValue { .object(object) }
    }

    /// About an identifier (`cveMetadata`); CVE Services sets all of it.
    public struct Metadata: Sendable, Hashable {
        /// The identifier: `CVE-2026-12345`.
        public var id: String
        /// The UUID of the organization to which it was assigned (`assignerOrgId`).
        public var assigner: String
        /// That organization's short name.
        public var assignerShortName: String?
        /// The UUID of the user who asked for it.
        public var requester: String?
        /// When the record last changed.
        public var updated: DateTime?
        /// How often it was changed, from 1.
        public var serial: Int?
        /// When the identifier was reserved.
        public var reserved: DateTime?
        /// When the record was first published.
        public var published: DateTime?
        /// When it was rejected.
        public var rejected: DateTime?
        /// Whether it holds.
        public var state: State
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// What must be said of an identifier.
        public init(id: String, assigner: String, state: State = .published) {
            self.id = id
            self.assigner = assigner
            self.state = state
        }
    }

    /// What publishers say of one vulnerability (`containers`).
    public struct Containers: Sendable, Hashable {
        /// What the CVE Numbering Authority says that assigned the identifier.
        public var cna: Container
        /// What Authorized Data Publishers add, a container each; there may be several.
        public var adp: [Container]
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// What the authority says, and what others add.
        public init(cna: Container, adp: [Container] = []) {
            self.cna = cna
            self.adp = adp
        }
    }

    /// Who provides a container (`providerMetadata`).
    public struct Provider: Sendable, Hashable {
        /// The organization's UUID.
        public var id: String
        /// Its short name: `CISA-ADP`.
        public var shortName: String?
        /// When the container last changed.
        public var updated: DateTime?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// An organization.
        public init(id: String, shortName: String? = nil, updated: DateTime? = nil) {
            self.id = id
            self.shortName = shortName
            self.updated = updated
        }
    }
}

extension CVE.Record: JSONShape {
    static let members: Members<Self> = [
        .constant("dataType", CVE.dataType, else: "Expected \(CVE.dataType)."),
        .text(required: "dataVersion", \.dataVersion, .cveDataVersion),
        .shape(required: "cveMetadata", \.metadata),
        .shape(required: "containers", \.containers),
    ]

    init() { self.init(CVE.Metadata(), CVE.Containers()) }

    /// The schema's two forms of a record: what is rejected gives reasons, and nothing else does.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        let givesReasons = !containers.cna.rejectedReasons.isEmpty
        guard (metadata.state == .rejected) != givesReasons else { return }
        try reader.note(
            .invalid(
                metadata.state == .rejected
                    ? "A REJECTED record says why: cna needs rejectedReasons."
                    : "A PUBLISHED record has no rejectedReasons: its state should be REJECTED."
            )
        )
    }
}

extension CVE.Metadata: JSONShape {
    static let members: Members<Self> = [
        .word(required: "state", \.state),
        .text(required: "cveId", \.id, .cveID),
        .text(required: "assignerOrgId", \.assigner, .uuid),
        .text("assignerShortName", \.assignerShortName, .length(2...32)),
        .text("requesterUserId", \.requester, .uuid),
        .integer("serial", \.serial, in: 1...),
        .moment("dateReserved", \.reserved),
        .moment("datePublished", \.published),
        .moment("dateUpdated", \.updated),
        .moment("dateRejected", \.rejected),
    ]

    init() { self.init(id: "", assigner: "") }
}

extension CVE.Containers: JSONShape {
    static let members: Members<Self> = [
        Member("cna", required: true, part: CVE.Container.self) {
            containers,
            reader throws(JSONFaults) in
            guard let cna = try CVE.Container(reading: &reader) else { return }
            try cna.checkCNA(&reader)
            containers.cna = cna
        } write: { containers in
            .object(containers.cna.object)
        },
        .shapes("adp", \.adp, .unique),
    ]

    init() { self.init(cna: CVE.Container(CVE.Provider())) }
}

extension CVE.Provider: JSONShape {
    static let members: Members<Self> = [
        .text(required: "orgId", \.id, .uuid),
        .text("shortName", \.shortName, .length(2...32)),
        .moment("dateUpdated", \.updated),
    ]

    init() { self.init(id: "") }
}
