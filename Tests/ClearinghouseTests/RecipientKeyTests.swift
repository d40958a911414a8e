// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite(.ownThreads) struct RecipientKeyTests {
    @Test func `a key is made for its owner's eyes alone, and never replaced`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let file = scratch.path + "/pump.key"
        let made = try CommandRun.run(["recipient-key", "make", file])
        #expect(made.status == 0 && made.output.contains("hpke-x25519:"), "\(made.errors)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let secret = try #require(text.split(separator: "\n").last { $0.contains("SECRET") })
        #expect(!made.output.contains(secret.suffix(40)))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let again = try CommandRun.run(["recipient-key", "make", file])
        #expect(again.status == 1 && again.errors.contains("File exists"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    }

    @Test func `only the public part goes over the wire, and deliveries say what to do`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        defer { _ = served.run.stop() }
        let file = scratch.path + "/pump.key"
        _ = try CommandRun.run(["recipient-key", "make", file])
        let made = try served.ask(["recipient-key", "register", file, "--name", "pump room"])
        #expect(made.status == 0 && made.output.contains("Registered "), "\(made.errors)")
        let listed = try served.ask(["recipient-key", "list"])
        #expect(listed.output.contains("pump room"))
        let deliveries = try served.ask(["delivery", "list"])
        #expect(deliveries.output.contains("Nothing was released to you."))
        let odd = try served.ask(["recipient-key", "register", scratch.path + "/data/no.key"])
        #expect(odd.status == 1 && odd.errors.contains("cannot be read"))
        let list = try served.ask(["advisory", "list"], isKnown: false)
        #expect(list.status == 0 && list.output.contains("Nothing is published yet."))
        let none = try served.ask(["advisory", "show", "CH-2026-0001", "--csaf"], isKnown: false)
        #expect(none.status == 1 && none.errors.contains("404"))
    }
}
