// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A command as `--experimental-dump-help` tells it.
struct ToldCommand: Decodable {
    let commandName: String
    let abstract: String?
    let subcommands: [ToldCommand]?
    let arguments: [Argument]?

    struct Argument: Decodable {
        let valueName: String?
        let abstract: String?
        let names: [Name]?
    }

    struct Name: Decodable { let name: String }

    private struct Dump: Decodable { let command: ToldCommand }

    /// The command with all its verbs, as the real program has them.
    static func told() throws -> ToldCommand {
        let run = try CommandRun.run(["--experimental-dump-help"])
        try #require(run.status == 0, "\(run.errors)")
        return try JSONDecoder().decode(Dump.self, from: Data(run.output.utf8)).command
    }

    /// It and all below, each with its whole name.
    func all(below above: String = "") -> [(name: String, told: ToldCommand)] {
        let name = above + commandName
        return [(name, self)] + (subcommands ?? []).flatMap { $0.all(below: name + " ") }
    }

    /// Whether it takes an option of that name.
    func takes(_ option: String) -> Bool {
        arguments?.contains { $0.names?.contains { $0.name == option } == true } == true
    }
}
