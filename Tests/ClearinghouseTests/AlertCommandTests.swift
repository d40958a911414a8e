// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What the command says of an alert: to whoever asked, and to those whose scan it may be.
@Suite(.ownThreads) struct AlertCommandTests {
    @Test func `an alert is told with what its verdict means and what to do next`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        try town.prove("192.0.2.0/24")
        let hour = Date(timeIntervalSinceNow: -3_600).ISO8601Format()
        let seen = ["alert", "ask", "203.0.113.5", "192.0.2.9"]
        let unrelated = try town.owner.did(seen + ["--at", hour])
        #expect(unrelated.hasPrefix("unrelated (nothing)\n"))
        #expect(unrelated.contains("Nobody here declared anything that could be it."))
        #expect(unrelated.contains("next     Treat it as an attack."))
        // To the second, as it stands in the owner's log.
        #expect(unrelated.contains("seen     \(hour), from"))
        #expect(try town.owner.did(["alert", "list"]).contains(hour))

        let until = Date(timeIntervalSinceNow: 30 * 86_400).ISO8601Format().prefix(10)
        let allow = ["authorization", "give", town.lab.participant, "192.0.2.0/24"]
        let terms = ["--intensity", "active", "--until", String(until), "--quiet"]
        _ = try town.owner.did(allow + terms)
        let plan = ["scan", "declare", "192.0.2.0/25", "--technique", "pentest", "--tool", "x"]
        let from = ["--intensity", "active", "--source", "198.51.100.7", "--quiet"]
        _ = try town.lab.did(plan + from)
        let alert = try town.owner.did(seen + ["--quiet"])
        let mine = try town.owner.did(["alert", "show", alert])
        #expect(mine.hasPrefix("undetermined (other-source)\n"), "\(mine)")
        #expect(mine.contains("meaning  A lease covers the target, from other sources."))
        #expect(mine.contains("next     Wait for an answer. It was relayed to one."))
        let theirs = try town.lab.did(["alert", "show", alert])
        #expect(theirs.contains("meaning  It may be a declared scan; nothing shows that it is."))
        #expect(theirs.contains("next     Say whether it was you."))
        let answered = try town.lab.did(["alert", "answer", alert, "it-was-not-us"])
        #expect(answered.contains("next     Nothing to do."))
        #expect(try town.owner.did(["alert", "show", alert]).contains("Read the answers."))
    }
}
