// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What whoever scans is told by the command, and what it asks of them.
@Suite(.ownThreads) struct ScanCommandTests {
    /// The UTC day so many days from now.
    private func day(_ days: Double) -> String {
        String(Date(timeIntervalSinceNow: days * 86_400).ISO8601Format().prefix(10))
    }

    private let how = ["--technique", "fuzzing", "--tool", "x"]

    private func declare(_ scope: String, _ options: [String] = []) -> [String] {
        ["scan", "declare", scope] + how + options
    }

    @Test func `whoever asks to be introduced without a contact is warned, and names stay told`()
        throws
    {
        let town = try OwnersTown()
        defer { town.close() }
        let bare = try town.lab.did(declare("pkg:npm/left-pad", ["--quiet"]))
        let asked = try town.lab.ask(["scan", "introduce", bare])
        #expect(asked.status == 0 && asked.errors.contains("declared without --contact"))
        let options = ["--contact", "noc@oak.example", "--quiet"]
        let scan = try town.owner.did(declare("pkg:npm/left-pad", options))
        let other = try town.owner.ask(["scan", "introduce", scan])
        #expect(other.status == 0 && other.errors.isEmpty, "\(other.errors)")
        #expect(try town.lab.did(["scan", "introductions"]).contains("noc@oak.example"))
        let dropped = try town.lab.ask(["scan", "introduce", bare, "--drop"])
        #expect(dropped.output.contains("Who was introduced already keeps your name."))
        #expect(!dropped.output.contains("nobody") && dropped.errors.isEmpty)
        #expect(try town.owner.did(["scan", "introductions"]).contains("Aspen"))
    }

    @Test func `a scan ends only as was said, and never as its owner would end it`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        let scan = try town.lab.did(declare("pkg:npm/left-pad", ["--quiet"]))
        #expect(try town.lab.refused(["scan", "end", scan]).contains("<outcome>"))
        let odd = try town.lab.refused(["scan", "end", scan, "stopped"])
        #expect(odd.contains("The outcome is one of completed, abandoned, cancelled."))
        #expect(try town.lab.did(["scan", "show", scan]).contains("active"))
        let late = try town.lab.refused(["scan", "end", scan, "cancelled"])
        #expect(late.contains("End it as completed or abandoned."))
        #expect(try town.lab.did(["scan", "end", scan, "abandoned"]).contains("abandoned"))
    }

    @Test func `a scan is planned for the window that advice proposes, and cancelled before it`()
        throws
    {
        let town = try OwnersTown()
        defer { town.close() }
        _ = try town.owner.did(declare("pkg:npm/left-pad"))
        let plan = ["pkg:npm/left-pad", "--technique", "fuzzing", "--hours", "1"]
        let advise = ["scan", "advise"] + plan
        let taken = try town.lab.did(advise)
        #expect(taken.contains("overlapping with one other"))
        let word = try #require(taken.split(separator: "--from ").last.map(String.init))
        let from = ["--from", word]
        let later = try town.lab.did(advise + from)
        #expect(later.contains("free, nobody else scans it."), "\(taken)\n\(later)")
        let planned = try town.lab.did(declare("pkg:npm/left-pad", from))
        #expect(planned.contains("planned") && planned.contains("begins with the window"))
        #expect(planned.contains("free, nobody else scans it."), "\(planned)")
        let whole = try town.lab.did(
            declare("pkg:npm/left-pad", ["--from", day(3), "--hours", "2", "--quiet"])
        )
        let shown = try town.lab.did(["scan", "show", whole])
        #expect(shown.contains("window   \(day(3)) 00:00 UTC to \(day(3)) 02:00 UTC"))
        let cancelled = try town.lab.did(["scan", "end", whole, "cancelled"])
        #expect(cancelled.contains("cancelled"))
        let odd = try town.lab.refused(advise + ["--from", "tomorrow"])
        #expect(odd.contains("--from takes a day such as"))
    }

    @Test func `a scan is shown with all that was said of it`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        let letter = town.scratch.path + "/letter.txt"
        try "You may.".write(toFile: letter, atomically: true, encoding: .utf8)
        let options = [
            "--intensity", "active", "--source", "198.51.100.7", "--model-family", "Small Models",
            "--contact", "noc@lab.example", "--note", "For the review.\nNot on Tuesday.",
            "--evidence", letter, "--owner-contact", "o@oak.example", "--evidence-until", day(9),
            "--quiet",
        ]
        let scan = try town.lab.did(declare("192.0.2.0/25", options))
        let shown = try town.lab.did(["scan", "show", scan])
        for line in [
            "  models   Small Models", "  sources  198.51.100.7", "  contact  noc@lab.example",
            "  evidence sha256:", "\(day(10)) 00:00 UTC; its owner: o@oak.example",
            "  note     For the review.\n           Not on Tuesday.",
        ] {
            #expect(shown.contains(line), "\(shown)")
        }
        let plain = try town.lab.did(declare("pkg:npm/left-pad"))
        for word in ["models", "sources", "contact", "evidence", "note "] {
            #expect(!plain.contains("  \(word)"), "\(plain)")
        }
    }

    @Test func `a scan of what is somebody's is warned of where it says no source`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        try town.prove("192.0.2.0/24")
        let plan = declare("192.0.2.0/25", ["--intensity", "active", "--quiet"])
        let bare = try town.owner.ask(plan)
        #expect(bare.status == 0 && bare.errors.contains("at most undetermined"), "\(bare.errors)")
        #expect(bare.errors.contains("unless it carries a probe token"))
        #expect(UUID(uuidString: bare.output.filter { !$0.isNewline }) != nil)
        #expect(try town.owner.ask(plan + ["--source", "198.51.100.7"]).errors.isEmpty)
        #expect(try town.owner.ask(declare("pkg:npm/left-pad")).errors.isEmpty)
    }

    @Test func `a token that does not hold is told as JSON, too`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let keys = scratch.path + "/keys.json"
        try #"{"keys":[]}"#.write(toFile: keys, atomically: true, encoding: .utf8)
        let verify = ["scan", "token", "verify", "nonsense", "--keys", keys]
        let ended = try CommandRun.run(verify + ["--json"])
        #expect(ended.status == 1)
        let told = try #require(try ended.objects().first, "\(ended.output)")
        #expect(told["valid"] as? Bool == false && told["fault"] as? String == "malformed")
        #expect((told["reason"] as? String)?.contains("three parts") == true)
        let plain = try CommandRun.run(verify)
        #expect(plain.output.isEmpty && plain.errors.contains("malformed: "), "\(plain.errors)")
    }
}
