// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Whether what is named is defined, and once (sections 6.1.1 to 6.1.5).
extension CSAF.Test {
    static let definitions: [CSAF.Test] = [
        CSAF.Test("6.1.1", "Missing Definition of Product ID") { index, findings in
            for reference in index.productReferences
            where index.offset(ofProduct: reference.id) == nil {
                findings.note(
                    at: reference.pointer,
                    "No product \(quoted(reference.id)) is defined in the product tree."
                )
            }
        },
        CSAF.Test("6.1.2", "Multiple Definition of Product ID") { index, findings in
            for (offset, definition) in index.products.enumerated() {
                guard let first = index.offset(ofProduct: definition.product.id), first != offset
                else { continue }
                findings.note(
                    at: index.pointer(to: definition) + "/product_id",
                    "The product \(quoted(definition.product.id)) is defined already at "
                        + "\(index.pointer(to: index.products[first])): give one another identifier."
                )
            }
        },
    ]

    /// A text as it is shown in a sentence: cut, as it may be of any length.
    static func quoted(_ text: String) -> String {
        let start = text.unicodeScalars.prefix(longestQuote)
        return "\"\(String(start))" + (start.endIndex < text.endIndex ? "…\"" : "\"")
    }

    /// 100 scalars: enough to recognise an identifier by.
    private static let longestQuote = 100
}
