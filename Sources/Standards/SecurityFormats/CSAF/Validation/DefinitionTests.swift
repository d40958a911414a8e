// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Whether what is named is defined, and once (sections 6.1.1 to 6.1.5).
extension CSAF.Test {
    static let definitions: [CSAF.Test] = [
        missingProduct, repeatedProduct, circularProduct, missingGroup, repeatedGroup,
    ]

    private static let missingProduct = CSAF.Test(
        "6.1.1",
        "Missing Definition of Product ID"
    ) { index, findings in
        for reference in index.productReferences
        where index.offset(ofProduct: reference.id) == nil {
            findings.note(
                at: reference.pointer,
                "No product \(quoted(reference.id)) is defined in the product tree: define it, "
                    + "or name one that is."
            )
        }
    }

    private static let repeatedProduct = CSAF.Test(
        "6.1.2",
        "Multiple Definition of Product ID"
    ) { index, findings in
        for (offset, definition) in index.products.enumerated() {
            guard let first = index.offset(ofProduct: definition.product.id), first != offset
            else { continue }
            findings.note(
                at: index.pointer(to: definition) + "/product_id",
                "The product \(quoted(definition.product.id)) is defined already at "
                    + "\(index.pointer(to: index.products[first])): give one another identifier."
            )
        }
    }

    private static let circularProduct = CSAF.Test(
        "6.1.3",
        "Circular Definition of Product ID"
    ) { index, findings in
        let relationships = index.document.productTree?.relationships ?? []
        for offset in ProductCircles(relationships).offsets {
            let id = relationships[offset].product.id
            findings.note(
                at: "/product_tree/relationships/\(offset)/full_product_name/product_id",
                "The product \(quoted(id)) is made of products that are made of themselves: "
                    + "let no relationship lead back."
            )
        }
    }

    private static let missingGroup = CSAF.Test(
        "6.1.4",
        "Missing Definition of Product Group ID"
    ) { index, findings in
        for reference in index.groupReferences where index.offset(ofGroup: reference.id) == nil {
            findings.note(
                at: reference.pointer,
                "No group \(quoted(reference.id)) is defined in the product tree: define it, or "
                    + "name one that is."
            )
        }
    }

    private static let repeatedGroup = CSAF.Test(
        "6.1.5",
        "Multiple Definition of Product Group ID"
    ) { index, findings in
        for (offset, group) in index.groups.enumerated() {
            guard let first = index.offset(ofGroup: group.id), first != offset else { continue }
            findings.note(
                at: "/product_tree/product_groups/\(offset)/group_id",
                "The group \(quoted(group.id)) is defined already at "
                    + "/product_tree/product_groups/\(first): give one another identifier."
            )
        }
    }

    /// A text as it is shown in a sentence: cut, as it may be of any length.
    static func quoted(_ text: String) -> String {
        let start = text.unicodeScalars.prefix(longestQuote)
        return "\"\(String(start))" + (start.endIndex < text.endIndex ? "…\"" : "\"")
    }

    /// 100 scalars: enough to recognise an identifier by.
    private static let longestQuote = 100
}

/// The relationships whose product ends up in a circle.
///
/// Products that stand on nothing are taken away, then those that stood on nothing else: what is
/// left leads into a circle. Each relationship is looked at twice.
private struct ProductCircles {
    let offsets: [Int]

    init(_ relationships: [CSAF.Relationship]) {
        var users: [ExactText: [Int]] = [:]
        /// How many relationships still make the product, each of which has to be taken away.
        var makers: [ExactText: Int] = [:]
        for relationship in relationships {
            makers[ExactText(relationship.product.id), default: 0] += 1
        }
        var open = relationships.map { relationship in
            [relationship.reference, relationship.relatesTo].count { makers[ExactText($0)] != nil }
        }
        for (offset, relationship) in relationships.enumerated() {
            for part in [relationship.reference, relationship.relatesTo] {
                users[ExactText(part), default: []].append(offset)
            }
        }
        var pending = open.indices.filter { open[$0] == 0 }
        var isDone = Array(repeating: false, count: open.count)
        while let next = pending.popLast() {
            isDone[next] = true
            let product = ExactText(relationships[next].product.id)
            makers[product, default: 1] -= 1
            guard makers[product] == 0 else { continue }
            for user in users[product] ?? [] {
                open[user] -= 1
                if open[user] == 0 { pending.append(user) }
            }
        }
        offsets = isDone.indices.filter { !isDone[$0] }
    }
}
