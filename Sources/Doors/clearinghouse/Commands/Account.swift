// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Timestamps

/// `clearinghouse me`.
struct MeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "me",
        abstract: "Who the clearinghouse takes you for."
    )

    @OptionGroup var connection: Connection

    func run() async throws {
        let me = try await connection.call(Endpoints.me, NoParameters(), NoBody())
        connection.show(me) { _ in
            let roles = me.roles.isEmpty ? "none" : me.roles.joined(separator: ", ")
            return """
                \(me.kind)  \(Self.named(me.name, me.id))
                for     \(Self.named(me.participantName, me.participant ?? "nobody"))
                roles   \(roles)
                """
        }
    }

    private static func named(_ name: String?, _ id: String) -> String {
        name.map { "\(Table.harmless($0)) (\(id))" } ?? id
    }
}

/// `clearinghouse sign-in-link`.
struct SignInLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-in-link",
        abstract: "Make a link by which a person signs in to the pages, once."
    )

    @OptionGroup var connection: Connection
    @Argument(help: "The person; yourself otherwise.") var person: String?

    func run() async throws {
        var request = Wire.NewSignInLink()
        request.person = person
        let link = try await connection.call(Endpoints.signInLink, NoParameters(), request)
        connection.show(link) { _ in
            "\(link.url ?? "shown before")\nIt works once, until \(link.expiresAt.forPeople)."
        }
    }
}

/// `clearinghouse token`: credentials.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Credentials: make, list and end them.",
        subcommands: [List.self, Issue.self, Revoke.self],
        defaultSubcommand: List.self
    )

    /// `clearinghouse token list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The tokens that you may see.")

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listTokens,
                page,
                heads: ["TOKEN", "HOLDER", "NAME", "UNTIL", "ENDED"]
            ) { each in
                [
                    each.id, each.person ?? each.agent ?? "", each.name, each.expiresAt.forPeople,
                    each.revokedAt?.forPeople ?? "",
                ]
            }
        }
    }

    /// `clearinghouse token issue`.
    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token; it is shown once, or written to a file only you can read."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "What it is for.") var name: String
        @Option(help: "For this person.") var person: String?
        @Option(help: "For this agent.") var agent: String?
        @Option(help: "After how many days it ends.") var days = 90
        @Option(help: "Write it to this file instead of showing it.") var to: String?

        func run() async throws {
            var request = Wire.NewToken()
            request.name = name
            request.person = person
            request.agent = agent
            request.lifeDays = days
            var issued = try await connection.call(
                Endpoints.issueToken,
                NoParameters(),
                request
            )
            if let to, let secret = issued.secret {
                try TextFile.writePrivately(secret + "\n", to: to)
                issued.secret = nil
            }
            connection.show(issued) { _ in
                "Token \(issued.id), until \(issued.expiresAt.forPeople)."
                    + (issued.secret.map { "\n\($0)\nIt is not shown again." } ?? "")
            }
        }
    }

    /// `clearinghouse token revoke`.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a token at once.")

        @OptionGroup var connection: Connection
        @Argument(help: "The token's id.") var id: String

        func run() async throws {
            _ = try await connection.call(Endpoints.revokeToken, ByID(id), NoBody())
            print(connection.json ? "{}" : "Token \(id) is ended.")
        }
    }
}

/// `clearinghouse export`.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Everything that your participant brought in, as JSON."
    )

    @OptionGroup var connection: Connection

    func run() async throws {
        let document = try await connection.call(Endpoints.export, NoParameters(), NoBody())
        try TextFile.writeOut(document.bytes)
    }
}

/// `clearinghouse withdraw`.
struct WithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "End your participant's part in this clearinghouse. Export first."
    )

    @OptionGroup var connection: Connection
    @Option(help: "Your participant's id, to say that you mean it.") var confirm: String

    func run() async throws {
        let effect = try await connection.withClient { client in
            let me = try await client.ask(Endpoints.me, NoParameters(), NoBody())
            guard let own = me.participant, own == confirm else {
                throw CommandFailure(
                    "Nothing was changed. To leave, say your participant's id: "
                        + "--confirm \(me.participant ?? "…") (clearinghouse me)."
                )
            }
            return try await client.ask(
                Endpoints.withdraw,
                NoParameters(),
                Wire.Withdrawal(confirm: confirm)
            )
        }
        connection.show(effect) { _ in
            (["Your participant has left."] + effect.effects).joined(separator: "\n")
        }
    }
}

/// `clearinghouse changes`.
struct ChangesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "What happened, as far as you may see it."
    )

    @OptionGroup var connection: Connection
    @OptionGroup var page: PageOptions

    func run() async throws {
        let changes = try await connection.call(
            Endpoints.listChanges,
            page.parameters,
            NoBody()
        )
        connection.show(changes) { style in
            var table = Table(["ENTRY", "TIME", "WHAT", "ABOUT"])
            for each in changes.items {
                table.add([
                    String(each.sequence), each.time.forPeople, each.kind, each.subject,
                ])
            }
            return table.text(ifEmpty: "Nothing since then.", style: style)
                + "\nGo on with: --after \(changes.next)"
        }
    }
}
