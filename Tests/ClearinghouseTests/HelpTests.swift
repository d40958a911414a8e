// SPDX-License-Identifier: Apache-2.0

import Testing

/// What every command says of itself.
@Suite(.ownThreads) struct HelpTests {
    /// A declaration that contradicts itself ends the command here, too.
    @Test func `every command can be parsed and says what it and its options do`() throws {
        let all = try ToldCommand.told().all()
        #expect(all.contains { $0.name == "clearinghouse rule set" })
        for (name, told) in all where told.commandName != "help" {
            #expect(told.abstract?.isEmpty == false, "\(name) says nothing")
            for argument in told.arguments ?? [] {
                let value = argument.valueName ?? ""
                #expect(argument.abstract?.isEmpty == false, "\(name): \(value) says nothing")
            }
        }
    }

    @Test func `a value that is found wrong late has its own verb's usage`() throws {
        let calls: [(verb: String, arguments: [String], sentence: String)] = [
            ("rule set", ["pkg:npm/x", "ask", "--until", "2026-12-32"], "--until takes a day"),
            ("rule set", ["x", "ask", "--quiet-window", "2026-12-24"], "2026-12-24/2026-12-26"),
            ("alert ask", ["192.0.2.7", "192.0.2.9", "--at", "2026-12-24"], "--at takes a time"),
            ("scan probing", ["--day", "x"], "--day takes a day"),
            (
                "scan declare",
                ["pkg:npm/x", "--technique", "sast", "--tool", "x", "--evidence", "x"],
                "--owner-contact"
            ),
        ]
        for (verb, arguments, sentence) in calls {
            let ended = try CommandRun.run(verb.split(separator: " ").map(String.init) + arguments)
            #expect(ended.errors.contains(sentence), "\(ended.errors)")
            #expect(ended.status == 64)
            #expect(ended.errors.contains("\nUsage: clearinghouse \(verb) "), "\(ended.errors)")
            #expect(ended.errors.contains("See 'clearinghouse \(verb) --help'"))
        }
    }

    @Test func `a mistyped verb below another is told with the near one`() throws {
        let calls: [(words: [String], sentence: String, above: String)] = [
            (
                ["scan", "declar", "pkg:npm/x", "--technique", "fuzzing", "--tool", "x"],
                "There is no verb scan declar. Was scan declare meant?", "scan"
            ),
            (["control", "stpo", "x"], "Was control stop meant?", "control"),
            (["coverage", "lst"], "Was coverage list meant?", "coverage"),
            (["scan", "token", "verfy"], "Was scan token verify meant?", "scan token"),
            (["help", "scan", "declar"], "Was scan declare meant?", "scan"),
            (["scan", "xyzzy"], "There is no verb scan xyzzy.\n", "scan"),
        ]
        for (words, sentence, above) in calls {
            let ended = try CommandRun.run(words)
            #expect(ended.status == 64, "\(words)")
            #expect(ended.errors.contains(sentence), "\(ended.errors)")
            #expect(ended.errors.contains("See 'clearinghouse \(above) --help'"))
        }
        // What the usual verb takes is no verb.
        let token = try CommandRun.run(["scan", "token", "01a20103-3651-7024-960b-29b31abcdebb"])
        #expect(token.errors.contains("--scope"), "\(token.errors)")
        let help = try CommandRun.run(["help", "scan", "declare"])
        #expect(help.status == 0 && help.output.contains("clearinghouse scan declare"))
    }
}
