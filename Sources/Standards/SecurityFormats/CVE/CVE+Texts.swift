// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension CVE {
    /// A text in a language (`description`).
    public struct Text: Sendable, Hashable {
        /// The language: `en`, `en-US`.
        public var language: String
        /// The text, plain.
        public var value: String
        /// The same in other media types.
        public var media: [Media] = []
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A text, in English where nothing else is said.
        public init(_ value: String, language: String = "en") {
            self.language = language
            self.value = value
        }

        /// Whether it is in English, of whatever country (`englishLanguage`).
        public var isEnglish: Bool {
            language.hasPrefix("en")
                && (language.utf8.count == 2 || "-_".utf8.contains(Array(language.utf8)[2]))
        }
    }

    /// A text in another media type (`supportingMedia[]`).
    public struct Media: Sendable, Hashable {
        /// The media type: `text/html`.
        public var type: String
        /// Whether the value is in base 64; not, where nothing is said.
        public var isBase64: Bool?
        /// The content, 16 384 characters at most.
        public var value: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A content of a media type.
        public init(type: String, _ value: String, isBase64: Bool? = nil) {
            self.type = type
            self.value = value
            self.isBase64 = isBase64
        }
    }

    /// Where there is more to read (`references[]`).
    public struct Reference: Sendable, Hashable {
        /// The address.
        public var url: String
        /// The title of what is there.
        public var name: String?
        /// What is there: `patch`, `vendor-advisory`; `x_` begins a publisher's own.
        public var tags: [String]
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A reference to an address.
        public init(url: String, name: String? = nil, tags: [String] = []) {
            self.url = url
            self.name = name
            self.tags = tags
        }
    }

    /// What happened when (`timeline[]`).
    public struct Event: Sendable, Hashable {
        /// When.
        public var time: DateTime
        /// The language of the text.
        public var language: String
        /// What.
        public var value: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// What happened when.
        public init(_ time: DateTime, _ value: String, language: String = "en") {
            self.time = time
            self.value = value
            self.language = language
        }
    }

    /// Somebody to be thanked (`credits[]`).
    public struct Credit: Sendable, Hashable {
        /// The language of the text.
        public var language: String
        /// The name exactly as they want it.
        public var value: String
        /// Their UUID in the CVE Program's registry.
        public var user: String?
        /// What for; nil counts as finding it.
        public var kind: CreditKind?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Somebody to be thanked.
        public init(_ value: String, kind: CreditKind? = nil, language: String = "en") {
            self.value = value
            self.kind = kind
            self.language = language
        }
    }
}

extension CVE.Text: JSONShape {
    static let members: Members<Self> = [
        .text(required: "lang", \.language, .cveLanguage),
        .text(required: "value", \.value, .length(1...4_096)),
        .shapes("supportingMedia", \.media, .unique),
    ]

    init() { self.init("") }
}

extension CVE.Media: JSONShape {
    static let members: Members<Self> = [
        .text(required: "type", \.type, .length(1...256)),
        .bool("base64", \.isBase64),
        .text(required: "value", \.value, .length(1...16_384)),
    ]

    init() { self.init(type: "", "") }
}

extension CVE.Reference: JSONShape {
    static let members: Members<Self> = [
        .text("name", \.name, .length(1...512)),
        .texts("tags", \.tags, .unique, of: .tag(referenceTags)),
        .text(required: "url", \.url, .cveURI),
    ]

    init() { self.init(url: "") }

    /// `reference-tags.json`.
    private static let referenceTags: Set = [
        "broken-link", "customer-entitlement", "exploit", "government-resource", "issue-tracking",
        "mailing-list", "media-coverage", "mitigation", "not-applicable", "patch",
        "permissions-required", "product", "related", "release-notes", "signature",
        "technical-description", "third-party-advisory", "vdb-entry", "vendor-advisory",
    ]
}

extension CVE.Event: JSONShape {
    static let members: Members<Self> = [
        .text(required: "lang", \.language, .cveLanguage),
        Member("time", required: true) { event, reader throws(JSONFaults) in
            if let time = try reader.moment() { event.time = time }
        } write: { event in
            .string(event.time.description)
        },
        .text(required: "value", \.value, .length(1...4_096)),
    ]

    init() { self.init(DateTime(Timestamp()), "") }
}

extension CVE.Credit: JSONShape {
    static let members: Members<Self> = [
        .text(required: "lang", \.language, .cveLanguage),
        .word("type", \.kind),
        .text("user", \.user, .uuid),
        .text(required: "value", \.value, .length(1...4_096)),
    ]

    init() { self.init("") }
}
