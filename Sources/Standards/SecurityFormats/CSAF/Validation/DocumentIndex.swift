// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// What tests ask of a document time and again, gathered in one pass over it.
struct DocumentIndex: Sendable {
    let document: CSAF.Document
    /// The text it was read from; nil for a document made in memory.
    let received: ReceivedJSON?
    /// What the caller brought of the world outside.
    let lookups: CSAF.Lookups
    /// Every branch, each before those within it.
    let branches: [BranchEntry]
    /// Every product that is defined: in branches, on their own, in relationships.
    let products: [ProductDefinition]
    /// Every place that names a product defined elsewhere, in the order of the document.
    let productReferences: [IDReference]
    /// Every place that names a group defined elsewhere.
    let groupReferences: [IDReference]
    /// Every object of CVSS.
    let scores: [ScoreObject]
    private let productOffsets: [ExactText: Int]
    private let groupOffsets: [ExactText: Int]

    init(
        _ document: CSAF.Document,
        received: ReceivedJSON? = nil,
        _ lookups: CSAF.Lookups = CSAF.Lookups()
    ) {
        self.document = document
        self.received = received
        self.lookups = lookups
        let tree = document.productTree ?? CSAF.ProductTree()
        branches = BranchEntry.all(of: tree)
        products = ProductDefinition.all(of: tree, branches)
        productReferences = IDReference.toProducts(in: document, tree)
        groupReferences = IDReference.toGroups(in: document)
        scores = ScoreObject.all(of: document.vulnerabilities)
        productOffsets = Self.firstOffsets(of: products.lazy.map(\.product.id))
        groupOffsets = Self.firstOffsets(of: tree.groups.lazy.map(\.id))
    }

    var metadata: CSAF.Metadata { document.metadata }
    var vulnerabilities: [CSAF.Vulnerability] { document.vulnerabilities }
    var groups: [CSAF.ProductGroup] { document.productTree?.groups ?? [] }

    /// The place of a product's first definition among `products`; nil where it has none.
    func offset(ofProduct id: String) -> Int? { productOffsets[ExactText(id)] }

    /// The place of a group's first definition among `groups`; nil where it has none.
    func offset(ofGroup id: String) -> Int? { groupOffsets[ExactText(id)] }

    /// The first definition of a product.
    func product(_ id: String) -> CSAF.Product? {
        offset(ofProduct: id).map { products[$0].product }
    }

    /// The products named one by one and by groups; fewer once the findings allow no more members.
    func products(
        _ ids: [String],
        inGroups groups: [String],
        _ findings: inout Findings
    ) -> Set<ExactText> {
        var all = Set(ids.lazy.map(ExactText.init(_:)))
        for group in groups {
            all.formUnion(members(ofGroup: group, &findings).map(ExactText.init))
        }
        return all
    }

    /// The products of a group; none once the findings allow no more.
    func members(ofGroup id: String, _ findings: inout Findings) -> [String] {
        guard let offset = offset(ofGroup: id), findings.mayVisit(groups[offset].products.count)
        else { return [] }
        return groups[offset].products
    }

    /// The pointer to a branch.
    func pointer(toBranch offset: Int) -> String { BranchEntry.pointer(to: offset, in: branches) }

    /// The pointer to a product's definition.
    func pointer(to definition: ProductDefinition) -> String {
        switch definition.origin {
        case .branch(let offset): pointer(toBranch: offset) + "/product"
        case .alone(let offset): "/product_tree/full_product_names/\(offset)"
        case .relationship(let offset):
            "/product_tree/relationships/\(offset)/full_product_name"
        }
    }

    private static func firstOffsets(of ids: some Sequence<String>) -> [ExactText: Int] {
        Dictionary(ids.enumerated().map { (ExactText($1), $0) }) { first, _ in first }
    }
}

/// A branch, and on which way it lies.
struct BranchEntry: Sendable {
    let branch: CSAF.Branch
    /// The branch it stands in, by its place among all; nil for those of the tree itself.
    let parent: Int?
    /// Its place in the list it stands in.
    let offset: Int

    static func all(of tree: CSAF.ProductTree) -> [BranchEntry] {
        var all: [BranchEntry] = []
        var pending = entries(of: tree.branches, in: nil)
        while let next = pending.popLast() {
            pending += entries(of: next.branch.branches, in: all.count)
            all.append(next)
        }
        return all
    }

    /// Last first, so that a stack gives them in their order.
    private static func entries(of branches: [CSAF.Branch], in parent: Int?) -> [BranchEntry] {
        branches.enumerated().reversed().map {
            BranchEntry(branch: $1, parent: parent, offset: $0)
        }
    }

    static func pointer(to offset: Int, in all: [BranchEntry]) -> String {
        var steps: [Int] = []
        var next: Int? = offset
        while let here = next {
            steps.append(all[here].offset)
            next = all[here].parent
        }
        return "/product_tree" + steps.reversed().map { "/branches/\($0)" }.joined()
    }
}

/// A product where it is defined (type `full_product_name_t`, section 3.1.3).
struct ProductDefinition: Sendable {
    /// Where a product is defined.
    enum Origin: Sendable {
        /// In the branch at this place among all.
        case branch(Int)
        /// In `full_product_names`.
        case alone(Int)
        /// By a relationship.
        case relationship(Int)
    }

    let product: CSAF.Product
    let origin: Origin

    static func all(of tree: CSAF.ProductTree, _ branches: [BranchEntry]) -> [ProductDefinition] {
        var all: [ProductDefinition] = []
        for (offset, entry) in branches.enumerated() {
            guard let product = entry.branch.product else { continue }
            all.append(ProductDefinition(product: product, origin: .branch(offset)))
        }
        for (offset, product) in tree.products.enumerated() {
            all.append(ProductDefinition(product: product, origin: .alone(offset)))
        }
        for (offset, relationship) in tree.relationships.enumerated() {
            all.append(
                ProductDefinition(product: relationship.product, origin: .relationship(offset))
            )
        }
        return all
    }
}
