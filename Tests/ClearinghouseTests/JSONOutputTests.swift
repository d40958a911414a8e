// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationNetworking
import Testing

/// `--json` of every verb about scanning.
@Suite(.ownThreads) struct JSONOutputTests {
    /// Calls verbs with `--json`, and remembers which.
    private struct Asked {
        let town: OwnersTown
        private(set) var verbs: Set<String> = []

        init(_ town: OwnersTown) { self.town = town }

        /// The first object that a verb printed; everything that it printed has to be one.
        @discardableResult
        mutating func ask(
            _ verb: String,
            _ arguments: [String] = [],
            as member: Member,
            ends status: Int32? = 0
        ) throws -> [String: Any] {
            verbs.insert("clearinghouse " + verb)
            let words = verb.split(separator: " ").map(String.init)
            let ended = try member.ask(words + ["--json"] + arguments)
            if let status { #expect(ended.status == status, "\(verb): \(ended.errors)") }
            let whole = try? JSONSerialization.jsonObject(with: Data(ended.output.utf8))
            if let object = whole as? [String: Any] { return object }
            return try #require(try ended.objects().first, "\(verb): \(ended.output)")
        }

        mutating func id(
            of verb: String,
            _ arguments: [String],
            as member: Member
        ) throws -> String {
            try #require(try ask(verb, arguments, as: member)["id"] as? String)
        }

        func write(_ text: String, to name: String) throws -> String {
            let path = town.scratch.path + "/" + name
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return path
        }

        mutating func control(_ scope: String) throws {
            let claim = [scope, "--method", "coordinator"]
            let id = try id(of: "control claim", claim, as: town.owner)
            try ask("control approve", [id, "--reason", "Called."], as: town.coordinator)
            let doubtful = try self.id(of: "control claim", ["pkg:npm/doubtful"], as: town.owner)
            let no = [doubtful, "--reason", "No."]
            let refused = try ask("control refuse", no, as: town.coordinator)
            #expect(refused["takenBack"] as? Bool == true && refused["reason"] as? String == "No.")
            try ask("control show", [id], as: town.owner)
        }

        mutating func own() throws {
            for scope in ["pkg:npm/left-pad", "192.0.2.0/24", "https://github.com/curl/curl"] {
                try control(scope)
            }
            try ask("control list", as: town.owner)
            let claim = ["dns:oak.example", "--method", "dns"]
            let claimed = try id(of: "control claim", claim, as: town.owner)
            try ask("control check", [claimed], as: town.owner, ends: 1)
            try ask("control give-up", [claimed], as: town.owner)
            let terms = ["pkg:npm/left-pad", "welcome", "--until", "2036-12-24", "--listed"]
            let rule = try id(of: "rule set", terms, as: town.owner)
            try ask("rule list", as: town.owner)
            try ask("rule show", [rule], as: town.owner)
            try ask("rule on", ["pkg:npm/left-pad"], as: town.lab)
            try ask("rule import", [try write(Self.optOut, to: "record.json")], as: town.owner)
            try ask("rule withdraw", [rule], as: town.owner)
        }

        /// An opt-out as scrutineer exchanges it.
        private static let optOut = """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":\
            "https://github.com/curl/curl","digest":{"sha256":\
            "f3f3bc08c4c4a250f1066ce0231d98ac004ede9a93d3abf904469e8ee2e2b9a1"}}],\
            "predicateType":"https://github.com/alpha-omega-security/scrutineer/interchange/\
            optout/v1","predicate":{"repository":"https://github.com/curl/curl",\
            "requested_at":"2026-07-01T10:00:00Z","reason":"busy"}}
            """

        mutating func scan() throws {
            let (owner, lab) = (town.owner, town.lab)
            let month = Date(timeIntervalSinceNow: 30 * 86_400).ISO8601Format().prefix(10)
            let allowed = [lab.participant, "192.0.2.0/24", "--intensity", "active", "--until"]
            let word = try id(of: "authorization give", allowed + ["\(month)"], as: owner)
            try ask("authorization list", as: owner)
            try ask("authorization show", [word], as: lab)
            try ask("scan advise", ["pkg:npm/other", "--technique", "sast"], as: lab)
            let touch = ["--intensity", "active", "--source", "198.51.100.7"]
            let plan = ["192.0.2.0/25", "--technique", "pentest", "--tool", "x"] + touch
            let declared = try ask("scan declare", plan, as: lab)
            let scan = try #require(declared["id"] as? String)
            let fence = try #require(declared["fence"] as? Int)
            try ask("scan list", as: lab)
            try ask("scan show", [scan], as: lab)
            try ask("scan heartbeat", [scan, "\(fence)"], as: lab)
            try ask("scan introduce", [scan], as: lab)
            try ask("scan introductions", as: lab)
            try ask("scan probing", as: town.coordinator)
            try watch(scan)
            try token(of: scan)
            try alert()
            try ask("control leases", as: owner)
            try ask("control stop", [scan], as: owner)
            try ask("authorization withdraw", [word], as: owner)
        }

        private mutating func watch(_ scan: String) throws {
            verbs.insert("clearinghouse scan watch")
            let run = try CommandRun(
                ["scan", "watch", scan, "--json"],
                environment: town.lab.environment
            )
            let line = try #require(run.nextLine())
            let lease = try JSONSerialization.jsonObject(with: Data(line.utf8))
            #expect((lease as? [String: Any])?["id"] as? String == scan)
            #expect(run.stop().status == 0)
        }

        private mutating func token(of scan: String) throws {
            let shown = [scan, "--scope", "192.0.2.9"]
            let issued = try ask("scan token issue", shown, as: town.lab)
            let token = try #require(issued["token"] as? String)
            let address = try #require(URL(string: town.served.address + "/.well-known/jwks.json"))
            let keys = String(decoding: try Data(contentsOf: address), as: UTF8.self)
            let file = try write(keys, to: "keys.json")
            try ask("scan token verify", [token, "--keys", file], as: town.owner)
        }

        private mutating func alert() throws {
            let (owner, lab) = (town.owner, town.lab)
            let seen = ["198.51.100.7", "192.0.2.9"]
            let alert = try id(of: "alert ask", seen, as: owner)
            try ask("alert list", as: lab)
            try ask("alert show", [alert], as: owner)
            try ask("alert answer", [alert, "it-was-us"], as: lab)
            let log = "time,source,target\n\(Date.now.ISO8601Format()),198.51.100.7,192.0.2.9\n"
            try ask("scan check", [try write(log, to: "log.csv")], as: owner, ends: nil)
        }

        mutating func cover() throws {
            let lab = town.lab
            let how = ["--technique", "sast", "--tool", "x"]
            let partly = ["--completeness", "partial"]
            let first = try id(of: "scan declare", ["pkg:npm/a@1.0"] + how, as: lab)
            try ask("scan complete", [first] + partly, as: lab)
            let second = try id(of: "scan declare", ["pkg:npm/b@1.0"] + how, as: lab)
            try ask("scan end", [second, "completed"], as: lab)
            let record = try id(of: "coverage record", [second] + partly, as: lab)
            try ask("coverage list", as: lab)
            try ask("coverage show", [record], as: lab)
            try ask("coverage export", [record], as: lab)
            try ask("coverage map", as: lab)
            let third = try id(of: "scan declare", ["https://example.org/cart"] + how, as: lab)
            let file = try write(Self.coverage, to: "coverage.json")
            try ask("coverage import", [file, "--scan", third], as: lab)
        }

        private static let coverage = """
            {"documentType":"codex-security.coverage","schemaVersion":"1.0","scanId":"r",\
            "mode":"repository","completeness":"complete","inventoryStrategy":"repository",\
            "includePaths":["."],"excludePaths":[],"surfaces":[],"explicitExclusions":[],\
            "deferred":[]}
            """
    }

    @Test func `every verb about scanning that takes --json prints nothing else`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        var asked = Asked(town)
        try asked.own()
        try asked.scan()
        try asked.cover()
        let groups = ["scan", "coverage", "alert", "control", "rule", "authorization"]
        let verbs = try ToldCommand.told().all().filter { name, told in
            told.subcommands?.isEmpty != false
                && groups.contains { name.hasPrefix("clearinghouse \($0) ") }
        }
        let taking = verbs.filter { $0.told.takes("json") }.map(\.name)
        #expect(Set(taking).symmetricDifference(asked.verbs).isEmpty)
        // These run somebody else's command, and write a file of another format.
        let others = Set(verbs.map(\.name)).subtracting(taking)
        #expect(others == ["clearinghouse scan run", "clearinghouse scan probe-description"])
    }
}
