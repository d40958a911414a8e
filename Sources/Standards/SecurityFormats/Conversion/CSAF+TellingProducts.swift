// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import StrictJSON

extension CSAFTeller {
    private static let internalName = "It names a product within the source only."

    /// Reads the product tree, which all else refers to.
    mutating func readProducts() {
        guard let tree = document["product_tree"] else { return }
        for branch in tree.list("branches") { read(branch, Advisory.Product(), .all) }
        for node in tree.list("full_product_names") { add(node, Advisory.Product(), [.all]) }
        for relationship in tree.list("relationships") {
            guard let node = relationship["full_product_name"] else { continue }
            add(node, Advisory.Product(), [.all])
        }
        for group in tree.list("product_groups") {
            guard let id = group.text("group_id") else { continue }
            groups[id.value] = group.texts("product_ids")
            ledger.lose(id, .form, Self.internalName)
        }
    }

    /// Follows a branch with what the branches above it say; the format bounds how deep they go.
    private mutating func read(
        _ branch: SourceNode,
        _ above: Advisory.Product,
        _ extent: Advisory.Extent
    ) {
        var product = above
        var extents = [extent]
        let category: Told<CSAF.Branch.Category>? = branch.word("category")
        let name = branch.text("name")?.with(branch["category"])
        switch category?.value {
        case .vendor: product.vendor = name
        case .productName: product.name = name
        case .productFamily: product.name = product.name ?? name
        case .productVersion:
            if let name { extents = [.versions([name])] }
        case .productVersionRange:
            if let name { extents = Advisory.Extent.ranges(name) }
        default: break
        }
        if let node = branch["product"] { add(node, product, extents) }
        for child in branch.list("branches") { read(child, product, extents.first ?? .all) }
    }

    private mutating func add(
        _ node: SourceNode,
        _ above: Advisory.Product,
        _ extents: [Advisory.Extent]
    ) {
        guard let id = node.text("product_id") else { return }
        var product = above
        product.leaves = [node.leaves]
        product.fullName = node.text("name")
        let helper = node["product_identification_helper"]
        product.purl = helper?.text("purl")
        product.cpes = [helper?.text("cpe")].compactMap(\.self)
        ledger.lose(id, .form, Self.internalName)
        let uris = helper?.list("x_generic_uris") ?? []
        product.repository =
            uris.lazy.compactMap { uri in
                uri.text("namespace")?.value == CSAFWords.repository
                    ? uri.text("uri")?.with(uri) : nil
            }.first
        for extent in extents {
            product.extent = extent
            if product.repository != nil, case .words(let words) = extent,
                let span = Advisory.Span(commits: words)
            {
                product.extent = .span(span)
            }
            places[id.value, default: []].append(products.count)
            products.append(product)
        }
    }

    // MARK: Status

    private static let statuses: [(key: String, status: Advisory.Standing.Status)] = [
        ("known_affected", .affected), ("first_affected", .affected),
        ("last_affected", .affected), ("fixed", .fixed), ("first_fixed", .fixed),
        ("recommended", .fixed), ("known_not_affected", .notAffected),
        ("under_investigation", .underInvestigation),
    ]

    /// Reads how products stand to a vulnerability, and why some are not affected.
    func readStatuses(_ node: SourceNode, _ issue: inout Advisory.Issue) {
        var reasons: [Int: Told<CSAF.Flag.Label>] = [:]
        for flag in node.list("flags") {
            guard let label: Told<CSAF.Flag.Label> = flag.word("label") else { continue }
            for place in meant(flag) {
                reasons[place.value] = Told(label.value, label.leaves + place.leaves)
            }
        }
        guard let lists = node["product_status"] else { return }
        for (key, status) in Self.statuses {
            for id in lists.texts(key) {
                for place in places[id.value] ?? [] {
                    issue.statuses.append(
                        Advisory.Standing(
                            product: place,
                            status: status,
                            told: id.map { _ in true },
                            reason: status == .notAffected ? reasons[place] : nil
                        )
                    )
                }
            }
        }
    }
}
