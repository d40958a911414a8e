// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What an owner does with the command: control, rules, authorizations, leases and alerts.
@Suite struct OwnerCommandTests {
    /// A server with an owner, a coordinator and a laboratory.
    private struct Town {
        let scratch: Scratch
        let served: Served
        let owner: Member
        let coordinator: Member
        let lab: Member

        init() throws {
            scratch = try Scratch()
            let path = scratch.path
            served = try Served(path + "/data")
            owner = try Member(served, "supplier", named: "Oak", token: path + "/owner.token")
            coordinator = try Member(
                served,
                "coordinator",
                named: "Rowan",
                roles: ["coordinator"],
                token: path + "/coordinator.token"
            )
            lab = try Member(served, token: path + "/lab.token")
        }

        /// Makes a scope the owner's, by the coordinator's word.
        func prove(_ scope: String) throws {
            let how = ["control", "claim", scope, "--method", "coordinator", "--quiet"]
            let claim = try owner.did(how)
            #expect(try lab.refused(["control", "show", claim]).contains("404"))
            #expect(try owner.refused(["control", "check", claim]).contains("word"))
            let waiting = try coordinator.did(["control", "list"])
            #expect(waiting.contains(scope) && waiting.contains("Oak"))
            let word = ["control", "approve", claim, "--reason", "Called back."]
            #expect(try coordinator.did(word).contains("proven"))
            #expect(try owner.did(["control", "show", claim]).contains("Called back."))
        }

        func close() {
            _ = served.run.stop()
            scratch.remove()
        }
    }

    @Test func `an owner's rule is told to everybody, and a scan that it stops ends`() throws {
        let town = try Town()
        defer { town.close() }
        try town.prove("pkg:npm/left-pad")
        let windows = ["--quiet-window", "2026-12-24T00:00:00Z/2026-12-27T00:00:00Z"]
        let terms = ["--contact", "m@left.example", "--requests-per-hour", "100", "--listed"]
        let set = ["rule", "set", "pkg:npm/left-pad", "ask", "--quiet"]
        let rule = try town.owner.did(set + terms + windows)
        let told = try town.served.ask(["rule", "on", "pkg:npm/left-pad"], isKnown: false)
        #expect(told.status == 0 && told.output.contains("100 requests, shared by all scans"))
        #expect(told.output.contains("2026-12-24 00:00 UTC"))
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
            let stop = ["control", "stop", lease, "--contact", "noc@oak.example"]
            #expect(try owner.did(stop).contains("Stopped."))
            return lease
        }
        Issue.record("nobody scanned")
        return ""
    }

    @Test func `an owner allows a scan, asks whether it was one, and allows it no more`() throws {
        let town = try Town()
        defer { town.close() }
        try town.prove("192.0.2.0/24")
        let plan = [
            "scan", "declare", "192.0.2.0/25", "--technique", "pentest", "--tool", "x",
            "--intensity", "active", "--source", "198.51.100.7", "--quiet",
        ]
        #expect(try town.lab.refused(plan).contains("needs-owner"))
        // A word holds no longer than the proof that it rests on.
        let month = Date(timeIntervalSinceNow: 30 * 86_400).ISO8601Format()
        let allowed = ["--intensity", "active", "--until", month, "--quiet"]
        let give = ["authorization", "give", town.lab.participant, "192.0.2.0/24"]
        let word = try town.owner.did(give + allowed)
        #expect(try town.lab.did(["authorization", "list"]).contains("to you"))
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
}
