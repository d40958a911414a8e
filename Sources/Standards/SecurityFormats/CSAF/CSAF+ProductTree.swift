// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension CSAF {
    /// The products that a document speaks of (section 3.2.2); one member at least.
    public struct ProductTree: Sendable, Hashable {
        /// Products by vendor, name and version.
        public var branches: [Branch]
        /// Products that stand in no branch.
        public var products: [Product]
        /// Products that are spoken of together.
        public var groups: [ProductGroup] = []
        /// Products made of two others.
        public var relationships: [Relationship] = []
        /// Products made of two others or more; in CSAF 2.1 in place of relationships.
        public internal(set) var paths: [ProductPath] = []
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Products, in branches or on their own.
        public init(branches: [Branch] = [], products: [Product] = []) {
            self.branches = branches
            self.products = products
        }

        /// Every product it defines: of branches, on their own, and of relationships.
        public var allProducts: [Product] {
            branches.flatMap(\.allProducts) + products + relationships.map(\.product)
                + paths.map(\.product)
        }
    }

    /// A step on the way to products, or to one (section 3.1.2).
    public struct Branch: Sendable, Hashable {
        /// What a branch's name can be.
        public enum Category: String, Sendable, Hashable, CaseIterable {
            /// An architecture.
            case architecture
            /// A host.
            case hostName = "host_name"
            /// A language.
            case language
            /// What an older format called so.
            case legacy
            /// A platform; CSAF 2.1 alone.
            case platform
            /// A patch level.
            case patchLevel = "patch_level"
            /// A family of products.
            case productFamily = "product_family"
            /// A product.
            case productName = "product_name"
            /// One version.
            case productVersion = "product_version"
            /// A range of versions, best as `vers:`.
            case productVersionRange = "product_version_range"
            /// A service pack.
            case servicePack = "service_pack"
            /// A standard or a specification.
            case specification
            /// Who makes it.
            case vendor
        }

        /// What the name is.
        public var category: Category
        /// The name.
        public var name: String
        /// Further branches; empty where a product ends the way.
        public var branches: [Branch]
        /// The product; nil where the way goes on.
        public var product: Product?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A step that leads on.
        public init(_ category: Category, _ name: String, branches: [Branch]) {
            self.category = category
            self.name = name
            self.branches = branches
        }

        /// A step that ends at a product.
        public init(_ category: Category, _ name: String, product: Product) {
            self.init(category, name, branches: [])
            self.product = product
        }

        /// Every product below it.
        public var allProducts: [Product] {
            (product.map { [$0] } ?? []) + branches.flatMap(\.allProducts)
        }
    }

    /// A product that the rest of the document calls by its identifier (section 3.1.3).
    public struct Product: Sendable, Hashable {
        /// The identifier, which means something in this document only.
        public var id: String
        /// The whole name, for people.
        public var name: String
        /// What identifies it elsewhere.
        public var identification: ProductIdentification?
        /// Contents beyond CSAF 2.1.
        public internal(set) var extensions: [Extension] = []
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A product, by its package URL where it has one.
        public init(id: String, name: String, purl: String? = nil) {
            self.id = id
            self.name = name
            identification = purl.map { ProductIdentification(purl: $0) }
        }
    }

    /// What identifies a product outside of the document (section 3.1.3.3); one member at least.
    public struct ProductIdentification: Sendable, Hashable {
        /// A package URL.
        public var purl: String?
        /// Package URLs; in CSAF 2.1 in place of the one.
        public internal(set) var purls: [String] = []
        /// A CPE name.
        public var cpe: String?
        /// Files by their digests.
        public var hashes: [FileHashes] = []
        /// Model numbers.
        public var modelNumbers: [String] = []
        /// Serial numbers.
        public var serialNumbers: [String] = []
        /// Stock keeping units.
        public var skus: [String] = []
        /// Addresses of bills of materials.
        public var sbomURLs: [String] = []
        /// Identifiers of other kinds.
        public var genericURIs: [GenericURI] = []
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// What identifies a product, a package URL for a start.
        public init(purl: String? = nil) { self.purl = purl }
    }

    /// A file by its digests (section 3.1.3.3.2).
    public struct FileHashes: Sendable, Hashable {
        /// The file's name.
        public var fileName: String
        /// Its digests.
        public var hashes: [FileHash]
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A file by its digests.
        public init(fileName: String, hashes: [FileHash]) {
            self.fileName = fileName
            self.hashes = hashes
        }
    }

    /// One digest of a file.
    public struct FileHash: Sendable, Hashable {
        /// The algorithm, for example `sha256`.
        public var algorithm: String
        /// The digest in hexadecimal digits.
        public var value: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// One digest of a file.
        public init(algorithm: String = "sha256", value: String) {
            self.algorithm = algorithm
            self.value = value
        }
    }

    /// An identifier of a kind that its namespace explains (section 3.1.3.3.8).
    public struct GenericURI: Sendable, Hashable {
        /// What explains the kind.
        public var namespace: String
        /// The identifier.
        public var uri: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// An identifier within a namespace.
        public init(namespace: String, uri: String) {
            self.namespace = namespace
            self.uri = uri
        }
    }
}
