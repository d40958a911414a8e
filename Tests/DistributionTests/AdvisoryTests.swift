// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Coordination
import Distribution
import Prioritization
import SecurityFormats
import Store
import StrictJSON
import TestSupport
import Testing

@Suite struct AdvisoryTests {
    private let draft = AdvisoryDraft(
        summary: "A crafted width makes left-pad write beyond its buffer.",
        details: "Widths above 2³¹ wrap.\n\nAll versions before 1.4.2.",
        references: ["https://left-pad.example/notes/1.4.2"]
    )

    private func publication(_ loop: Loop, by viewer: Viewer? = nil) -> AdvisoryPublication {
        AdvisoryPublication(
            store: loop.store,
            viewer: viewer ?? loop.coordinator,
            address: "https://clearinghouse.example"
        )
    }

    private func read(_ loop: Loop, _ name: String = "CH-2026-0001") async throws -> Advisory {
        let now = loop.now
        let name = try #require(AdvisoryName(name))
        return try await loop.store.read {
            try $0.advisory(named: name, viewer: .nobody, now: now)
        }
    }

    private func document(_ loop: Loop, _ form: AdvisoryForm) async throws -> [UInt8] {
        let now = loop.now
        let name = try #require(AdvisoryName("CH-2026-0001"))
        return try await loop.store.read {
            try $0.advisoryDocument(form, of: name, viewer: .nobody, now: now)
        }
    }

