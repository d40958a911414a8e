// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension CVE {
    /// What kind of mistake it is, told in one or more ways (`problemTypes[]`).
    public struct ProblemType: Sendable, Hashable {
        /// The ways.
        public var descriptions: [Weakness]
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A kind of mistake.
        public init(_ descriptions: [Weakness]) {
            self.descriptions = descriptions
        }
    }

    /// A weakness by number or in words (`problemTypes[].descriptions[]`).
    public struct Weakness: Sendable, Hashable {
        /// The language of the text.
        public var language: String
        /// The title of the weakness, or other words.
        public var text: String
        /// Its number: `CWE-79`.
        public var cwe: String?
        /// Where the words come from: `CWE`, `text`.
        public var type: String?
        /// Where there is more to read.
        public var references: [Reference] = []
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A weakness.
        public init(_ text: String, cwe: String? = nil, type: String? = nil) {
            language = "en"
            self.text = text
            self.cwe = cwe
            self.type = type
        }
    }

    /// What can be done with a vulnerability (`impacts[]`).
    public struct Impact: Sendable, Hashable {
        /// The pattern of attack: `CAPEC-66`.
        public var capec: String?
        /// What can be done, in English at least.
        public var descriptions: [Text]
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// What can be done.
        public init(_ descriptions: [Text], capec: String? = nil) {
            self.descriptions = descriptions
            self.capec = capec
        }
    }

    /// Places in a catalogue (`taxonomyMappings[]`).
    public struct TaxonomyMapping: Sendable, Hashable {
        /// The catalogue: `ATT&CK`.
        public var name: String
        /// Its version.
        public var version: String?
        /// The places.
        public var relations: [TaxonomyRelation]
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Places in a catalogue.
        public init(_ name: String, version: String? = nil, relations: [TaxonomyRelation]) {
            self.name = name
            self.version = version
            self.relations = relations
        }
    }

    /// How a place in a catalogue relates to something (`taxonomyRelations[]`).
    public struct TaxonomyRelation: Sendable, Hashable {
        /// The place.
        public var id: String
        /// How it relates.
        public var name: String
        /// To what: the CVE identifier, or another place.
        public var value: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// How a place relates to something.
        public init(id: String, name: String, value: String) {
            self.id = id
            self.name = name
            self.value = value
        }
    }
}

extension CVE.ProblemType: JSONShape {
    static let members: Members<Self> = [
        .shapes(required: "descriptions", \.descriptions, .unique)
    ]

    init() { self.init([]) }
}

extension CVE.Weakness: JSONShape {
    static let members: Members<Self> = [
        .text("cweId", \.cwe, .cveCWE),
        .text(required: "description", \.text, .length(1...4_096)),
        .text(required: "lang", \.language, .cveLanguage),
        .text("type", \.type, .length(1...128)),
        .shapes("references", \.references, .references),
    ]

    init() { self.init("") }
}

extension CVE.Impact: JSONShape {
    static let members: Members<Self> = [
        .text("capecId", \.capec, .capec),
        .shapes(required: "descriptions", \.descriptions, .unique).inEnglish(\.descriptions),
    ]

    init() { self.init([]) }
}

extension CVE.TaxonomyMapping: JSONShape {
    static let members: Members<Self> = [
        .text(required: "taxonomyName", \.name, .length(1...128)),
        .text("taxonomyVersion", \.version, .length(1...128)),
        .shapes(required: "taxonomyRelations", \.relations, .unique),
    ]

    init() { self.init("", relations: []) }
}

extension CVE.TaxonomyRelation: JSONShape {
    static let members: Members<Self> = [
        .text(required: "taxonomyId", \.id, .length(1...2_048)),
        .text(required: "relationshipName", \.name, .length(1...128)),
        .text(required: "relationshipValue", \.value, .length(1...2_048)),
    ]

    init() { self.init(id: "", name: "", value: "") }
}
