// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Store
import Timestamps

extension Story {
    /// What the hospital runs, and what its supplier maintains.
    private static let portal = "service:https://portal.cedar.example/"

    /// Owners say what is theirs, what they ask, and see who scans it.
    mutating func own(_ cast: Cast) async throws {
        let maintained = try await claim(Self.package, cast.supplier, cast)
        let seen = try await leases(cast.supplier)
        narrator.step(
            "The maintainers prove that the package is theirs, by a coordinator's word, and see "
                + "two scans of it, not by whom.",
            holds: maintained == "proven" && seen.count == 2
                && seen.allSatisfy { $0.scanner == nil && $0.state == "active" }
        )
        try await setRule(cast)
        _ = try await claim(Self.portal, cast.hospital, cast)
        let refusal = await refused { try await scanPortal(cast) }
        var terms = Wire.AuthorizationTerms()
        terms.participant = cast.aspen.participant
        terms.scope = Self.portal
        terms.intensity = "active"
        terms.until = later(hours: 48)
        _ = try await cast.hospital.client.ask(
            Endpoints.giveAuthorization,
            NoParameters(),
            terms
        )
        let scan = try await scanPortal(cast)
        let mine = try await leases(cast.hospital)
        narrator.step(
            "Aspen may not scan the hospital's portal until the hospital says so; then the "
                + "hospital sees by whom, how and when.",
            holds: refusal && mine.map(\.id) == [scan.id]
                && mine[0].scanner == "Aspen Laboratory"
        )
    }

    /// The supplier asks scanners to write first; everybody can read it.
    private mutating func setRule(_ cast: Cast) async throws {
        var rule = Wire.ScanRuleTerms()
        rule.scope = Self.package
        rule.stance = "welcome"
        rule.contact = "security@tinyrecord.example"
        rule.format = "SARIF"
        rule.requestsPerHour = 600
        rule.isListed = true
        _ = try await cast.supplier.client.ask(Endpoints.setRule, NoParameters(), rule)
        let told = try await stranger.ask(
            Endpoints.rulesOn,
            Wire.ByScope(Self.package),
            NoBody()
        )
        narrator.step(
            "They say how scans are welcome, and anybody without an account can read it.",
            holds: told.answer == "welcome"
                && told.rules.first?.terms.contact == "security@tinyrecord.example"
        )
    }

    /// Claims a scope, has the coordinator vouch for it, and answers where it stands.
    private func claim(_ scope: String, _ owner: Player, _ cast: Cast) async throws -> String {
        var claim = Wire.ControlClaim()
        claim.scope = scope
        claim.method = "coordinator"
        let claimed = try await owner.client.ask(
            Endpoints.claimControl,
            NoParameters(),
            claim
        )
        var word = Wire.ControlWord()
        word.reason = "Called them at the number that their registry has."
        let approved = try await cast.coordinator.client.ask(
            Endpoints.vouchControl,
            ByID(claimed.id),
            word
        )
        return approved.state
    }

    private func leases(_ owner: Player) async throws -> [Wire.SeenLease] {
        try await owner.client.ask(
            Endpoints.listLeases,
            PageParameters(after: nil),
            NoBody()
        ).items
    }

    private func scanPortal(_ cast: Cast) async throws -> Wire.Scan {
        var plan = Wire.ScanPlan()
        plan.scopes = [Self.portal]
        plan.technique = "dynamic-analysis"
        plan.tool = "Nuclei"
        plan.intensity = "active"
        plan.sources = ["198.51.100.0/28"]
        plan.window = Wire.Window(start: later(hours: 0), end: later(hours: 4))
        return try await cast.aspen.client.ask(Endpoints.declareScan, NoParameters(), plan)
    }

    private func refused(_ body: () async throws -> Wire.Scan) async -> Bool {
        do {
            _ = try await body()
            return false
        } catch {
            return true
        }
    }

    private func later(hours: Int64) -> Timestamp {
        SystemClock().now().adding(seconds: hours * 3_600).timestamp
    }
}
