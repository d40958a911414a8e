// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Store
import Timestamps

extension Story {
    /// Where the hospital's systems answer, and where Aspen scans from: addresses for examples
    /// (RFC 5737).
    private static let hospitalNetwork = "192.0.2.0/28"
    private static let aspenSource = "198.51.100.7"

    /// Still act 2: the hospital sees a probe, asks what it was, and hears it from who scanned.
    mutating func askAboutProbe(_ cast: Cast) async throws {
        try await control(Self.hospitalNetwork, by: cast.hospital, word: cast.coordinator)
        try await authorize(cast.aspen, by: cast.hospital)
        let scan = try await cast.aspen.client.ask(
            Endpoints.declareScan,
            NoParameters(),
            networkPlan
        )
        let asked = try await cast.hospital.client.ask(
            Endpoints.askAlert,
            NoParameters(),
            alert(from: Self.aspenSource)
        )
        narrator.step(
            "The hospital sees a probe of its network and asks: it is a declared scan.",
            holds: asked.verdict == "confirmed" && asked.relays.first?.scan == scan.id
        )
        let relayed = try await cast.aspen.client.ask(Endpoints.alert, ByID(asked.id), NoBody())
        narrator.step(
            "Aspen is asked, is not told by whom, and answers.",
            holds: relayed.asker == nil
        )
        _ = try await cast.aspen.client.ask(
            Endpoints.answerAlert,
            ByID(asked.id),
            Wire.AlertReply(answer: "it-was-us", words: "Ours, until this evening.")
        )
        try await askAboutStranger(cast, scan)
    }

    private mutating func askAboutStranger(_ cast: Cast, _ scan: Wire.Scan) async throws {
        let other = try await cast.hospital.client.ask(
            Endpoints.askAlert,
            NoParameters(),
            alert(from: "203.0.113.66")
        )
        narrator.step(
            "A probe from somewhere else, in the same hour, is \(other.verdict).",
            holds: other.verdict == "undetermined"
        )
        let token = try await cast.aspen.client.ask(
            Endpoints.probeToken,
            ByID(scan.id),
            Wire.ProbeTokenRequest(scope: "192.0.2.7")
        )
        narrator.aside("A token to carry has \(token.token.utf8.count) bytes; anybody verifies it.")
    }

    /// A claim that a coordinator vouches for.
    private func control(_ scope: String, by owner: Player, word: Player) async throws {
        var claim = Wire.ControlClaim()
        claim.scope = scope
        claim.method = "coordinator"
        let made = try await owner.client.ask(Endpoints.claimControl, NoParameters(), claim)
        var vouched = Wire.ControlWord()
        vouched.reason = "Seen in the registry of addresses."
        _ = try await word.client.ask(Endpoints.vouchControl, ByID(made.id), vouched)
    }

    /// Whoever states a document alone proves nothing to an owner: the hospital says it here.
    private func authorize(_ scanner: Player, by owner: Player) async throws {
        var terms = Wire.AuthorizationTerms()
        terms.participant = scanner.participant
        terms.scope = Self.hospitalNetwork
        terms.intensity = "active"
        terms.until = SystemClock().now().adding(seconds: 48 * 3_600).timestamp
        _ = try await owner.client.ask(Endpoints.giveAuthorization, NoParameters(), terms)
    }

    private func alert(from source: String) -> Wire.NewAlert {
        var alert = Wire.NewAlert()
        alert.seen.source = source
        alert.seen.target = "192.0.2.7"
        alert.seen.port = 443
        alert.seen.time = SystemClock().now().timestamp
        alert.note = "Many requests for /login within a minute."
        return alert
    }

    private var networkPlan: Wire.ScanPlan {
        let now = SystemClock().now().timestamp
        let hour: Int64 = 3_600_000_000
        var plan = Wire.ScanPlan()
        plan.scopes = [Self.hospitalNetwork]
        plan.technique = "network-scan"
        plan.tool = "Nmap"
        plan.intensity = "active"
        plan.sources = [Self.aspenSource]
        plan.window = Wire.Window(
            start: now,
            end: Timestamp(microseconds: now.microseconds + 4 * hour)
        )
        return plan
    }
}
