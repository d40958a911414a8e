// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Somebody who takes part in a served clearinghouse, with a token.
struct Member {
    let served: Served
    /// The file that holds it.
    let token: String
    let participant: String

    /// Registers a participant with one person in it.
    init(
        _ served: Served,
        _ kind: String = "ai-developer",
        named name: String = "Aspen",
        roles: [String] = ["member"],
        token: String
    ) throws {
        self.served = served
        self.token = token
        participant = try Self.made(served, ["participant", "register", kind, name, "--quiet"])
        let person = try Self.made(
            served,
            ["participant", "add-person", "Avery", "--participant", participant, "--quiet"]
                + roles.flatMap { ["--role", $0] }
        )
        _ = try Self.made(
            served,
            ["token", "issue", "laptop", "--person", person, "--to", token]
        )
    }

    /// Runs a command as this person.
    func ask(_ arguments: [String]) throws -> CommandRun.Ended {
        try CommandRun.run(arguments, environment: environment)
    }

    /// What this person's commands find in their environment.
    var environment: [String: String] {
        ["CLEARINGHOUSE_URL": served.address, "CLEARINGHOUSE_TOKEN_FILE": token]
    }

    /// Runs a command that has to work; answers what it printed.
    func did(_ arguments: [String]) throws -> String {
        try Self.done(ask(arguments), arguments)
    }

    /// Runs a command that has to fail; answers why it did.
    func refused(_ arguments: [String]) throws -> String {
        let ended = try ask(arguments)
        #expect(ended.status != 0, "\(arguments): \(ended.output)")
        return ended.errors
    }

    /// Runs a command as the administrator, which has to work; answers what it printed.
    static func made(_ served: Served, _ arguments: [String]) throws -> String {
        try done(served.ask(arguments), arguments)
    }

    private static func done(_ ended: CommandRun.Ended, _ arguments: [String]) throws -> String {
        #expect(ended.status == 0, "\(arguments): \(ended.output)\(ended.errors)")
        return ended.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
