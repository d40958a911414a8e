// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension CSAF {
    /// A text on something around it (section 3.1.5).
    public struct Note: Sendable, Hashable {
        /// What a note can be.
        public enum Category: String, Sendable, Hashable, CaseIterable {
            /// Describes the vulnerability.
            case description
            /// Tells more than the summary.
            case details
            /// Questions that are often asked, and their answers.
            case faq
            /// Anything of general use.
            case general
            /// What lawyers want said.
            case legalDisclaimer = "legal_disclaimer"
            /// Anything else.
            case other
            /// The whole in short.
            case summary
        }

        /// What the note is.
        public var category: Category
        /// The text.
        public var text: String
        /// Its title.
        public var title: String?
        /// Who is meant to read it.
        public var audience: String?
        /// Identifiers of the products it is on; CSAF 2.1 alone.
        public internal(set) var products: [String] = []
        /// Identifiers of groups of products it is on; CSAF 2.1 alone.
        public internal(set) var groups: [String] = []
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A text of a category.
        public init(_ category: Category, _ text: String, title: String? = nil) {
            self.category = category
            self.text = text
            self.title = title
        }
    }

    /// Where there is more to read (section 3.1.10).
    public struct Reference: Sendable, Hashable {
        /// Whether it is the document itself elsewhere, or something else.
        public enum Category: String, Sendable, Hashable, CaseIterable {
            /// Something else; what a reference without a category is.
            case external
            /// The document itself, under its own address.
            case itself = "self"
        }

        /// What is found there.
        public var summary: String
        /// The address.
        public var url: String
        /// Whether it leads to the document itself.
        public var category: Category?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A reference to an address.
        public init(_ category: Category? = nil, summary: String, url: String) {
            self.category = category
            self.summary = summary
            self.url = url
        }
    }

    /// Who is thanked, and for what (section 3.1.1); one member at least.
    public struct Acknowledgment: Sendable, Hashable {
        /// Names of people exactly as they want them.
        public var names: [String]
        /// The organisation they belong to, or that is thanked itself.
        public var organization: String?
        /// What for.
        public var summary: String?
        /// Addresses of theirs.
        public var urls: [String]
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Somebody to be thanked.
        public init(
            names: [String],
            organization: String? = nil,
            summary: String? = nil,
            urls: [String] = []
        ) {
            self.names = names
            self.organization = organization
            self.summary = summary
            self.urls = urls
        }
    }
}

extension CSAF.Note: CSAFShape {
    static let members: Members<Self> = [
        .text("audience", \.audience, .filled),
        .word(required: "category", \.category),
        .draftIDs("group_ids", \.groups),
        .draftIDs("product_ids", \.products),
        .text(required: "text", \.text, .filled),
        .text("title", \.title, .filled),
    ]

    init() { self.init(.other, "") }
}

extension CSAF.Reference: CSAFShape {
    static let members: Members<Self> = [
        .word("category", \.category),
        .text(required: "summary", \.summary, .filled),
        .text(required: "url", \.url, .uri),
    ]

    init() { self.init(summary: "", url: "") }
}

extension CSAF.Acknowledgment: CSAFShape {
    static let members: Members<Self> = [
        .texts("names", \.names, .filled, of: .filled),
        .text("organization", \.organization, .filled),
        .text("summary", \.summary, .filled),
        .texts("urls", \.urls, .filled, of: .uri),
    ]

    init() { self.init(names: []) }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        try noteEmpty(&reader)
    }
}
