// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

/// Advisories as a clearinghouse publishes them, each with something of its own.
struct SampleAdvisories {
    private static let site = "https://clearinghouse.example/.well-known/csaf/white"
    private let time: Timestamp

    init() throws { time = try #require(Timestamp("2026-11-21T09:00:00Z")) }

    /// All of them, which a strict reader accepts.
    func all() throws -> [CSAF.Document] {
        [
            plain(), scored(), several(), credited(), updated(), unfixed(), ranges(), waiting(),
        ]
    }

    /// One that speaks of a product which it does not define.
    func broken() -> CSAF.Document {
        var document = plain(id: "CLR-2026-0099")
        document.vulnerabilities[0].productStatus?.knownAffected.append("P9")
        return document
    }

    private func metadata(_ id: String, _ revisions: [CSAF.Revision] = []) -> CSAF.Metadata {
        let first = CSAF.Revision("1", date: time, summary: "First version.")
        var metadata = CSAF.Metadata(
            title: "Heap overflow in Tinyrecord",
            publisher: CSAF.Publisher(
                .coordinator,
                name: "Example Clearinghouse",
                namespace: "https://clearinghouse.example",
                contactDetails: "security@clearinghouse.example"
            ),
            tracking: CSAF.Tracking(id: id, status: .final, revisions: [first] + revisions)
        )
        metadata.language = "en"
        metadata.distribution = CSAF.Distribution(tlp: .white)
        let text = "A record with a crafted length overflows a buffer on the heap."
        metadata.notes = [CSAF.Note(.summary, text, title: "Summary")]
        let url = "\(Self.site)/2026/\(CSAF.fileName(trackingID: id))"
        metadata.references = [CSAF.Reference(.itself, summary: "This advisory.", url: url)]
        metadata.tracking.generator = CSAF.Generator(engine: "clearinghouse", version: "0.4.0")
        return metadata
    }

    private func product(_ id: String, _ version: String) -> CSAF.Product {
        CSAF.Product(
            id: id,
            name: "Example Tinyrecord \(version)",
            purl: "pkg:generic/tinyrecord@\(version)"
        )
    }

    /// Version 1.0.0 as P1 is affected, version 1.0.1 as P2 has the fix.
    private func tree() -> CSAF.ProductTree {
        let versions = [("P1", "1.0.0"), ("P2", "1.0.1")].map { id, version in
            CSAF.Branch(.productVersion, version, product: product(id, version))
        }
        let name = CSAF.Branch(.productName, "Tinyrecord", branches: versions)
        return CSAF.ProductTree(branches: [CSAF.Branch(.vendor, "Example", branches: [name])])
    }

    private func vulnerability(cve: String? = nil) -> CSAF.Vulnerability {
        var vulnerability = CSAF.Vulnerability(cve: cve, title: "Heap overflow in record lengths")
        vulnerability.ids = [CSAF.Identifier(systemName: "Example Clearinghouse", text: "V-17")]
        vulnerability.weakness = CSAF.Weakness(id: "CWE-122", name: "Heap-based Buffer Overflow")
        vulnerability.notes = [CSAF.Note(.description, "A length is trusted.")]
        vulnerability.productStatus = CSAF.ProductStatus(knownAffected: ["P1"], fixed: ["P2"])
        vulnerability.remediations = [
            CSAF.Remediation(.vendorFix, details: "Update to 1.0.1.", products: ["P1"])
        ]
        vulnerability.scores = [score(products: ["P1"])]
        return vulnerability
    }

    private func score(_ version: String = "3.1", products: [String]) -> CSAF.Score {
        let cvss3 = CSAF.CVSS3(
            vector: "CVSS:\(version)/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            baseScore: JSONNumber(text: "9.8") ?? 0,
            baseSeverity: .critical
        )
        return CSAF.Score(products: products, cvss3: cvss3)
    }

    /// No CVE yet.
    private func plain(id: String = "CLR-2026-0001") -> CSAF.Document {
        CSAF.Document(metadata(id), productTree: tree(), vulnerabilities: [vulnerability()])
    }

    /// A score of CVSS 3.0, all that can be said of the fix, and when.
    private func scored() -> CSAF.Document {
        var one = vulnerability(cve: "CVE-2026-10001")
        one.scores = [score("3.0", products: ["P1"])]
        one.remediations[0].url = "https://example.com/tinyrecord/1.0.1"
        one.remediations[0].restart = CSAF.Restart(.service)
        one.discoveryDate = DateTime(time)
        one.releaseDate = DateTime(time)
        let tree = tree()
        return CSAF.Document(metadata("CLR-2026-0002"), productTree: tree, vulnerabilities: [one])
    }

    /// Two vendors ship the same library; a group stands for what is affected.
    private func several() -> CSAF.Document {
        var tree = tree()
        let other = CSAF.Product(id: "P3", name: "Other Gateway 7", purl: "pkg:npm/gateway@7.0.0")
        let version = CSAF.Branch(.productVersion, "7.0.0", product: other)
        let name = CSAF.Branch(.productName, "Gateway", branches: [version])
        tree.branches.append(CSAF.Branch(.vendor, "Other", branches: [name]))
        tree.groups = [CSAF.ProductGroup(id: "G1", products: ["P1", "P3"])]
        var one = vulnerability(cve: "CVE-2026-10003")
        one.productStatus?.knownAffected = ["P1", "P3"]
        one.scores = [score(products: ["P1", "P3"])]
        one.threats = [CSAF.Threat(.exploitStatus, details: "None known.", products: ["P1", "P3"])]
        one.remediations[0].products = []
        one.remediations[0].groups = ["G1"]
        return CSAF.Document(metadata("CLR-2026-0003"), productTree: tree, vulnerabilities: [one])
    }

    /// Several finders, each named exactly as they wish.
    private func credited() -> CSAF.Document {
        var one = vulnerability(cve: "CVE-2026-10004")
        one.acknowledgments = [
            CSAF.Acknowledgment(
                names: ["Kovács János", "ada \"L\" <🦉>"],
                organization: "Lab & Co"
            ),
            CSAF.Acknowledgment(
                names: ["李"],
                summary: "Found it, too.",
                urls: ["https://a.example"]
            ),
            CSAF.Acknowledgment(names: [], organization: "Example AI, agent of"),
        ]
        one.involvements = [
            CSAF.Involvement(.coordinator, .completed, date: time, summary: "Shared the fix.")
        ]
        let tree = tree()
        return CSAF.Document(metadata("CLR-2026-0004"), productTree: tree, vulnerabilities: [one])
    }

    private func updated() -> CSAF.Document {
        let later = [2, 3].map { number in
            CSAF.Revision(
                "\(number)",
                date: Timestamp(microseconds: time.microseconds + number * 86_400_000_000),
                summary: "Names version \(number) of the fix."
            )
        }
        var metadata = metadata("CLR-2026-0005", later)
        metadata.distribution = CSAF.Distribution(tlp: .amber, text: "Until the hour agreed on.")
        metadata.aggregateSeverity = CSAF.AggregateSeverity("urgent")
        metadata.tracking.aliases = ["CVE-2026-10005"]
        let one = vulnerability(cve: "CVE-2026-10005")
        return CSAF.Document(metadata, productTree: tree(), vulnerabilities: [one])
    }

    /// No fix: a mitigation, and a product that is not affected, with the reason.
    private func unfixed() -> CSAF.Document {
        var metadata = metadata("CLR-2026-0006")
        metadata.tracking.status = .interim
        var one = vulnerability()
        var status = CSAF.ProductStatus(knownAffected: ["P1"])
        status.knownNotAffected = ["P2"]
        one.productStatus = status
        one.flags = [CSAF.Flag(.codeNotPresent, products: ["P2"])]
        one.threats = [CSAF.Threat(.impact, details: "Built without it.", products: ["P2"])]
        one.remediations = [
            CSAF.Remediation(.mitigation, details: "Refuse long records.", products: ["P1"]),
            CSAF.Remediation(.noneAvailable, details: "A fix is being made.", products: ["P1"]),
        ]
        return CSAF.Document(metadata, productTree: tree(), vulnerabilities: [one])
    }

    /// Affected is a range of versions, in a product that ships inside another.
    private func ranges() -> CSAF.Document {
        let range = CSAF.Product(
            id: "P1",
            name: "Tinyrecord before 1.0.1",
            purl: "pkg:npm/tinyrecord"
        )
        let fixed = CSAF.Product(
            id: "P2",
            name: "Tinyrecord 1.0.1",
            purl: "pkg:npm/tinyrecord@1.0.1"
        )
        let versions = [
            CSAF.Branch(.productVersionRange, "vers:npm/<1.0.1", product: range),
            CSAF.Branch(.productVersion, "1.0.1", product: fixed),
        ]
        let name = CSAF.Branch(.productName, "Tinyrecord", branches: versions)
        var tree = CSAF.ProductTree(branches: [CSAF.Branch(.vendor, "Example", branches: [name])])
        tree.products = [CSAF.Product(id: "P3", name: "Pump 4", purl: "pkg:generic/pump@4")]
        tree.relationships = [
            CSAF.Relationship(
                .defaultComponent,
                product: CSAF.Product(
                    id: "P4",
                    name: "Tinyrecord in Pump 4",
                    purl: "pkg:generic/p@4"
                ),
                reference: "P1",
                relatesTo: "P3"
            )
        ]
        var one = vulnerability(cve: "CVE-2026-10007")
        one.productStatus?.knownAffected = ["P1", "P4"]
        one.scores = [score(products: ["P1", "P4"])]
        one.remediations[0].products = ["P1", "P4"]
        return CSAF.Document(metadata("CLR-2026-0007"), productTree: tree, vulnerabilities: [one])
    }

    /// Two vulnerabilities, of the second of which it is not known yet whether the fix holds.
    private func waiting() -> CSAF.Document {
        var second = vulnerability(cve: "CVE-2026-10009")
        second.productStatus = CSAF.ProductStatus(knownAffected: ["P1"])
        second.productStatus?.underInvestigation = ["P2"]
        second.remediations = [
            CSAF.Remediation(.noneAvailable, details: "Being made.", products: ["P1", "P2"])
        ]
        second.scores = [score(products: ["P1", "P2"])]
        let both = [vulnerability(cve: "CVE-2026-10008"), second]
        let tree = tree()
        return CSAF.Document(metadata("CLR-2026-0008"), productTree: tree, vulnerabilities: both)
    }
}