    @Test(arguments: Engine.allCases)
    func `details reach the public after the patch reached operators, and not before`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        let publication = publication(loop)
        let id = try await loop.prepare()
        let early = try await loop.refusal {
            _ = try await publication.publish(draft, for: loop.caseID)
        }
        #expect(early?.code == "bundle-not-released")
        try await loop.sign(id, by: loop.supplier)
        try await loop.sign(id, by: loop.coordinator)
        loop.clock.set(try await loop.bundle(id).bundle.moment)
        try await loop.work()
        let now = loop.now
        #expect(try await loop.store.read { try $0.advisories(viewer: .nobody, now: now) } == [])
        let hidden = try await loop.refusal {
            _ = try await loop.store.read {
                try $0.vulnerability(loop.vulnerability, viewer: .nobody, now: now)
            }
        }
        #expect(hidden == .notFound)
        _ = try await publication.publish(draft, for: loop.caseID)
        #expect(try await read(loop).title == "left-pad writes out of bounds")
        let twice = try await loop.refusal {
            _ = try await publication.publish(draft, for: loop.caseID)
        }
        #expect(twice?.code == "advisory-exists" && twice?.detail.contains("CH-2026-0001") == true)
        await loop.close()
    }

    @Test func `every co-finder who chose a name is credited, word for word, and no other`()
        async throws
    {
        let loop = try await Loop.open(.sqlite, credits: ["Alder Labs ✳︎", nil, "cedar <c@x>"])
        try await loop.release()
        _ = try await publication(loop).publish(draft, for: loop.caseID)
        let names = ["Alder Labs ✳︎", "cedar <c@x>"]
        #expect(try await read(loop).content.credits == names)
        let osv = try OSV.Record(parsing: try await document(loop, .osv))
        #expect(osv.credits.map(\.name) == names)
        let csaf = try CSAF.Document(parsing: try await document(loop, .csaf))
        #expect(csaf.metadata.acknowledgments.flatMap(\.names) == names)
        await loop.close()
    }

    @Test func `both documents say what the page says, and stay as they were published`()
        async throws
    {
        let loop = try await Loop.open(.sqlite)
        try await loop.release()
        _ = try await publication(loop).publish(draft, for: loop.caseID)
        let bytes = try await document(loop, .osv)
        let osv = try OSV.Record(parsing: bytes)
        #expect(osv.id == "CH-2026-0001" && osv.aliases == ["CVE-2026-4242"])
        #expect(osv.affected.first?.package?.ecosystem == "npm")
        #expect(osv.affected.first?.package?.name == "left-pad")
        let events = osv.affected.first?.ranges.first?.events.map { "\($0.kind) \($0.version)" }
        #expect(events == ["introduced 0", "fixed 1.4.2"])
        #expect(osv.severity.map(\.kind) == [.cvss3])
        let csaf = try CSAF.Document(parsing: try await document(loop, .csaf))
        #expect(csaf.metadata.tracking.id == "CH-2026-0001")
        #expect(csaf.fileName == "ch-2026-0001.json")
        #expect(csaf.metadata.publisher.name == "Coordination Centre")
        let one = try #require(csaf.vulnerabilities.first)
        #expect(one.cve == "CVE-2026-4242" && one.weakness?.name == "Out-of-bounds Write")
        #expect(one.scores.first?.cvss3?.baseScore.text == "9.8")
        let products = csaf.productTree?.allProducts ?? []
        #expect(
            products.compactMap(\.identification?.purl) == [
                "pkg:npm/left-pad", "pkg:npm/left-pad@1.4.2",
            ]
        )
        loop.clock.advance(seconds: 86_400)
        #expect(try await document(loop, .osv) == bytes)
        await loop.close()
    }

    @Test(arguments: Engine.allCases)
    func `an advisory is revised, and a withdrawn one stays resolvable`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        try await loop.release()
        let publication = publication(loop)
        _ = try await publication.publish(draft, for: loop.caseID)
        let name = try #require(AdvisoryName("CH-2026-0001"))
        loop.clock.advance(seconds: 60)
        let more = AdvisoryDraft(summary: "Also 1.4.2-beta.", details: "More.")
        _ = try await publication.revise(name, to: more, summary: "Named a beta.")
        let revised = try await read(loop)
        #expect(revised.revision == 2 && revised.content.summary == "Also 1.4.2-beta.")
        #expect(revised.history.map(\.summary) == ["First published.", "Named a beta."])
        loop.clock.advance(seconds: 60)
        _ = try await publication.withdraw(name, reason: "It was another package.")
        let withdrawn = try await read(loop)
        #expect(withdrawn.withdrawnAt != nil && withdrawn.revision == 3)
        let osv = try OSV.Record(parsing: try await document(loop, .osv))
        #expect(osv.withdrawn != nil)
        #expect(osv.summary == "Withdrawn: It was another package.")
        let csaf = try CSAF.Document(parsing: try await document(loop, .csaf))
        #expect(csaf.metadata.tracking.version == "3")
        let again = try await loop.refusal {
            _ = try await publication.withdraw(name, reason: "Again.")
        }
        #expect(again?.code == "advisory-withdrawn")
        await loop.close()
    }

    @Test func `numbers have no gaps within a year and begin anew with the next`() async throws {
        let loop = try await Loop.open(.sqlite)
        try await loop.release()
        // A refused publication takes no number.
        let bad = AdvisoryDraft(summary: "", details: "", references: ["http://x"])
        let refusal = try await loop.refusal {
            _ = try await publication(loop).publish(bad, for: loop.caseID)
        }
        #expect(refusal?.faults.count == 3)
        _ = try await publication(loop).publish(draft, for: loop.caseID)
        #expect(try await read(loop).name == "CH-2026-0001")
        #expect(AdvisoryName("CH-2026-1") == nil && AdvisoryName("CH-2026-00001") == nil)
        #expect(AdvisoryName("CH-2026-12345")?.description == "CH-2026-12345")
        await loop.close()
    }

    @Test func `only a coordinator publishes, and who is none learns of no case`() async throws {
        let loop = try await Loop.open(.sqlite)
        try await loop.release()
        for (viewer, code) in [
            (loop.supplier, "forbidden"), (loop.hospital, "not-found"),
            (Viewer.nobody, "unauthenticated"),
        ] {
            let refusal = try await loop.refusal {
                _ = try await publication(loop, by: viewer).publish(draft, for: loop.caseID)
            }
            #expect(refusal?.code == code)
        }
        await loop.close()
    }
}
