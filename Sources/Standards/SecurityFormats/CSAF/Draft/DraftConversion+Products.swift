// SPDX-License-Identifier: Apache-2.0

extension DraftConversion {
    /// What 2.0 can say of metrics: those of CVSS 2 and 3.
    mutating func scores(of metrics: [CSAF.Metric], _ pointer: String) -> [CSAF.Score] {
        var scores: [CSAF.Score] = []
        for (index, metric) in metrics.enumerated() {
            let content = metric.content
            let here = "\(pointer)/\(index)"
            if metric.source != nil { lose("\(here)/source") }
            if !content.cvss4.isEmpty { lose("\(here)/content/cvss_v4") }
            if content.epss != nil { lose("\(here)/content/epss") }
            if content.rating != nil { lose("\(here)/content/qualitative_severity_rating") }
            if !content.ssvc2.isEmpty { lose("\(here)/content/ssvc_v2") }
            if !content.extensions.isEmpty { lose("\(here)/content/x_extensions") }
            guard content.cvss3 != nil || !content.cvss2.isEmpty else { continue }
            var score = CSAF.Score(products: metric.products, cvss3: content.cvss3)
            score.cvss2 = content.cvss2
            scores.append(score)
        }
        return scores
    }

    mutating func converted(_ draft: CSAF.ProductTree) -> CSAF.ProductTree {
        var tree = draft
        tree.paths = []
        for index in tree.branches.indices {
            convert(&tree.branches[index], "/product_tree/branches/\(index)")
        }
        for index in tree.products.indices {
            convert(&tree.products[index], "/product_tree/full_product_names/\(index)")
        }
        for (index, path) in draft.paths.enumerated() {
            let here = "/product_tree/product_paths/\(index)"
            var product = path.product
            convert(&product, "\(here)/full_product_name")
            if path.steps.count == 1, let step = path.steps.first {
                let relationship = CSAF.Relationship(
                    step.category,
                    product: product,
                    reference: path.beginning,
                    relatesTo: step.next
                )
                tree.relationships.append(relationship)
            } else {
                lose(here, "Of a path of several steps only the whole product remains.")
                tree.products.append(product)
            }
        }
        return tree
    }

    /// Branches within branches: a reader lets them stand 512 deep at most.
    private mutating func convert(_ branch: inout CSAF.Branch, _ pointer: String) {
        if branch.category == .platform {
            lose("\(pointer)/category", "A platform becomes an architecture.")
            branch.category = .architecture
        }
        if var product = branch.product {
            convert(&product, "\(pointer)/product")
            branch.product = product
        }
        for index in branch.branches.indices {
            convert(&branch.branches[index], "\(pointer)/branches/\(index)")
        }
    }

    private mutating func convert(_ product: inout CSAF.Product, _ pointer: String) {
        drop(&product.extensions, "\(pointer)/x_extensions")
        guard var helper = product.identification else { return }
        for index in helper.purls.indices.dropFirst() {
            let reason = "CSAF 2.0 has one package URL only."
            lose("\(pointer)/product_identification_helper/purls/\(index)", reason)
        }
        helper.purl = helper.purls.first
        helper.purls = []
        product.identification = helper
    }
}
