// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

/// A document, how it is spoiled, and what its author then reads.
struct SpoiledDocument: Sendable, CustomTestStringConvertible {
    let test: String
    let pointer: String
    let reason: String
    let spoil: @Sendable (inout CSAF.Document) -> Void

    init(
        _ test: String,
        _ pointer: String,
        _ reason: String,
        _ spoil: @escaping @Sendable (inout CSAF.Document) -> Void
    ) {
        self.test = test
        self.pointer = pointer
        self.reason = reason
        self.spoil = spoil
    }

    var testDescription: String { test }

    /// One or two of each family.
    static let all: [SpoiledDocument] = products + scores + names + versions + profiles

    private static let products = [
        SpoiledDocument(
            "6.1.2",
            "/product_tree/full_product_names/2/product_id",
            "The product \"P1\" is defined already at /product_tree/full_product_names/0: give one "
                + "another identifier."
        ) { $0.productTree?.products.append(CSAF.Product(id: "P1", name: "Pump again")) },
        SpoiledDocument(
            "6.1.3",
            "/product_tree/relationships/0/full_product_name/product_id",
            "The product \"P3\" is made of products that are made of themselves: let no "
                + "relationship lead back."
        ) { document in
            let product = CSAF.Product(id: "P3", name: "Pump in itself")
            document.productTree?.relationships = [
                CSAF.Relationship(.installedOn, product: product, reference: "P1", relatesTo: "P3")
            ]
        },
        SpoiledDocument(
            "6.1.4",
            "/vulnerabilities/0/remediations/0/group_ids/0",
            "No group \"G9\" is defined in the product tree: define it, or name one that is."
        ) { $0.vulnerabilities[0].remediations[0].groups = ["G9"] },
        SpoiledDocument(
            "6.1.6",
            "/vulnerabilities/0/product_status/known_not_affected/0",
            "The product \"P1\" cannot be known_not_affected and known_affected: decide on one."
        ) { $0.vulnerabilities[0].productStatus?.knownNotAffected = ["P1"] },
        SpoiledDocument(
            "6.1.29",
            "/vulnerabilities/0/remediations/0",
            "The remediation is for no product: name products or groups."
        ) { $0.vulnerabilities[0].remediations[0].products = [] },
        SpoiledDocument(
            "6.1.33",
            "/vulnerabilities/0/flags/1",
            "The product \"P2\" has a justification already at /vulnerabilities/0/flags/0: keep "
                + "one of them."
        ) { document in
            document.vulnerabilities[0].flags = [
                CSAF.Flag(.codeNotPresent, products: ["P2"]),
                CSAF.Flag(.componentNotPresent, products: ["P2"]),
            ]
        },
    ]

    private static let scores = [
        SpoiledDocument(
            "6.1.7",
            "/vulnerabilities/0/scores/1/products/0",
            "The product \"P1\" has a score by CVSS 3.1 already: keep one of them."
        ) { $0.vulnerabilities[0].scores += $0.vulnerabilities[0].scores },
        SpoiledDocument(
            "6.1.8",
            "/vulnerabilities/0/scores/0/cvss_v3/vectorString",
            "\"CVSS:3.1/AV:Z\" is no vector of CVSS 3.1."
        ) { $0.vulnerabilities[0].scores[0].cvss3?.vector = "CVSS:3.1/AV:Z" },
        SpoiledDocument(
            "6.1.9",
            "/vulnerabilities/0/scores/0/cvss_v3/baseScore",
            "The vector comes to 9.8, not to 9.9: write 9.8."
        ) { $0.vulnerabilities[0].scores[0].cvss3?.baseScore = JSONNumber(text: "9.9") ?? 0 },
        SpoiledDocument(
            "6.1.9",
            "/vulnerabilities/0/scores/0/cvss_v3/baseSeverity",
            "A score of 9.8 is rated CRITICAL, not \"LOW\": write CRITICAL."
        ) { $0.vulnerabilities[0].scores[0].cvss3?.baseSeverity = .low },
        SpoiledDocument(
            "6.1.9",
            "/vulnerabilities/0/scores/0/cvss_v3/vectorString",
            "No score can be computed: the vector lacks AC (Attack Complexity)."
        ) { $0.vulnerabilities[0].scores[0].cvss3?.vector = "CVSS:3.1/AV:N" },
        SpoiledDocument(
            "6.1.10",
            "/vulnerabilities/0/scores/0/cvss_v2/accessVector",
            "LOCAL contradicts the vector, which says AV:N: change one of them."
        ) { document in
            document.vulnerabilities[0].scores[0].cvss2 = [
                "version": "2.0", "vectorString": "AV:N/AC:L/Au:N/C:C/I:C/A:C", "baseScore": 10,
                "accessVector": "LOCAL",
            ]
        },
    ]

