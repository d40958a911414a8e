// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension CSAF {
    /// Products that are spoken of together (section 3.2.2.3).
    public struct ProductGroup: Sendable, Hashable {
        /// The group's identifier.
        public var id: String
        /// Identifiers of its products, two at least.
        public var products: [String]
        /// What they have in common.
        public var summary: String?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A group of products.
        public init(id: String, products: [String], summary: String? = nil) {
            self.id = id
            self.products = products
            self.summary = summary
        }
    }

    /// A product made of two others (section 3.2.2.4).
    public struct Relationship: Sendable, Hashable {
        /// How the two belong together.
        public enum Category: String, Sendable, Hashable, CaseIterable {
            /// The first is part of the second as it is delivered.
            case defaultComponent = "default_component_of"
            /// The first comes from elsewhere.
            case externalComponent = "external_component_of"
            /// The first is installed on the second.
            case installedOn = "installed_on"
            /// The first is installed beside the second.
            case installedWith = "installed_with"
            /// The first may be part of the second.
            case optionalComponent = "optional_component_of"
        }

        /// How they belong together.
        public var category: Category
        /// What the two are together.
        public var product: Product
        /// The identifier of the first.
        public var reference: String
        /// The identifier of the second.
        public var relatesTo: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Two products as one.
        public init(
            _ category: Category,
            product: Product,
            reference: String,
            relatesTo: String
        ) {
            self.category = category
            self.product = product
            self.reference = reference
            self.relatesTo = relatesTo
        }
    }
}

extension CSAF.ProductTree: CSAFShape {
    static let members: Members<Self> = [
        .shapes("branches", \.branches, .filled),
        .shapes("full_product_names", \.products, .filled),
        .shapes("product_groups", \.groups, .filled),
        .shapes("product_paths", \.paths, .filled).only(in: .draft21),
        .shapes("relationships", \.relationships, .filled).only(in: .v20),
    ]

    init() { self.init(branches: []) }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        try noteEmpty(&reader)
    }
}

extension CSAF.Branch: CSAFShape {
    static let members: Members<Self> = [
        .shapes("branches", \.branches, .filled),
        .word(required: "category", \.category),
        .text(required: "name", \.name, .filled),
        .shape("product", \.product),
    ]

    init() { self.init(.legacy, "", branches: []) }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        if branches.isEmpty == (product == nil) {
            try reader.note(.invalid("A branch has either branches or a product."))
        }
        guard unknown.contains(where: { $0.key != "branches" }) else { return }
        try reader.note(.invalid("A branch has a category, a name and one member more."))
    }
}

extension CSAF.Product: CSAFShape {
    static let members: Members<Self> = [
        .text(required: "name", \.name, .filled),
        .text(required: "product_id", \.id, .filled),
        .shape("product_identification_helper", \.identification),
        .extensions(\.extensions),
    ]

    init() { self.init(id: "", name: "") }
}

extension CSAF.ProductIdentification: CSAFShape {
    static let members: Members<Self> = [
        .text("cpe", \.cpe, .cpe),
        .shapes("hashes", \.hashes, .filled).unique(in: .draft21, \.hashes),
        .texts("model_numbers", \.modelNumbers, .unique, of: .filled),
        .text("purl", \.purl, .purl).only(in: .v20),
        .texts("purls", \.purls, .unique, of: .purl).only(in: .draft21),
        .texts("sbom_urls", \.sbomURLs, .filled, of: .uri).unique(in: .draft21, \.sbomURLs),
        .texts("serial_numbers", \.serialNumbers, .unique, of: .filled),
        .texts("skus", \.skus, .filled, of: .filled).unique(in: .draft21, \.skus),
        .shapes("x_generic_uris", \.genericURIs, .filled).unique(in: .draft21, \.genericURIs),
    ]

    init() { self.init(purl: nil) }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        try noteEmpty(&reader)
    }
}

extension CSAF.FileHashes: CSAFShape {
    static let members: Members<Self> = [
        .shapes(required: "file_hashes", \.hashes, .filled).unique(in: .draft21, \.hashes),
        .text(required: "filename", \.fileName, .filled),
    ]

    init() { self.init(fileName: "", hashes: []) }
}

extension CSAF.FileHash: CSAFShape {
    static let members: Members<Self> = [
        .text(required: "algorithm", \.algorithm, .filled)
            .checked(in: .draft21) { TextRule.hashAlgorithm.problem($0.algorithm) },
        .text(required: "value", \.value, .hash)
            .checked(in: .draft21) { $0.value.contains(where: \.isUppercase) ? lowerCase : nil },
    ]

    private static let lowerCase = "Expected digits in lower case."

    init() { self.init(value: "") }
}

extension CSAF.GenericURI: CSAFShape {
    static let members: Members<Self> = [
        .text(required: "namespace", \.namespace, .uri), .text(required: "uri", \.uri, .uri),
    ]

    init() { self.init(namespace: "", uri: "") }
}

extension CSAF.ProductGroup: CSAFShape {
    static let members: Members<Self> = [
        .text(required: "group_id", \.id, .filled),
        .texts(
            required: "product_ids",
            \.products,
            ListRule(fewest: 2, isUnique: true),
            of: .filled
        ),
        .text("summary", \.summary, .filled),
    ]

    init() { self.init(id: "", products: []) }
}

extension CSAF.Relationship: CSAFShape {
    static let members: Members<Self> = [
        .word(required: "category", \.category),
        .shape(required: "full_product_name", \.product),
        .text(required: "product_reference", \.reference, .filled),
        .text(required: "relates_to_product_reference", \.relatesTo, .filled),
    ]

    init() { self.init(.installedOn, product: CSAF.Product(), reference: "", relatesTo: "") }
}
