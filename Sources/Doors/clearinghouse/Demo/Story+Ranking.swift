// SPDX-License-Identifier: Apache-2.0

import API
import Client

extension Story {
    /// Act 6: what comes first, for whom, and why now.
    mutating func rank(_ cast: Cast, _ proof: Proof) async throws -> Wire.Vulnerability {
        narrator.act("6. What comes first")
        try await list(Self.package, isExposed: true, as: cast.hospital)
        try await list(Self.package, isExposed: false, as: cast.bank)
        narrator.say(
            "Cedar Rural Hospital runs the library where the internet reaches it, Dogwood "
                + "Community Bank behind its walls. Each lists it for itself; nobody else sees it."
        )
        var draft = Wire.VulnerabilityDraft()
        draft.title = "tinyrecord: heap overflow in tr_join"
        draft.range = "vers:generic/<1.0.1"
        draft.cvss = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
        let recorded = try await cast.coordinator.client.ask(
            Endpoints.recordVulnerability,
            ByID(proof.finding),
            draft
        )
        let sparse = recorded.band
        try await state("automatable", "yes", of: recorded.id, cast)
        let ranked = try await state("technical-impact", "total", of: recorded.id, cast)
        narrator.step(
            "The coordinator names the root cause and states two facts, with their sources: its "
                + "band goes from \(sparse) to \(ranked.band).",
            holds: sparse == "needs-info" && ranked.band == "urgent"
        )
        try await explain(ranked, cast)
        let early = try await exposure(of: cast.hospital)
        narrator.step(
            "The hospital is told nothing before there is a patch.",
            holds: early.items.isEmpty
        )
        return ranked
    }

    /// What the coordinator reads in the queue.
    private mutating func explain(_ ranked: Wire.Vulnerability, _ cast: Cast) async throws {
        let queue = try await cast.coordinator.client.ask(
            Endpoints.queue,
            PageParameters(after: nil),
            NoBody()
        )
        narrator.step("The queue says why now:", holds: queue.items.first?.id == ranked.id)
        narrator.aside(queue.items.first?.why ?? "")
        narrator.step(
            "How many operators are affected the coordinator may know roughly: "
                + "\(ranked.affected ?? "nothing"). Who they are, it may not.",
            holds: ranked.affected == "fewer than 5"
        )
    }

    /// What affects somebody.
    func exposure(of player: Player) async throws -> Wire.Exposures {
        try await player.client.ask(Endpoints.exposure, NoParameters(), NoBody())
    }

    private func list(_ purl: String, isExposed: Bool, as player: Player) async throws {
        var item = Wire.NewInventoryItem()
        item.purl = purl
        item.isExposed = isExposed
        _ = try await player.client.ask(Endpoints.addInventoryItem, NoParameters(), item)
    }

    @discardableResult
    private func state(
        _ kind: String,
        _ value: String,
        of vulnerability: String,
        _ cast: Cast
    ) async throws -> Wire.Vulnerability {
        var fact = Wire.NewFact()
        fact.kind = kind
        fact.value = value
        fact.source = "The coordinator's analysis of the reproducer"
        return try await cast.coordinator.client.ask(
            Endpoints.stateFact,
            ByID(vulnerability),
            fact
        )
    }
}
