// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension CSAF {
    /// Feeds of documents in the JSON form of RFC 8322 (sections 7.1.15 to 7.1.17).
    public enum ROLIE {}
}

extension CSAF.ROLIE {
    /// What a link leads to, where section 7.1.15 gives it a name.
    public enum Relation {
        /// The thing itself.
        public static let itself = "self"
        /// A hash file (section 7.1.18).
        public static let hash = "hash"
        /// A signature file (section 7.1.19).
        public static let signature = "signature"
    }

    /// A file with one feed (section 7.1.15).
    public struct FeedDocument: Sendable, Hashable {
        /// The feed.
        public var feed: Feed
        /// Members beside it, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A file with a feed.
        public init(_ feed: Feed) { self.feed = feed }

        /// Reads the file; throws all its faults with their places.
        public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try FeedDocument(reading: &reader)
            }
        }

        /// The file's content.
        public var json: JSONValue { .object(object) }
    }

    /// All documents of one label.
    public struct Feed: Sendable, Hashable {
        /// Its unique name.
        public var id: String
        /// Its title.
        public var title: String
        /// Where it is, with the relation `self`.
        public var links: [Link]
        /// That it holds CSAF documents, and what else it is about.
        public var categories: [Category]
        /// When it was changed last.
        public var updated: DateTime
        /// Its documents.
        public var entries: [Entry]
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A feed of CSAF documents at a URL.
        public init(
            id: String,
            title: String,
            url: String,
            updated: Timestamp,
            entries: [Entry] = []
        ) {
            self.id = id
            self.title = title
            self.updated = DateTime(updated)
            self.entries = entries
            links = [Link(Relation.itself, url)]
            categories = [.csaf]
        }
    }

    /// One document in a feed.
    public struct Entry: Sendable, Hashable {
        /// The document's identifier.
        public var id: String
        /// The document's title.
        public var title: String
        /// The document, its hash files and its signature files.
        public var links: [Link]
        /// When it was released first.
        public var published: DateTime?
        /// When it was released last.
        public var updated: DateTime
        /// What it is about, in words.
        public var summary: Summary?
        /// Where it is.
        public var content: Content
        /// What it is.
        public var format: Format
        /// What it is about.
        public var categories: [Category] = []
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A document at a URL, with a hash and a signature beside it.
        public init(_ document: CSAF.Document, url: String, hash: String, signature: String) {
            id = document.metadata.tracking.id
            title = document.metadata.title
            published = document.metadata.tracking.initialReleaseDate
            updated = document.metadata.tracking.currentReleaseDate
            content = Content(url)
            format = .csaf
            links = [
                Link(Relation.itself, url), Link(Relation.hash, hash),
                Link(Relation.signature, signature),
            ]
        }

        /// The URLs of its links of a relation.
        public func urls(_ relation: String) -> [String] {
            links.filter { $0.relation == relation }.map(\.url)
        }
    }

    /// Where something related is.
    public struct Link: Sendable, Hashable {
        /// How it is related; see `Relation`.
        public var relation: String
        /// Its URL.
        public var url: String
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Something related at a URL.
        public init(_ relation: String, _ url: String) {
            self.relation = relation
            self.url = url
        }
    }

    /// What something is about.
    public struct Category: Sendable, Hashable {
        /// The list that the term is of.
        public var scheme: String?
        /// The term.
        public var term: String
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// That a feed holds CSAF documents (RFC 8322 section 7.1.2).
        public static let csaf = Category(
            "csaf",
            scheme: "urn:ietf:params:rolie:category:information-type"
        )

        /// A term, and the list that it is of.
        public init(_ term: String, scheme: String? = nil) {
            self.term = term
            self.scheme = scheme
        }
    }

    /// Words on a document.
    public struct Summary: Sendable, Hashable {
        /// The words.
        public var content: String
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// These words.
        public init(_ content: String) { self.content = content }
    }

    /// Where a document is.
    public struct Content: Sendable, Hashable {
        /// Its media type.
        public var type: String
        /// Its URL.
        public var url: String
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// JSON at a URL.
        public init(_ url: String) {
            type = "application/json"
            self.url = url
        }
    }

    /// What a document is written by.
    public struct Format: Sendable, Hashable {
        /// Its schema.
        public var schema: String
        /// The schema's version.
        public var version: String?
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// CSAF 2.0.
        public static let csaf = Format(
            schema: "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json",
            version: CSAF.version
        )
    }
}
