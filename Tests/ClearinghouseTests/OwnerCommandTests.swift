// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What an owner does with the command: control, rules, authorizations, leases and alerts.
@Suite(.ownThreads) struct OwnerCommandTests {
    /// The UTC day so many days from now.
    private func day(_ days: Double) -> String {
        String(Date(timeIntervalSinceNow: days * 86_400).ISO8601Format().prefix(10))
    }

    @Test func `an owner's rule is told to everybody, and a scan that it stops ends`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        try town.prove("pkg:npm/left-pad")
        let windows = ["--quiet-window", "\(day(10))/\(day(12))"]
        let terms = ["--contact", "m@left.example", "--requests-per-hour", "100", "--listed"]
        let set = ["rule", "set", "pkg:npm/left-pad", "ask", "--quiet"]
        let rule = try town.owner.did(set + terms + windows)
        let told = try town.served.ask(["rule", "on", "pkg:npm/left-pad"], isKnown: false)
        #expect(told.status == 0 && told.output.contains("100 requests, shared by all scans"))
        #expect(told.output.contains("\(day(10)) 00:00 UTC to \(day(13)) 00:00 UTC"))
        let how = ["--technique", "fuzzing", "--every", "1", "--", "sleep", "60"]
        let run = try CommandRun(
            ["scan", "run", "--scope", "pkg:npm/left-pad"] + how,
            environment: town.lab.environment
        )
        let lease = try stopped(by: town.owner)
        let ended = run.ended()
        #expect(ended.status == 76 && ended.errors.contains("stopped:"), "\(ended.errors)")
        #expect(ended.errors.contains("scan \(lease)"))
        #expect(try town.lab.did(["rule", "show", rule]).contains("ask"))
        #expect(try town.owner.did(["rule", "withdraw", rule]).contains("Withdrawn"))
        #expect(try town.lab.refused(["rule", "show", rule]).contains("404"))
        #expect(try town.owner.did(["rule", "list"]).contains("No rule is set."))
    }

    /// Waits for somebody's lease on what is the owner's, and stops it.
    private func stopped(by owner: Member) throws -> String {
        for _ in 0..<600 {
            let rows = try owner.did(["control", "leases"]).split(separator: "\n").dropFirst()
            guard let lease = rows.first?.split(separator: " ").first.map(String.init) else {
                Thread.sleep(forTimeInterval: 0.1)
                continue
            }
            let odd = try owner.refused(["control", "stop", lease, "--contact", "nobody"])
            #expect(odd.contains("cannot be stopped like this"))
            let stop = ["control", "stop", lease, "--contact", "noc@oak.example"]
            let told = try owner.did(stop)
            #expect(told.contains("Stopped.") && told.contains("It can be declared again"))
            #expect(told.contains("rule set SCOPE opted-out"))
            return lease
        }
        Issue.record("nobody scanned")
        return ""
    }

    @Test func `an owner allows a scan, asks whether it was one, and allows it no more`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        let unproven = try town.owner.did(["control", "leases"])
        #expect(unproven.hasPrefix("You see scans of what you have proven to be yours"))
        try town.prove("192.0.2.0/24")
        let plan = [
            "scan", "declare", "192.0.2.0/25", "--technique", "pentest", "--tool", "x",
            "--intensity", "active", "--source", "198.51.100.7", "--quiet",
        ]
        #expect(try town.lab.refused(plan).contains("needs-owner"))
        // A word holds no longer than the proof that it rests on.
        let month = day(30)
        let allowed = ["--intensity", "active", "--until", month, "--quiet"]
        let give = ["authorization", "give", town.lab.participant, "192.0.2.0/24"]
        let word = try town.owner.did(give + allowed)
        #expect(try town.lab.did(["authorization", "list"]).contains("to you"))
        #expect(try town.owner.did(["authorization", "list"]).contains(town.lab.participant))
        let scan = try town.lab.did(plan)
        #expect(try town.owner.did(["control", "leases"]).contains(scan))
        let seen = ["198.51.100.7", "192.0.2.9"]
        let alert = try town.owner.did(["alert", "ask"] + seen + ["--note", "You?", "--quiet"])
        #expect(try town.lab.did(["alert", "list"]).contains(alert))
        let answer = ["alert", "answer", alert, "it-was-us", "--words", "Until noon."]
        #expect(try town.lab.did(answer).contains("it-was-us"))
        #expect(try town.owner.did(["alert", "show", alert]).contains("Until noon."))
        #expect(try town.owner.did(["authorization", "withdraw", word]).contains("withdrawn"))
        let beat = try town.lab.refused(["scan", "heartbeat", scan, "1"])
        #expect(beat.contains("409") || beat.contains("stopped"), "\(beat)")
    }

    @Test func `a day holds to its end in UTC, and a moment to itself`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        try town.prove("pkg:npm/left-pad")
        let set = ["rule", "set", "pkg:npm/left-pad", "ask", "--contact", "m@left.example"]
        let moments = [
            ("2036-12-24", "until      2036-12-25 00:00 UTC"),
            ("2036-12-24T12:00:00Z", "until      2036-12-24 12:00 UTC"),
            ("2036-12-24T12:00:00+02:00", "until      2036-12-24 10:00 UTC"),
        ]
        for (until, told) in moments {
            #expect(try town.owner.did(set + ["--until", until]).contains(told), "\(until)")
        }
        let windows = [
            "\(day(1))/\(day(1))", "\(day(3))T06:00:00Z/\(day(4))", "\(day(6))/\(day(6))T18:00:00Z",
        ]
        let told = try town.owner.did(set + windows.flatMap { ["--quiet-window", $0] })
        #expect(told.contains("quiet      \(day(1)) 00:00 UTC to \(day(2)) 00:00 UTC"))
        #expect(told.contains("quiet      \(day(3)) 06:00 UTC to \(day(5)) 00:00 UTC"))
        #expect(told.contains("quiet      \(day(6)) 00:00 UTC to \(day(6)) 18:00 UTC"))
        let wrong = try town.owner.refused(set + ["--contact", "nobody"])
        #expect(wrong.contains("See 'clearinghouse rule set --help'"), "\(wrong)")
    }

    @Test func `setting a rule says how many scans it stopped`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        try town.prove("pkg:npm/left-pad")
        let set = ["rule", "set", "pkg:npm/left-pad"]
        #expect(!(try town.owner.did(set + ["welcome"]).contains("stopped")))
        #expect(try town.owner.did(set + ["opted-out"]).contains("stopped    0 scans"))
        #expect(!(try town.owner.did(set + ["welcome"]).contains("stopped")))
        let quiet = ["--quiet-window", "\(day(1))/\(day(2))"]
        let full = ["welcome", "--contact", "m@left.example", "--requests-per-hour", "9"] + quiet
        #expect(!(try town.owner.did(set + full).contains("replaced")), "Nothing is lost.")
        let told = try town.owner.did(set + ["welcome", "--contact", "n@left.example"])
        #expect(told.contains("replaced   welcome"))
        #expect(told.contains("dropped    requests an hour, quiet windows"), "\(told)")
        for version in ["1.1", "1.2"] {
            let plan = ["scan", "declare", "pkg:npm/left-pad@\(version)", "--technique", "sast"]
            _ = try town.lab.did(plan + ["--tool", "x"])
        }
        #expect(try town.owner.did(set + ["opted-out"]).contains("stopped    2 scans"))
        let json = try town.owner.did(set + ["opted-out", "--json"])
        #expect(json.contains("\"stopped\":0") && json.contains("\"moreLeft\":false"), "\(json)")
        #expect(json.contains("\"replaced\":\"opted-out\"") && json.contains("\"dropped\":[]"))
        let list = try town.owner.did(["rule", "list", "--json"])
        #expect(!list.contains("moreLeft") && !list.contains("replaced"))
    }

    @Test func `a rule is told before all else, with whom to ask and what to do`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        try town.prove("pkg:npm/left-pad")
        let set = ["rule", "set", "pkg:npm/left-pad"]
        let terms = ["--contact", "m@left.example", "--refuse", "fuzzing"]
        _ = try town.owner.did(set + ["ask", "--intensity", "passive"] + terms)
        let scopes = ["pkg:npm/other", "pkg:npm/left-pad", "pkg:npm/left-pad@1.3.0"]
        let advise = ["scan", "advise"] + scopes + ["--technique"]
        let advice = try town.lab.did(advise + ["fuzzing"])
        let rule = "Rule on pkg:npm/left-pad: ask. Ask its owner first, at the contact. "
        #expect(advice.hasPrefix(rule + "Whom to ask: m@left.example."), "\(advice)")
        #expect(advice.contains("Your plan goes against it (fuzzing): change it, or ask first."))
        #expect(advice.split(separator: "\n").count { $0.contains("Rule on") } == 1)
        #expect(!(try town.lab.did(advise + ["sast"]).contains("goes against it")))
        let declare = ["scan", "declare"] + scopes + ["--technique", "fuzzing", "--tool", "x"]
        let lines = try town.lab.did(declare + ["--intensity", "active"]).split(separator: "\n")
        #expect(lines.dropFirst().first?.hasPrefix("  " + rule) == true, "\(lines)")
        #expect(lines.contains { $0.contains("goes against it (fuzzing, active)") })
        _ = try town.owner.did(set + ["never-scan", "--contact", "noc@left.example"])
        let refused = try town.lab.refused(declare)
        #expect(refused.hasPrefix("Error: Rule on pkg:npm/left-pad: never-scan. Lives depend on"))
        #expect(refused.contains("Whom to ask: noc@left.example.\nNothing was declared."))
    }
}
