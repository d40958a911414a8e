// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Store
import Timestamps

extension Story {
    /// Act 7: a case with an embargo that each party consented to.
    mutating func coordinate(
        _ cast: Cast,
        _ vulnerability: Wire.Vulnerability
    ) async throws -> Wire.Case {
        narrator.act("7. Silence, agreed")
        var plan = Wire.NewCase()
        plan.title = "Overflow in tinyrecord"
        plan.until = Self.hour(after: 48)
        let coordinator = cast.coordinator.client
        let opened = try await coordinator.ask(
            Endpoints.openCase,
            ByID(vulnerability.id),
            plan
        )
        var invitation = Wire.CaseInvitation()
        invitation.participant = cast.supplier.participant
        invitation.roles = ["supplier"]
        _ = try await coordinator.ask(Endpoints.inviteMember, ByID(opened.id), invitation)
        let before = try await cast.supplier.client.ask(
            Endpoints.caseFile,
            ByID(opened.id),
            NoBody()
        )
        narrator.step(
            "Invited, the library's maintainers read the terms, and nothing else yet.",
            holds: !before.isReadable && before.title == nil
                && (before.embargo.onTable ?? before.embargo.inForce) != nil
        )
        for player in [cast.supplier, cast.aspen] { try await consent(player, to: opened.id) }
        let file = try await coordinator.ask(Endpoints.caseFile, ByID(opened.id), NoBody())
        narrator.step(
            "Finder and maintainers consent: the embargo is \(file.embargo.state) until "
                + "\(plan.until.map { "\($0)" } ?? "no hour").",
            holds: file.embargo.state == "active"
        )
        try await talk(cast, opened.id)
        return file
    }

    private func consent(_ player: Player, to onCase: String) async throws {
        let file = try await player.client.ask(Endpoints.caseFile, ByID(onCase), NoBody())
        var answer = Wire.CaseAnswer()
        answer.terms = file.embargo.onTable?.number ?? file.embargo.inForce?.number ?? 0
        _ = try await player.client.ask(Endpoints.consentToCase, ByID(onCase), answer)
    }

    /// A message, and who may know whom.
    private mutating func talk(_ cast: Cast, _ onCase: String) async throws {
        var message = Wire.NewMessage()
        message.text = "A patch is ready: it counts what is written. Please have a look."
        _ = try await cast.supplier.client.ask(Endpoints.writeMessage, ByID(onCase), message)
        let read = try await cast.aspen.client.ask(
            Endpoints.caseMessages,
            PageByID(onCase),
            NoBody()
        )
        let roster = try await cast.aspen.client.ask(
            Endpoints.caseRoster,
            ByID(onCase),
            NoBody()
        )
        narrator.step(
            "The maintainers write; Aspen reads it, from “a member of the case”. Who else is on "
                + "it, the roster does not tell.",
            holds: read.items.first?.text == message.text && read.items.first?.author == nil
                && !roster.members.contains { $0.participant == cast.supplier.participant }
        )
    }

    /// A full hour of UTC that far ahead.
    static func hour(after hours: Int64) -> Timestamp {
        let hour: Int64 = 3_600_000_000
        let now = SystemClock().now().microseconds
        return Timestamp(microseconds: (now / hour + hours) * hour)
    }
}