    private static let names = [
        SpoiledDocument(
            "6.1.11",
            "/vulnerabilities/0/cwe/name",
            "CWE-787 is called \"Out-of-bounds Write\" in CWE 4.20, not \"Overflow\": write that "
                + "name."
        ) { $0.vulnerabilities[0].weakness = CSAF.Weakness(id: "CWE-787", name: "Overflow") },
        SpoiledDocument(
            "6.1.11",
            "/vulnerabilities/0/cwe/id",
            "CWE 4.20 has no weakness \"CWE-16\": name one that it has."
        ) { $0.vulnerabilities[0].weakness = CSAF.Weakness(id: "CWE-16", name: "Configuration") },
        SpoiledDocument(
            "6.1.12",
            "/document/lang",
            "There is no language \"ez\". The IANA Language Subtag Registry has those that are."
        ) { $0.metadata.language = "EZ" },
        SpoiledDocument(
            "6.1.13",
            "/product_tree/full_product_names/1/product_identification_helper/purl",
            "\"pkg:maven/@1.3.4\" is no package URL: the name is missing."
        ) { document in
            document.productTree?.products[1].identification = CSAF.ProductIdentification(
                purl: "pkg:maven/@1.3.4"
            )
        },
        SpoiledDocument(
            "6.1.26",
            "/document/category",
            "The category \"V_eX\" reads like a profile and is none: write the profile's exact "
                + "name, or another one."
        ) { $0.metadata.category = "V_eX" },
    ]

    private static let versions = [
        SpoiledDocument(
            "6.1.14",
            "/document/tracking/revision_history/0/number",
            "Version \"1\" is dated after version \"2\": numbers must rise with dates."
        ) { document in
            let later = Timestamp(microseconds: 1)
            document.metadata.tracking.revisions[0].date = DateTime(later)
            document.metadata.tracking.revisions.append(
                CSAF.Revision("2", date: Timestamp(microseconds: 0), summary: "Second.")
            )
        },
        SpoiledDocument(
            "6.1.17",
            "/document/tracking/status",
            "Version \"0\" is that of a draft: set the status to draft, or give the document a "
                + "released version."
        ) { $0.metadata.tracking.version = "0" },
        SpoiledDocument(
            "6.1.30",
            "/document/tracking/revision_history/0/number",
            "Version \"1\" is an integer, the document's version \"1.0.0\" is not: use one kind."
        ) { $0.metadata.tracking.version = "1.0.0" },
    ]

    private static let profiles = [
        SpoiledDocument(
            "6.1.27.4",
            "/product_tree",
            "A document of this profile needs a product tree: say which products it is about."
        ) { $0.productTree = nil },
        SpoiledDocument(
            "6.1.27.10",
            "/vulnerabilities/0/product_status/known_affected/0",
            "Nothing says what to do about the product \"P1\": add a remediation for it."
        ) { document in
            document.metadata.category = CSAF.vex
            document.vulnerabilities[0].remediations = []
        },
    ]

    /// An advisory that no test finds anything in.
    static func sound() -> CSAF.Document {
        let first = CSAF.Revision("1", date: Timestamp(microseconds: 0), summary: "First.")
        let metadata = CSAF.Metadata(
            title: "Heap overflow in Pump",
            publisher: CSAF.Publisher(.vendor, name: "A", namespace: "https://a.example"),
            tracking: CSAF.Tracking(id: "A-1", status: .final, revisions: [first])
        )
        var vulnerability = CSAF.Vulnerability(cve: "CVE-2026-10001")
        vulnerability.notes = [CSAF.Note(.description, "A long record overruns a buffer.")]
        vulnerability.productStatus = CSAF.ProductStatus(knownAffected: ["P1"], fixed: ["P2"])
        vulnerability.remediations = [
            CSAF.Remediation(.vendorFix, details: "Take version 2.", products: ["P1"])
        ]
        let score = CSAF.CVSS3(
            vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            baseScore: JSONNumber(text: "9.8") ?? 0,
            baseSeverity: .critical
        )
        vulnerability.scores = [CSAF.Score(products: ["P1"], cvss3: score)]
        let products = [
            CSAF.Product(id: "P1", name: "Pump 1", purl: "pkg:generic/pump@1"),
            CSAF.Product(id: "P2", name: "Pump 2", purl: "pkg:generic/pump@2"),
        ]
        return CSAF.Document(
            metadata,
            productTree: CSAF.ProductTree(products: products),
            vulnerabilities: [vulnerability]
        )
    }
}

struct `Who spoils a CSAF document reads what is wrong and what to do` {
    @Test func `a sound document has no faults`() {
        #expect(SpoiledDocument.sound().validate(.basic).faults == [])
        #expect(SpoiledDocument.sound().validate(.basic).isValid)
    }

    @Test(arguments: SpoiledDocument.all)
    func `a fault says where it is and what to do`(spoiled: SpoiledDocument) {
        var document = SpoiledDocument.sound()
        spoiled.spoil(&document)
        let report = document.validate(.basic)
        let found = report.faults(of: spoiled.test)
        #expect(
            found.contains { $0.pointer == spoiled.pointer && $0.reason == spoiled.reason },
            "\(report.faults)"
        )
        #expect(!report.isValid)
    }
}
