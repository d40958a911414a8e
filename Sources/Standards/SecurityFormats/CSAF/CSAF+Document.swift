// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
import Timestamps

extension CSAF {
    /// A whole document (section 3.2): about itself, about products, about vulnerabilities.
    public struct Document: Sendable, Hashable {
        /// What the document says about itself.
        public var metadata: Metadata
        /// The schema that it names; CSAF 2.1 alone has one.
        public internal(set) var schema: String?
        /// The products it speaks of.
        public var productTree: ProductTree?
        /// The vulnerabilities it speaks of.
        public var vulnerabilities: [Vulnerability]
        /// Contents beyond CSAF 2.1.
        public internal(set) var extensions: [Extension] = []
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A document.
        public init(
            _ metadata: Metadata,
            productTree: ProductTree? = nil,
            vulnerabilities: [Vulnerability] = []
        ) {
            self.metadata = metadata
            self.productTree = productTree
            self.vulnerabilities = vulnerabilities
        }

        /// Reads a document by its schema; throws all its faults with their places.
        ///
        /// Documents of CSAF 2.1, which is a draft, are read only where that is allowed.
        public init(
            parsing bytes: [UInt8],
            limits: JSONLimits = .standard,
            allowing newest: Edition = .v20
        ) throws(JSONFaults) {
            let edition = newest == .v20 ? .v20 : try Edition(of: bytes, limits)
            do {
                self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                    reader.edition = edition.number
                    return try Document(reading: &reader)
                }
            } catch {
                throw newest == .v20 ? Edition.refusal(of: bytes, limits) ?? error : error
            }
        }

        /// The document as JSON, the keys of every object in order (section 6.2.13).
        public var json: JSONValue { JSONValue.object(object).withSortedKeys }

        /// The name under which it is kept (section 5.1).
        public var fileName: String { CSAF.fileName(trackingID: metadata.tracking.id) }

        /// Where a provider keeps it: in the folder of its first release's year (section 7.1.11).
        ///
        /// That is the year as it is written, in whatever offset.
        public var path: String {
            "\(metadata.tracking.initialReleaseDate.description.prefix(4))/\(fileName)"
        }
    }

    /// What a document says about itself (section 3.2.1).
    public struct Metadata: Sendable, Hashable {
        /// The edition of CSAF that it is written in.
        public internal(set) var edition = Edition.v20
        /// The profile it follows, or another kind of document.
        public var category: String
        /// Its title.
        public var title: String
        /// Who publishes it.
        public var publisher: Publisher
        /// Which document it is, and which state of it.
        public var tracking: Tracking
        /// With whom it may be shared.
        public var distribution: Distribution?
        /// The language it is written in (RFC 5646).
        public var language: String?
        /// The language it was translated from.
        public var sourceLanguage: String?
        /// How severe all of it is, in the publisher's own words.
        public var aggregateSeverity: AggregateSeverity?
        /// Texts on the document as a whole.
        public var notes: [Note] = []
        /// The licence of the document, as an SPDX expression; CSAF 2.1 alone.
        public internal(set) var licenseExpression: String?
        /// Contents beyond CSAF 2.1.
        public internal(set) var extensions: [Extension] = []
        /// Where there is more to read.
        public var references: [Reference] = []
        /// Who is thanked.
        public var acknowledgments: [Acknowledgment] = []
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// What a document must say about itself.
        public init(
            category: String = CSAF.securityAdvisory,
            title: String,
            publisher: Publisher,
            tracking: Tracking
        ) {
            self.category = category
            self.title = title
            self.publisher = publisher
            self.tracking = tracking
        }
    }

    /// Severity in the publisher's own words (section 3.2.1.2).
    public struct AggregateSeverity: Sendable, Hashable {
        /// The words.
        public var text: String
        /// Where they are explained.
        public var namespace: String?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Severity in words that are explained somewhere.
        public init(_ text: String, namespace: String? = nil) {
            self.text = text
            self.namespace = namespace
        }
    }
}

extension CSAF.Document: CSAFShape {
    static let members: Members<Self> = [
        .text("$schema", \.schema, .draftSchema).required(in: .draft21).only(in: .draft21),
        .shape(required: "document", \.metadata),
        .shape("product_tree", \.productTree),
        .shapes("vulnerabilities", \.vulnerabilities, .filled),
        .extensions(\.extensions),
    ]

    init() { self.init(CSAF.Metadata()) }
}

extension CSAF.Metadata: CSAFShape {
    static let members: Members<Self> = [
        .shapes("acknowledgments", \.acknowledgments, .filled),
        .shape("aggregate_severity", \.aggregateSeverity),
        .text(required: "category", \.category, .documentCategory),
        .edition("csaf_version", \.edition),
        .shape("distribution", \.distribution).required(in: .draft21),
        .text("lang", \.language, .language),
        .text("license_expression", \.licenseExpression, .filled).only(in: .draft21),
        .shapes("notes", \.notes, .filled),
        .shape(required: "publisher", \.publisher),
        .shapes("references", \.references, .filled),
        .text("source_lang", \.sourceLanguage, .language),
        .text(required: "title", \.title, .filled),
        .shape(required: "tracking", \.tracking),
        .extensions(\.extensions),
    ]

    init() { self.init(title: "", publisher: CSAF.Publisher(), tracking: CSAF.Tracking()) }
}

extension CSAF.AggregateSeverity: CSAFShape {
    static let members: Members<Self> = [
        .text("namespace", \.namespace, .uri), .text(required: "text", \.text, .filled),
    ]

    init() { self.init("") }
}

extension TextRule {
    /// Section 3.2.1.3: neither begins nor ends with white space, `-`, `_` or `.`.
    fileprivate static let documentCategory = TextRule { text in
        let isOuter = { (character: Character) in
            !character.isWhitespace && !"-_.".contains(character)
        }
        let isRight = text.first.map(isOuter) == true && text.last.map(isOuter) == true
        return isRight ? nil : "A category neither begins nor ends with space, -, _ or a point."
    }
}

extension JSONValue {
    /// The same content with the members of every object in the order of their keys.
    fileprivate var withSortedKeys: JSONValue {
        switch self {
        case .null, .bool, .number, .string: return self
        case .array(let elements): return .array(elements.map(\.withSortedKeys))
        case .object(let object):
            let sorted = object.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            return .object(JSONObject(sorted.map { ($0.key, $0.value.withSortedKeys) }))
        }
    }
}
