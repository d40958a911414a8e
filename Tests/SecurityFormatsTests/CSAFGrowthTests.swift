// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

struct `Hostile CSAF documents cost what their size allows` {
    /// Quadratic work would take a hundred times as long for ten times the products.
    @Test func `ten times the products take about ten times as long`() {
        let small = Self.document(products: 500)
        let large = Self.document(products: 5_000)
        #expect(small.validate().faults(of: "6.1.6").count == 500)
        #expect(large.validate().omitted >= 4_000)
        let ratio = Self.shortest { _ = large.validate() } / Self.shortest { _ = small.validate() }
        #expect(ratio < 40, "\(ratio)")
    }

    @Test func `a chain of relationships is followed to its end, and a circle is found`() {
        var document = SpoiledDocument.sound()
        let count = 5_000
        document.productTree?.relationships = (0..<count).map { offset in
            CSAF.Relationship(
                .installedOn,
                product: CSAF.Product(id: "R\(offset)", name: "R"),
                reference: offset == 0 ? "P1" : "R\(offset - 1)",
                relatesTo: "P2"
            )
        }
        #expect(document.validate(.basic).faults(of: "6.1.3") == [])
        document.productTree?.relationships[0].reference = "R\(count - 1)"
        let report = document.validate(.basic)
        #expect(report.faults(of: "6.1.3").count == 1_000)
        #expect(report.omitted == count - 1_000)
    }

    /// Each product has every kind of reference, and contradicts itself.
    private static func document(products count: Int) -> CSAF.Document {
        var document = SpoiledDocument.sound()
        let products = (0..<count).map { CSAF.Product(id: "P\($0)", name: "P", purl: "pkg:a/b") }
        let ids = products.map(\.id)
        document.productTree = CSAF.ProductTree(products: products)
        document.productTree?.groups = [CSAF.ProductGroup(id: "G", products: ids)]
        var vulnerability = document.vulnerabilities[0]
        vulnerability.productStatus = CSAF.ProductStatus(knownAffected: ids, fixed: ids)
        vulnerability.remediations = ids.map {
            CSAF.Remediation(.vendorFix, details: "Take it.", products: [$0])
        }
        vulnerability.flags = [CSAF.Flag(.codeNotPresent, products: [])]
        vulnerability.flags[0].groups = ["G"]
        document.vulnerabilities = [vulnerability]
        return document
    }

    /// The shortest of three, which a busy machine disturbs least.
    private static func shortest(_ work: () -> Void) -> Double {
        (0..<3).map { _ in
            let (seconds, attoseconds) = ContinuousClock().measure(work).components
            return Double(seconds) + Double(attoseconds) / 1e18
        }.min() ?? 0
    }
}
