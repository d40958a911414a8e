// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What every command says of itself.
@Suite struct HelpTests {
    /// A command as `--experimental-dump-help` tells it.
    private struct Told: Decodable {
        let commandName: String
        let abstract: String?
        let subcommands: [Told]?
        let arguments: [Argument]?

        struct Argument: Decodable {
            let valueName: String?
            let abstract: String?
        }

        /// It and all below, each with its whole name.
        func all(below above: String = "") -> [(name: String, told: Told)] {
            let name = above + commandName
            return [(name, self)] + (subcommands ?? []).flatMap { $0.all(below: name + " ") }
        }
    }

    private struct Dump: Decodable { let command: Told }

    /// A declaration that contradicts itself ends the command here, too.
    @Test func `every command can be parsed and says what it and its options do`() throws {
        let run = try CommandRun.run(["--experimental-dump-help"])
        #expect(run.status == 0, "\(run.errors)")
        let dump = try JSONDecoder().decode(Dump.self, from: Data(run.output.utf8))
        let all = dump.command.all()
        #expect(all.contains { $0.name == "clearinghouse rule set" })
        for (name, told) in all where told.commandName != "help" {
            #expect(told.abstract?.isEmpty == false, "\(name) says nothing")
            for argument in told.arguments ?? [] {
                let value = argument.valueName ?? ""
                #expect(argument.abstract?.isEmpty == false, "\(name): \(value) says nothing")
            }
        }
    }
}
