// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

/// `clearinghouse participant`: who takes part, and who acts for them.
struct ParticipantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "participant",
        abstract: "Participants, the people and the agents that act for them.",
        subcommands: [
            List.self, Register.self, People.self, AddPerson.self, Agents.self, AddAgent.self,
            SetRoles.self, Remove.self,
        ],
        defaultSubcommand: List.self
    )

    /// `clearinghouse participant list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The participants that you may see."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listParticipants,
                page,
                heads: ["PARTICIPANT", "KIND", "SECTOR", "STATE", "NAME"]
            ) { each in
                [
                    each.id, each.kind, each.sector ?? "", each.state, each.name ?? "",
                ]
            }
        }
    }

    /// `clearinghouse participant register`.
    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Register a participant.")

        @OptionGroup var connection: Connection
        @Argument(
            help: """
                ai-developer, operator, agency, state-local, supplier, coordinator, helper or \
                researcher.
                """
        )
        var kind: String
        @Argument(help: "Its name.") var name: String
        @Option(help: "An operator's sector, for example healthcare.") var sector: String?
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var participant = Wire.NewParticipant()
            participant.kind = kind
            participant.name = name
            participant.sector = sector
            let answer = try await connection.call(
                Endpoints.registerParticipant,
                NoParameters(),
                participant
            )
            connection.show(answer) { brevity.isQuiet ? answer.id : answer.text($0) }
        }
    }

    /// `clearinghouse participant people`.
    struct People: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The people that you may see.")

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listPeople,
                page,
                heads: ["PERSON", "PARTICIPANT", "ROLES", "NAME"]
            ) { each in
                [
                    each.id, each.participant, each.roles.joined(separator: ","), each.name,
                ]
            }
        }
    }

    /// `clearinghouse participant add-person`.
    struct AddPerson: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add somebody who acts for a participant."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "Their name.") var name: String
        @Option(
            help: """
                reader, member, steward, coordinator, administrator; repeat for several. A reader \
                reads, a member scans and reports, a steward looks after the participant's people \
                and tokens, a coordinator triages for all, an administrator runs the clearinghouse.
                """
        )
        var role: [String] = ["member"]
        @Option(
            help: """
                The id of the participant that they act for, as `participant register` printed it. \
                Without it they act for your own.
                """
        )
        var participant: String?
        @Option(help: "How to reach them.") var email: String?
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var person = Wire.NewPerson()
            person.participant = participant
            person.name = name
            person.email = email
            person.roles = role
            let answer = try await connection.call(Endpoints.addPerson, NoParameters(), person)
            connection.show(answer) { brevity.isQuiet ? answer.id : answer.text($0) }
        }
    }

    /// `clearinghouse participant agents`.
    struct Agents: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The agents that you may see.")

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listAgents,
                page,
                heads: ["AGENT", "PARTICIPANT", "ROLES", "FAMILY", "NAME"]
            ) { each in
                [
                    each.id, each.participant, each.roles.joined(separator: ","), each.family,
                    each.name,
                ]
            }
        }
    }

    /// `clearinghouse participant add-agent`.
    struct AddAgent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add software that acts for a participant."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "Its name.") var name: String
        @Option(help: "The family of tool or model.") var family: String
        @Option(help: "reader or member; repeat for several.") var role: [String] = ["member"]
        @Option(help: "The id of the participant that it acts for; your own otherwise.")
        var participant: String?
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var agent = Wire.NewAgent()
            agent.participant = participant
            agent.name = name
            agent.family = family
            agent.roles = role
            let answer = try await connection.call(Endpoints.addAgent, NoParameters(), agent)
            connection.show(answer) { brevity.isQuiet ? answer.id : answer.text($0) }
        }
    }
}
