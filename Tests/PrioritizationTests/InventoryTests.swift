// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Prioritization
import Store
import StrictJSON
import TestSupport
import Testing

@Suite struct InventoryTests {
    @Test(arguments: Engine.allCases)
    func `a line that is listed twice is one line, and its label can change`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let hospital = try await community.member(of: "Hospital")
        let purl = "pkg:npm/left-pad@1.3.0"
        #expect(try await community.list([purl], label: "ward", by: hospital).added == 1)
        let again = try await community.list([purl], label: "ward 2", by: hospital)
        #expect(again.added == 0 && again.kept == 1)
        // The same package out of reach is another line.
        #expect(try await community.list([purl], exposed: false, by: hospital).added == 1)
        let items = try await community.inventory(hospital)
        #expect(items.map(\.label) == ["ward 2", nil])
        #expect(items.map(\.reach) == [.exposed, .inside])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a list that replaces takes out what it does not have`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        let bank = try await community.member(of: "Bank", sector: .financialServices)
        try await community.list(["pkg:npm/a@1.0.0", "pkg:npm/b@1.0.0"], by: bank)
        let change = try await community.list(
            ["pkg:npm/b@1.0.0", "pkg:npm/c@1.0.0"],
            replacing: true,
            by: bank
        )
        #expect((change.added, change.kept, change.removed) == (1, 1, 1))
        let purls = try await community.inventory(bank).map(\.purl)
        #expect(purls == ["pkg:npm/b@1.0.0", "pkg:npm/c@1.0.0"])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `nobody else sees a line, not even who coordinates or administers`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let hospital = try await community.member(of: "Hospital")
        let id = try #require(
            try await community.list(["pkg:npm/left-pad@1.3.0"], label: "l", by: hospital).item
        )
        let now = community.now
        let others = [
            community.coordinator, community.house.administrator, community.alder, .nobody,
        ]
        for viewer in others {
            #expect(try await community.inventory(viewer).isEmpty)
            let hidden = try await community.refusal {
                _ = try await community.store.read {
                    try $0.inventoryItem(id, viewer: viewer, now: now)
                }
            }
            #expect(hidden == .notFound)
        }
        let removed = try await community.refusal {
            let removal = RemoveInventoryItem(viewer: community.alder, id: id)
            try await community.submit(removal, by: community.alder)
        }
        #expect(removed == .notFound)
        let changes = try await community.store.read {
            try $0.changes(
                after: Position(next: 0),
                limit: 1_000,
                viewer: community.coordinator,
                now: now
            )
        }
        #expect(!changes.entries.contains { $0.kind.name.hasPrefix("inventory") })
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `leaving takes the inventory out of every count, and its export has all of it`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let hospital = try await community.member(of: "Hospital")
        let participant = try #require(hospital.participant)
        let steward = try await community.house.person(of: participant, [.steward])
        let id = try await community.record()
        try await community.list(["pkg:npm/left-pad@1.0.0"], label: "pump", by: hospital)
        try await community.tell(hospital, of: id)
        let part = PrioritizationWithdrawal()
        let export = try await community.store.read { try part.export(participant, from: $0) }
        let text = String(decoding: export.serialized(), as: UTF8.self)
        #expect(text.contains("pkg:npm/left-pad@1.0.0") && text.contains("pump"))
        #expect(text.contains(id.description))
        #expect(try await community.affected(id).count == 1)
        try await community.submit(
            WithdrawParticipant(viewer: steward, participant: participant, parts: [part]),
            by: steward
        )
        #expect(try await community.affected(id).isEmpty)
        let left = try await community.store.read { try part.export(participant, from: $0) }
        #expect(left["items"] == [] && left["vulnerabilities"] == [])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `more lines than an inventory has room for are refused whole`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let hospital = try await community.member(of: "Hospital")
        let most = InventoryLimit.itemsPerImport
        for part in 0..<InventoryLimit.items / most {
            let purls = (0..<most).map { "pkg:npm/p\(part)-\($0)@1.0.0" }
            #expect(try await community.list(purls, by: hospital).added == most)
        }
        let full = try await community.refusal {
            try await community.list(["pkg:npm/one-more@1.0.0"], by: hospital)
        }
        #expect(full?.code == "inventory-full")
        let long = try await community.refusal {
            let purls = (0...most).map { "pkg:npm/q\($0)@1.0.0" }
            try await community.list(purls, replacing: true, by: hospital)
        }
        #expect(long?.code == "import-too-long")
        await community.close()
    }
}

