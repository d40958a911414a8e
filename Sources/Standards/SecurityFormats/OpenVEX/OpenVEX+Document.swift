// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension OpenVEX {
    /// What an author states on products and vulnerabilities ("Document").
    public struct Document: Sendable, Hashable {
        /// The IRI that identifies it (`@id`).
        public var id: String
        /// A person or an organization, best an IRI or an address.
        public var author: String
        /// Which part the author has.
        public var role: String?
        /// When it was issued; statements without a time of their own have this one.
        public var timestamp: DateTime
        /// When it was last modified.
        public var lastUpdated: DateTime?
        /// From 1; one more whenever anything in the document changes.
        public var version: Int
        /// How it was made.
        public var tooling: String?
        /// What is stated, one at least.
        public var statements: [Statement]
        /// Members that the specification does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Whether products may come from another document, while this one is read.
        fileprivate var isEmbedded = false

        /// A first version.
        public init(id: String, author: String, timestamp: Timestamp, statements: [Statement]) {
            self.id = id
            self.author = author
            self.timestamp = DateTime(timestamp)
            version = 1
            self.statements = statements
        }

        /// Reads a document; throws all its faults with their places.
        ///
        /// A statement without products is a fault unless the document is embedded in another,
        /// from which products come ("Inheritance Flow").
        public init(
            parsing bytes: [UInt8],
            isEmbedded: Bool = false,
            limits: JSONLimits = .standard
        ) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                var document = Document()
                document.isEmbedded = isEmbedded
                guard try document.read(&reader) else { return nil }
                document.isEmbedded = false
                return document
            }
        }

        /// The document as JSON, unknown members last.
        public var json: JSONValue { .object(object) }

        /// Adds a statement made at a time, as "Updating Statements with Inherited Data" says.
        ///
        /// Statements that had the document's time keep it, as their own now.
        public mutating func add(_ statement: Statement, at time: Timestamp) {
            for index in statements.indices where statements[index].timestamp == nil {
                statements[index].timestamp = timestamp
            }
            timestamp = DateTime(time)
            version += 1
            statements.append(statement)
        }
    }
}

extension OpenVEX.Document: JSONShape {
    static let members: Members<Self> = [
        .constant(
            "@context",
            OpenVEX.context,
            else: "Only OpenVEX 0.2.0 is read: \(OpenVEX.context)."
        ),
        .text(required: "@id", \.id, .iri),
        .text(required: "author", \.author, .filled),
        .text("role", \.role),
        .time(required: "timestamp", \.timestamp),
        .time("last_updated", \.lastUpdated),
        .integer(required: "version", \.version, in: 1...),
        .text("tooling", \.tooling),
        statementsMember,
    ]

    init() { self.init(id: "", author: "", timestamp: Timestamp(), statements: []) }

    private static let statementsMember = Member<Self>(
        "statements",
        required: true,
        part: OpenVEX.Statement.self
    ) {
        document,
        reader throws(JSONFaults) in
        let isEmbedded = document.isEmbedded
        let read = { (reader: inout JSONReader) throws(JSONFaults) -> OpenVEX.Statement? in
            guard let statement = try OpenVEX.Statement(reading: &reader) else { return nil }
            if statement.products.isEmpty, !isEmbedded {
                try reader.note(.invalid("A statement names one product at least (\"products\")."))
            }
            return statement
        }
        document.statements = try reader.list(.unique, read) { .object($0.object) }
    } write: { document in
        .array(document.statements.map { .object($0.object) })
    }
}
