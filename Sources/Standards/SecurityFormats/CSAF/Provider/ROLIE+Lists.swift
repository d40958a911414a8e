// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension CSAF.ROLIE {
    /// A file that lists feeds (section 7.1.16).
    public struct ServiceDocument: Sendable, Hashable {
        /// The feeds by workspace.
        public var service: Service
        /// Members beside it, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A file that lists feeds.
        public init(_ workspaces: [Workspace]) { service = Service(workspaces: workspaces) }

        /// Reads the file; throws all its faults with their places.
        public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try ServiceDocument(reading: &reader)
            }
        }

        /// The file's content.
        public var json: JSONValue { .object(object) }

        /// The URLs of all feeds.
        public var feeds: [String] { service.workspaces.flatMap(\.collections).map(\.url) }
    }

    /// Feeds by workspace.
    public struct Service: Sendable, Hashable {
        /// The workspaces.
        public var workspaces: [Workspace] = []
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]
    }

    /// Feeds that belong together.
    public struct Workspace: Sendable, Hashable {
        /// What they are.
        public var title: String
        /// The feeds.
        public var collections: [Collection]
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Feeds that belong together.
        public init(_ title: String, _ collections: [Collection]) {
            self.title = title
            self.collections = collections
        }
    }

    /// A feed in a list.
    public struct Collection: Sendable, Hashable {
        /// The feed's title.
        public var title: String
        /// The feed's URL.
        public var url: String
        /// What the feed is about.
        public var categories: CategoryList
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A feed of CSAF documents at a URL.
        public init(_ title: String, url: String, categories: [Category] = [.csaf]) {
            self.title = title
            self.url = url
            self.categories = CategoryList(categories)
        }
    }

    /// A file that says what documents may be about (section 7.1.17).
    public struct CategoryDocument: Sendable, Hashable {
        /// The categories.
        public var categories: CategoryList
        /// Members beside it, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A file with categories.
        public init(_ categories: [Category]) { self.categories = CategoryList(categories) }

        /// Reads the file; throws all its faults with their places.
        public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try CategoryDocument(reading: &reader)
            }
        }

        /// The file's content.
        public var json: JSONValue { .object(object) }
    }

    /// Categories in a list.
    public struct CategoryList: Sendable, Hashable {
        /// The categories.
        public var all: [Category]
        /// Members that are not named here, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// These categories.
        public init(_ categories: [Category]) { all = categories }
    }
}

extension CSAF.ROLIE.ServiceDocument: JSONShape {
    static let members: Members<Self> = [.shape(required: "service", \.service)]

    init() { self.init([]) }
}

extension CSAF.ROLIE.Service: JSONShape {
    static let members: Members<Self> = [
        .shapes(required: "workspace", \.workspaces, .filled)
    ]
}

extension CSAF.ROLIE.Workspace: JSONShape {
    static let members: Members<Self> = [
        .text(required: "title", \.title), .shapes(required: "collection", \.collections),
    ]

    init() { self.init("", []) }
}

extension CSAF.ROLIE.Collection: JSONShape {
    static let members: Members<Self> = [
        .text(required: "title", \.title),
        .text(required: "href", \.url, .jsonURL),
        .shape(required: "categories", \.categories),
    ]

    init() { self.init("", url: "", categories: []) }
}

extension CSAF.ROLIE.CategoryDocument: JSONShape {
    static let members: Members<Self> = [.shape(required: "categories", \.categories)]

    init() { self.init([]) }
}

extension CSAF.ROLIE.CategoryList: JSONShape {
    static let members: Members<Self> = [.shapes(required: "category", \.all)]

    init() { self.init([]) }
}