@Suite struct InventoryFileTests {
    private func read(_ text: String, _ form: InventoryFile.Form) throws -> InventoryFile {
        try InventoryFile(Array(text.utf8), as: form)
    }

    private func faults(_ text: String, _ form: InventoryFile.Form) -> [String] {
        do {
            _ = try read(text, form)
            return []
        } catch let refusal as Refusal {
            return refusal.faults.map { "\($0.place) \($0.code)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `CSV is read by its heading, with quotes, byte order mark and any line end`() throws
    {
        let text =
            "\u{FEFF}label,purl,exposed\r\n\"Ward, \"\"B\"\"\",pkg:npm/a@1.0.0,yes\r\n\r\n"
            + ",pkg:npm/b@2.0.0,\r\n"
        let file = try read(text, .csv)
        #expect(file.lines.map(\.purl) == ["pkg:npm/a@1.0.0", "pkg:npm/b@2.0.0"])
        #expect(file.lines.map(\.label) == ["Ward, \"B\"", nil])
        #expect(file.lines.map(\.reach) == [.exposed, .unknown])
    }

    @Test func `a list without a heading is a purl a line`() throws {
        let file = try read("pkg:npm/a@1.0.0\npkg:deb/debian/openssl@1%3A3.0-1,no,router\n", .csv)
        #expect(file.lines.map(\.reach) == [.unknown, .inside])
        #expect(file.lines.last?.label == "router")
    }

    @Test func `every fault of a list is told at once, with its line`() {
        let text = """
            purl,exposed
            pkg:npm/a,yes
            left-pad@1.0.0,no
            pkg:npm/b@1.0.0,perhaps
            pkg:npm/ok@1.0.0,yes
            "pkg:npm/c@1.0.0,yes
            """
        #expect(
            faults(text, .csv) == [
                "line 2/purl no-version", "line 3/purl invalid-purl", "line 4/exposed wrong-type",
                "line 6 open-quote",
            ]
        )
        #expect(faults("name,version\na,1", .csv).count == 2)
        #expect(faults("", .csv) == [" empty"])
    }

    @Test func `JSON is read as a list, as items, and as a CycloneDX document`() throws {
        #expect(try read(#"["pkg:npm/a@1.0.0"]"#, .json).lines.count == 1)
        let items = #"{"items":[{"purl":"pkg:npm/a@1.0.0","exposed":false,"label":"x"}]}"#
        #expect(try read(items, .json).lines.map(\.reach) == [.inside])
        let bill = #"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[
             {"type":"library","name":"a","purl":"pkg:npm/a@1.0.0"},{"type":"file","name":"f"}]}
            """#
        let file = try read(bill, .json)
        #expect(file.lines.count == 1 && file.setAside == 1)
    }

    @Test func `faults of JSON are told by their pointers, and broken JSON by its line`() {
        let items = #"{"items":[{"purl":"pkg:npm/a"},{"exposed":1},{"purl":"x","name":"y"}]}"#
        #expect(
            faults(items, .json) == [
                "/items/0/purl no-version", "/items/1/purl missing-field",
                "/items/2/name unknown-field",
                "/items/2/purl invalid-purl",
            ]
        )
        #expect(faults("{\n", .json).first?.hasPrefix("line 2 ") == true)
        #expect(faults("7", .json) == [" wrong-type"])
    }

    @Test func `a flood of faults ends at a page of them`() {
        let text = String(repeating: "x\n", count: 100_000)
        let lines = "purl\n" + text
        #expect(faults(lines, .csv).count == InventoryLimit.faults)
    }
}
