// SPDX-License-Identifier: Apache-2.0

import API
import Client

extension Story {
    /// Act 1: the coordinator registers two laboratories and a hospital.
    mutating func takePart() async throws -> Cast {
        narrator.act("1. Who takes part")
        let me = try await administrator.ask(Endpoints.me, NoParameters(), NoBody())
        let coordinator = try await join(me.participant, "Chris, coordinator", ["coordinator"])
        let aspen = try await register("ai-developer", "Aspen Laboratory")
        let birch = try await register("researcher", "Birch Security")
        let hospital = try await register("operator", "Cedar Rural Hospital", sector: "healthcare")
        let cast = Cast(
            coordinator: coordinator,
            aspen: try await join(aspen, "Avery of Aspen", ["member", "steward"]),
            birch: try await join(birch, "Blake of Birch", ["member", "steward"]),
            hospital: try await join(hospital, "Casey of Cedar", ["member", "steward"])
        )
        narrator.step(
            "Aspen Laboratory, Birch Security and Cedar Rural Hospital take part.",
            holds: true
        )
        let roster = try await cast.aspen.ask(
            Endpoints.listParticipants,
            PageParameters(after: nil),
            NoBody()
        )
        narrator.step(
            "Aspen sees only itself: who else takes part is nobody's business.",
            holds: roster.items.map(\.id) == [aspen]
        )
        return cast
    }

    private func register(
        _ kind: String,
        _ name: String,
        sector: String? = nil
    ) async throws -> String {
        var participant = Wire.NewParticipant()
        participant.kind = kind
        participant.name = name
        participant.sector = sector
        return try await administrator.ask(
            Endpoints.registerParticipant,
            NoParameters(),
            participant
        ).id
    }

    /// Adds somebody, and answers a client that acts as them.
    private func join(
        _ participant: String?,
        _ name: String,
        _ roles: [String]
    ) async throws -> ClearinghouseClient {
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
            if let secret = issued.secret { return try Self.client(address, secret) }
        }
        throw CommandFailure("No token of \(name) could be shown.")
    }

    /// How often a secret is asked for: a server is not killed that often.
    private static let tries = 3
}
