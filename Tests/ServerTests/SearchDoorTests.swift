// SPDX-License-Identifier: Apache-2.0

import Access
import ServingSupport
import StrictJSON
import TestSupport
import Testing

/// One search over everything that one may see, and over nothing else.
@Suite struct SearchDoorTests {
    /// What lab A and the coordinator have, by words that stand nowhere else.
    private struct Town {
        let cast: Cast
        /// Words of each kind, and the identifier of one thing of it.
        var words: [(kind: String, words: String, id: String)] = []
    }

    private func made(
        _ site: Site,
        _ path: String,
        _ body: String,
        _ token: String?
    ) async throws -> JSONValue {
        let got = try await site.post(path, body, token: token)
        #expect(got.status == 201, "\(got.text)")
        return try JSONValue(parsing: got.bytes)
    }

    private func town(_ site: Site) async throws -> Town {
        var town = Town(cast: try await site.cast())
        let (member, coordinator) = (town.cast["member"].token, town.cast["coordinator"].token)
        let report = try await made(
            site,
            "/v1/intake/finding",
            #"{"package":"pkg:npm/quokka","title":"Zyzzyva runs over","description":"d"}"#,
            member
        )
        let finding = try #require(report["outcomes"]?[0]?["finding"]?.stringValue)
        let root = try await made(
            site,
            "/v1/findings/\(finding)/vulnerability",
            #"{"title":"Axolotl root","range":"vers:all/*","cve":"CVE-2026-12345"}"#,
            coordinator
        )
        let vulnerability = try #require(root["id"]?.stringValue)
        let onCase = try await made(
            site,
            "/v1/vulnerabilities/\(vulnerability)/cases",
            #"{"title":"Numbat talk"}"#,
            coordinator
        )
        let dealing = try await made(site, "/v1/engagements", #"{"codename":"Blue Heron"}"#, member)
        let released = try await site.releasedCase(
            of: "pkg:npm/kakapo",
            lab: town.cast.labA,
            member: try #require(member),
            coordinator: try #require(coordinator)
        )
        let item = try await made(site, "/v1/inventory", #"{"purl":"pkg:npm/bilby@1.0.0"}"#, member)
        town.words = [
            ("inventoryItem", "bilby 1.0.0", try #require(item["id"]?.stringValue)),
            ("finding", "zyzzyva OVER", finding), ("vulnerability", "axolotl", vulnerability),
            ("case", "numbat", try #require(onCase["id"]?.stringValue)),
            ("engagement", "heron blue", try #require(dealing["id"]?.stringValue)),
            ("bundle", "kakapo", released.bundle), ("delivery", "kakapo", released.delivery),
        ]
        return town
    }

    private func ask(_ site: Site, _ text: String, _ member: Cast.Member) async throws -> Got {
        let query = text.replacing(" ", with: "+").replacing(":", with: "%3A")
            .replacing("/", with: "%2F").replacing("@", with: "%40")
        return try await site.send("GET", "/v1/search?q=\(query)", token: member.token)
    }

    /// What was found, as `kind id`.
    private func hits(_ got: Got) throws -> [String] {
        let hits = try JSONValue(parsing: got.bytes)["hits"]?.arrayValue ?? []
        return hits.map { "\($0["kind"]?.stringValue ?? "") \($0["id"]?.stringValue ?? "")" }
    }

    @Test(arguments: Engine.allCases)
    func `words and identifiers find what one may see, each kind of it`(
        _ engine: Engine
    ) async throws {
        let site = try await Site.open(engine)
        let town = try await town(site)
        let (member, coordinator) = (town.cast["member"], town.cast["coordinator"])
        for (kind, words, id) in town.words {
            // The coordinator is no side of the engagement, and no recipient; of a case that lab A
            // was invited to, the words come with its consent.
            let seers =
                switch kind {
                case "case": [coordinator]
                case "engagement", "delivery", "inventoryItem": [member]
                default: [member, coordinator]
                }
            for seer in seers {
                let found = try await ask(site, words, seer)
                let all = try hits(found)
                #expect(all.contains("\(kind) \(id)"), "\(seer.name), \(words): \(found.text)")
                #expect(try hits(await ask(site, id.uppercased(), seer)) == ["\(kind) \(id)"])
            }
        }
        for text in ["cve-2026-12345", "pkg:npm/quokka@9.9.9", "quok axo"] {
            let all = try hits(await ask(site, text, coordinator))
            #expect(all.contains("vulnerability \(town.words[2].id)"), "\(text): \(all)")
        }
        #expect(try hits(await ask(site, "axolotl heron", member)).isEmpty)
        let none = try await ask(site, "", member)
        #expect(try hits(none).isEmpty && none.text.contains("newest 500 findings"))
        let long = try await ask(site, String(repeating: "a", count: 201), member)
        #expect(long.status == 422)
        try await site.close()
    }

    @Test func `what is hidden is answered like what never was, in the same bytes`() async throws {
        let site = try await Site.open()
        let town = try await town(site)
        let absent = try await ask(site, "xylophone", town.cast["other"])
        #expect(absent.status == 200)
        let texts = town.words.flatMap { [$0.words, $0.id] } + ["CVE-2026-12345", "npm"]
        for text in texts {
            let got = try await ask(site, text, town.cast["other"])
            #expect(got.bytes == absent.bytes, "\(text): \(got.text)")
        }
        for text in ["heron", town.words[4].id, "bilby"] {
            let got = try await ask(site, text, town.cast["coordinator"])
            #expect(got.bytes == absent.bytes, "\(text): \(got.text)")
        }
        // Invited and not consented: that there is a case, and not what it is about.
        #expect(try hits(await ask(site, "numbat", town.cast["member"])).isEmpty)
        try await site.close()
    }

    @Test(arguments: Engine.allCases)
    func `a report leads its reporter to its findings, by its id and by its receipt`(
        _ engine: Engine
    ) async throws {
        let site = try await Site.open(engine)
        let cast = try await site.cast()
        let body = #"{"package":"pkg:npm/quokka","title":"Overrun","description":"d"}"#
        let sent = try await made(site, "/v1/intake/finding", body, cast["member"].token)
        let report = try #require(sent["report"]?.stringValue)
        let receipt = try #require(sent["receipt"]?.stringValue)
        let finding = try #require(sent["outcomes"]?[0]?["finding"]?.stringValue)
        for text in [report, receipt, receipt.uppercased()] {
            #expect(try hits(await ask(site, text, cast["member"])) == ["finding \(finding)"])
        }
        // Whoever triages reads reports; a receipt is no key to what others were told.
        #expect(try hits(await ask(site, report, cast["coordinator"])) == ["finding \(finding)"])
        let absent = try await ask(site, "xylophone", cast["other"])
        let wrong = "SUB-" + String(repeating: "0", count: 32)
        for text in [report, receipt, wrong] {
            #expect(try await ask(site, text, cast["other"]).bytes == absent.bytes, "\(text)")
        }
        #expect(try hits(await ask(site, receipt, cast["coordinator"])).isEmpty)
        try await site.close()
    }

    @Test(arguments: Engine.allCases)
    func `people are found by those who may see them`(_ engine: Engine) async throws {
        let site = try await Site.open(engine)
        let cast = try await site.cast()
        let body = #"{"participant":"\#(cast.labA)","name":"Ōtani Rui","roles":["member"]}"#
        let person = try #require(
            try await made(site, "/v1/people", body, site.administrator)["id"]?.stringValue
        )
        let software =
            #"{"participant":"\#(cast.labA)","name":"Rui bot","family":"f","roles":["member"]}"#
        let agent = try #require(
            try await made(site, "/v1/agents", software, site.administrator)["id"]?.stringValue
        )
        for token in [cast["member"].token, site.administrator] {
            let found = try await site.send("GET", "/v1/search?q=rui", token: token)
            #expect(try hits(found) == ["person \(person)", "agent \(agent)"], "\(found.text)")
            let one = try await site.send("GET", "/v1/search?q=\(person)", token: token)
            #expect(try hits(one) == ["person \(person)"] && one.text.contains("/people/"))
        }
        let absent = try await ask(site, "xylophone", cast["other"])
        for (seer, text) in [("other", "rui"), ("other", person), ("coordinator", "rui")] {
            let got = try await ask(site, text, cast[seer])
            #expect(got.bytes == absent.bytes, "\(seer): \(got.text)")
        }
        try await site.close()
    }

    @Test func `a kind of which there is much is cut, and that is said`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        for number in 1...SearchWords.found + 1 {
            let body = #"{"package":"pkg:npm/many","title":"Wombat \#(number)","description":"d"}"#
            _ = try await site.post("/v1/intake/finding", body, token: cast["member"].token)
        }
        let got = try await ask(site, "wombat", cast["member"])
        #expect(try hits(got).count == SearchWords.found)
        #expect(got.text.contains(#""more":["finding"]"#), "\(got.text)")
        try await site.close()
    }
}
