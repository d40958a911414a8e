// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

/// `clearinghouse authorization`: whom owners allow to scan.
struct AuthorizationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authorization",
        abstract: "Allow a participant to scan what you control.",
        subcommands: [Give.self, List.self, Show.self, Withdraw.self],
        defaultSubcommand: List.self
    )

    /// `clearinghouse authorization give`.
    struct Give: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Allow one participant to scan a scope, up to an intensity, until a day."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "Who may scan, by the id that they told you.") var participant: String
        @Argument(help: "A scope that you control.") var scope: String
        @Option(help: "The highest: passive, active or intrusive.") var intensity: String
        @Option(help: "Until when: \(Moment.untilWords).") var until: String
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var terms = Wire.AuthorizationTerms()
            terms.participant = participant
            terms.scope = scope
            terms.intensity = intensity
            terms.until = try Moment.until(until, of: "--until")
            let given = try await connection.call(
                Endpoints.giveAuthorization,
                NoParameters(),
                terms
            )
            connection.show(given) { brevity.isQuiet ? given.id : given.text($0) }
        }
    }

    /// `clearinghouse authorization list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Authorizations that you gave or were given."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listAuthorizations,
                page,
                heads: ["AUTHORIZATION", "STATE", "SIDE", "SCOPE", "TOUCH", "UNTIL", "WHO"],
                ifEmpty: "No authorization was given, by you or to you."
            ) { given in
                [
                    given.id, given.state, given.isGiver ? "by you" : "to you",
                    given.terms.scope, given.terms.intensity, given.terms.until.forPeople,
                    given.isGiver ? given.terms.participant : "you",
                ]
            }
        }
    }

    /// `clearinghouse authorization show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One authorization.")

        @OptionGroup var connection: Connection
        @Argument(help: "The authorization.") var id: String

        func run() async throws {
            let given = try await connection.call(Endpoints.authorization, ByID(id), NoBody())
            connection.show(given) { given.text($0) }
        }
    }

    /// `clearinghouse authorization withdraw`.
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an authorization back; leases that rest on it stop."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The authorization.") var id: String

        func run() async throws {
            let ended = try await connection.call(
                Endpoints.endAuthorization,
                ByID(id),
                NoBody()
            )
            connection.show(ended) { ended.text($0) }
        }
    }
}

extension Wire.Authorization {
    /// An authorization for a person.
    fileprivate func text(_ style: TerminalStyle) -> String {
        let who = isGiver ? "you allow \(terms.participant)" : "you may scan"
        return [
            style.bold(Table.harmless(terms.scope)), "  id         \(id)", "  state      \(state)",
            "  who        \(who)", "  at most    \(terms.intensity)",
            "  until      \(terms.until.forPeople)",
        ].joined(separator: "\n")
    }
}
