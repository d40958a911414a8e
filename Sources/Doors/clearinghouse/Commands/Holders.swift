// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

extension ParticipantCommand {
    /// `clearinghouse participant set-roles`.
    struct SetRoles: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a person or an agent these roles and no others.",
            discussion: "Without --role none is left: they can sign in and do nothing."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "person or agent.") var holder: HolderWord
        @Argument(help: "Their id.") var id: String
        @Option(help: "reader, member, steward, coordinator, administrator; repeat for several.")
        var role: [String] = []

        func run() async throws {
            var roles = Wire.NewRoles()
            roles.roles = role
            switch holder {
            case .person:
                let person = try await connection.call(
                    Endpoints.changePersonRoles,
                    ByID(id),
                    roles
                )
                connection.show(person) { _ in Self.sentence(person.name, person.roles) }
            case .agent:
                let agent = try await connection.call(
                    Endpoints.changeAgentRoles,
                    ByID(id),
                    roles
                )
                connection.show(agent) { _ in Self.sentence(agent.name, agent.roles) }
            }
        }

        private static func sentence(_ name: String, _ roles: [String]) -> String {
            let list = roles.isEmpty ? "no role" : roles.joined(separator: ", ")
            return "\(Table.harmless(name)): \(list)"
        }
    }

    /// `clearinghouse participant remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a person or an agent; their tokens, links and sessions end at once."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "person or agent.") var holder: HolderWord
        @Argument(help: "Their id.") var id: String

        func run() async throws {
            let endpoint =
                switch holder {
                case .person: Endpoints.removePerson
                case .agent: Endpoints.removeAgent
                }
            _ = try await connection.call(endpoint, ByID(id), NoBody())
            print(connection.json ? "{}" : "The \(holder.rawValue) \(id) is removed.")
        }
    }
}

/// Which of the two an id names.
enum HolderWord: String, ExpressibleByArgument {
    case person
    case agent
}
