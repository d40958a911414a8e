// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension CSAF {
    /// Who publishes a document (section 3.2.1.8).
    public struct Publisher: Sendable, Hashable {
        /// What a publisher can be.
        public enum Category: String, Sendable, Hashable, CaseIterable {
            /// Coordinates among others.
            case coordinator
            /// Found the vulnerability.
            case discoverer
            /// Passes on what others publish; CSAF 2.1 alone.
            case multiplier
            /// Anybody else.
            case other
            /// Translates what others publish.
            case translator
            /// Uses the product.
            case user
            /// Makes the product.
            case vendor
        }

        /// What the publisher is.
        public var category: Category
        /// Its name.
        public var name: String
        /// A URI that is under its control and names it.
        public var namespace: String
        /// How to reach it.
        public var contactDetails: String?
        /// With what authority it publishes.
        public var issuingAuthority: String?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A publisher.
        public init(
            _ category: Category,
            name: String,
            namespace: String,
            contactDetails: String? = nil,
            issuingAuthority: String? = nil
        ) {
            self.category = category
            self.name = name
            self.namespace = namespace
            self.contactDetails = contactDetails
            self.issuingAuthority = issuingAuthority
        }
    }

    /// The Traffic Light Protocol's labels (section 3.2.1.5.2): version 1 in CSAF 2.0, 2 in 2.1.
    public enum TLPLabel: String, Sendable, Hashable, CaseIterable {
        /// Within the recipient's organisation and its clients.
        case amber = "AMBER"
        /// Within the recipient's organisation; TLP 2.0 alone.
        case amberStrict = "AMBER+STRICT"
        /// For everybody; TLP 2.0 alone.
        case clear = "CLEAR"
        /// Within the community.
        case green = "GREEN"
        /// For those named only.
        case red = "RED"
        /// For everybody; TLP 2.0 says CLEAR.
        case white = "WHITE"
    }

    /// With whom a document may be shared (section 3.2.1.5); one member at least.
    public struct Distribution: Sendable, Hashable {
        /// The label.
        public var tlp: TLPLabel? {
            get { label?.label }
            set { label = newValue.map { TLP(label: $0) } }
        }
        /// The rule in words.
        public var text: String?
        /// The label with what stands around it.
        var label: TLP?
        /// With whom it is shared, by name; CSAF 2.1 alone.
        public internal(set) var sharingGroup: SharingGroup?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A label, and the rule in words.
        public init(tlp: TLPLabel?, text: String? = nil) {
            label = tlp.map { TLP(label: $0) }
            self.text = text
        }
    }

    /// A label, and where its meaning is explained.
    struct TLP: Sendable, Hashable {
        var label = TLPLabel.red
        var url: String?
        var unknown: JSONObject = [:]
    }

    /// Which document it is, and which state of it (section 3.2.1.12).
    public struct Tracking: Sendable, Hashable {
        /// How far a document has come.
        public enum Status: String, Sendable, Hashable, CaseIterable {
            /// Not to be relied on yet.
            case draft
            /// Not expected to change.
            case final
            /// Expected to change.
            case interim
        }

        /// The publisher's unique name of the document.
        public var id: String
        /// How far it has come.
        public var status: Status
        /// The version: an integer, or a semantic version.
        public var version: String
        /// When this version was released.
        public var currentReleaseDate: DateTime
        /// When the first version was released.
        public var initialReleaseDate: DateTime
        /// What was changed when, oldest first where we write it.
        public var revisions: [Revision]
        /// What wrote the document.
        public var generator: Generator?
        /// Other names of the document.
        public var aliases: [String] = []
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// The state of a document after its revisions, of which there is one at least.
        public init(id: String, status: Status, revisions: [Revision]) {
            self.id = id
            self.status = status
            self.revisions = revisions
            version = revisions.last?.number ?? ""
            currentReleaseDate = revisions.last?.date ?? DateTime(Timestamp())
            initialReleaseDate = revisions.first?.date ?? DateTime(Timestamp())
        }
    }

    /// One change of a document (section 3.2.1.12.6).
    public struct Revision: Sendable, Hashable {
        /// The version that came of it.
        public var number: String
        /// When it was made.
        public var date: DateTime
        /// What was changed.
        public var summary: String
        /// The version in the publisher's own counting.
        public var legacyVersion: String?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A change that led to a version.
        public init(_ number: String, date: Timestamp, summary: String) {
            self.number = number
            self.date = DateTime(date)
            self.summary = summary
        }
    }

    /// What wrote a document (section 3.2.1.12.3).
    public struct Generator: Sendable, Hashable {
        /// The program.
        public var engine: Engine
        /// When.
        public var date: DateTime?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A program that wrote a document.
        public init(engine name: String, version: String? = nil, date: Timestamp? = nil) {
            engine = Engine(name: name, version: version)
            self.date = date.map { DateTime($0) }
        }
    }

    /// A program.
    public struct Engine: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its version.
        public var version: String?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]
    }
}

extension CSAF.Publisher: CSAFShape {
    static let members: Members<Self> = [
        .word(required: "category", \.category),
        .text("contact_details", \.contactDetails, .filled),
        .text("issuing_authority", \.issuingAuthority, .filled),
        .text(required: "name", \.name, .filled),
        .text(required: "namespace", \.namespace, .uri),
    ]

    init() { self.init(.other, name: "", namespace: "") }
}

extension CSAF.Distribution: CSAFShape {
    static let members: Members<Self> = [
        .shape("sharing_group", \.sharingGroup).only(in: .draft21),
        .text("text", \.text, .filled),
        .shape("tlp", \.label).required(in: .draft21),
    ]

    init() { self.init(tlp: nil) }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        try noteEmpty(&reader)
    }
}

extension CSAF.TLP: CSAFShape {
    static let members: Members<Self> = [
        .word(required: "label", \.label), .text("url", \.url, .uri),
    ]
}

extension CSAF.Tracking: CSAFShape {
    static let members: Members<Self> = [
        .texts("aliases", \.aliases, .unique, of: .filled),
        .time(required: "current_release_date", \.currentReleaseDate),
        .shape("generator", \.generator),
        .text(required: "id", \.id, .trackingID),
        .time(required: "initial_release_date", \.initialReleaseDate),
        .shapes(required: "revision_history", \.revisions, .filled),
        .word(required: "status", \.status),
        .text(required: "version", \.version, .documentVersion),
    ]

    init() { self.init(id: "", status: .draft, revisions: []) }
}

extension CSAF.Revision: CSAFShape {
    static let members: Members<Self> = [
        .time(required: "date", \.date),
        .text("legacy_version", \.legacyVersion, .filled),
        .text(required: "number", \.number, .documentVersion),
        .text(required: "summary", \.summary, .filled),
    ]

    init() { self.init("", date: Timestamp(), summary: "") }
}

extension CSAF.Generator: CSAFShape {
    static let members: Members<Self> = [
        .time("date", \.date), .shape(required: "engine", \.engine),
    ]

    init() { self.init(engine: "") }
}

extension CSAF.Engine: CSAFShape {
    static let members: Members<Self> = [
        .text(required: "name", \.name, .filled), .text("version", \.version, .filled),
    ]

    init() { self.init(name: "") }
}
