// SPDX-License-Identifier: Apache-2.0

import API
import Client

extension Story {
    /// Act 1: the coordinator registers two laboratories and a hospital.
    mutating func takePart() async throws -> Cast {
        narrator.act("1. Who takes part")
        let me = try await administrator.ask(Endpoints.me, NoParameters(), NoBody())
        let cast = Cast(
            coordinator: try await join(me.participant ?? "", "Chris, coordinator", "coordinator"),
            aspen: try await join("ai-developer", "Aspen Laboratory", by: "Avery of Aspen"),
            birch: try await join("researcher", "Birch Security", by: "Blake of Birch"),
            supplier: try await join(
                "supplier",
                "Tinyrecord Maintainers",
                by: "Tove of Tinyrecord"
            ),
            hospital: try await join(
                "operator",
                "Cedar Rural Hospital",
                sector: "healthcare",
                by: "Casey of Cedar"
            ),
            bank: try await join(
                "operator",
                "Dogwood Community Bank",
                sector: "financial-services",
                by: "Devon of Dogwood"
            ),
            agency: try await join("agency", "Elm Assessment Office", by: "Emery of Elm")
        )
        narrator.step("Laboratories, operators, an agency and others take part.", holds: true)
        let roster = try await cast.aspen.client.ask(
            Endpoints.listParticipants,
            PageParameters(after: nil),
            NoBody()
        )
        narrator.step(
            "Aspen sees only itself: who else takes part is nobody's business.",
            holds: roster.items.map(\.id) == [cast.aspen.participant]
        )
        return cast
    }

    /// Registers an organisation, and answers somebody who acts for it.
    private func join(
        _ kind: String,
        _ name: String,
        sector: String? = nil,
        by person: String
    ) async throws -> Player {
        var participant = Wire.NewParticipant()
        participant.kind = kind
        participant.name = name
        participant.sector = sector
        let registered = try await administrator.ask(
            Endpoints.registerParticipant,
            NoParameters(),
            participant
        )
        return try await join(registered.id, person, "member", "steward")
    }

    /// Adds somebody, with a client that acts as them.
    private func join(
        _ participant: String,
        _ name: String,
        _ roles: String...
    ) async throws -> Player {
        var person = Wire.NewPerson()
        person.participant = participant
        person.name = name
        person.roles = roles
        let added = try await administrator.ask(Endpoints.addPerson, NoParameters(), person)
        var token = Wire.NewToken()
        token.person = added.id
        token.name = "demo"
        token.lifeDays = 1
        // A secret is shown once: where the answer got lost with the server, the repeat leaves it
        // out, and another token is asked for.
        for _ in 1...Self.tries {
            let issued = try await administrator.ask(Endpoints.issueToken, NoParameters(), token)
            if let secret = issued.secret {
                return Player(
                    client: try Self.client(address, secret),
                    participant: participant
                )
            }
        }
        throw CommandFailure("No token of \(name) could be shown.")
    }

    /// How often a secret is asked for: a server is not killed that often.
    private static let tries = 3
}
