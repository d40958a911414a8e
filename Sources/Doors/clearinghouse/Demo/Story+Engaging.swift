// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Store
import Timestamps

extension Story {
    /// Act 10: a developer gives an agency bounded access to a model, because it wants to.
    mutating func engage(_ cast: Cast) async throws {
        narrator.act("10. A model, for thirty days at most")
        let aspen = cast.aspen.client
        var new = Wire.NewEngagement()
        new.codename = "Blue Heron"
        let opened = try await aspen.ask(Endpoints.openEngagement, NoParameters(), new)
        let (agency, coordinator) = (
            try await engagements(cast.agency), try await engagements(cast.coordinator)
        )
        narrator.step(
            "Aspen opens an engagement about a new model, under a codename. Nobody else knows, "
                + "not even the coordinator.",
            holds: opened.state == "alone" && agency.isEmpty && coordinator.isEmpty
        )
        try await share(cast, opened.id)
        try await planWindow(cast, opened.id)
        try await use(cast, opened.id)
    }

    private func engagements(_ player: Player) async throws -> [Wire.EngagementLine] {
        try await player.client.ask(
            Endpoints.listEngagements,
            PageParameters(after: nil),
            NoBody()
        ).items
    }

    /// One field for the agency, another for nobody.
    private mutating func share(_ cast: Cast, _ id: String) async throws {
        let aspen = cast.aspen.client
        let fields = [
            ("model", "A large model of code, in its last month of training.", true),
            ("capabilities", "It found two overflows in the sample by itself.", false),
        ]
        for (field, text, isShared) in fields {
            var new = Wire.NewEngagementField()
            (new.field, new.text, new.isShared) = (field, text, isShared)
            _ = try await aspen.ask(Endpoints.keepEngagementField, ByID(id), new)
        }
        var official = Wire.NewOfficial()
        official.participant = cast.agency.participant
        _ = try await aspen.ask(Endpoints.askOfficial, ByID(id), official)
        let seen = try await cast.agency.client.ask(Endpoints.engagement, ByID(id), NoBody())
        narrator.step(
            "It shares it with an agency, and one field of two: the agency reads that one.",
            holds: seen.fields.map(\.field) == ["model"]
        )
    }

    /// Thirty days, counted on the calendar; not thirty-one.
    private mutating func planWindow(_ cast: Cast, _ id: String) async throws {
        let moment = Timestamp(microseconds: SystemClock().now().microseconds)
        guard let today = moment.date, let last = today.adding(days: 30),
            let late = today.adding(days: 31)
        else { return }
        let aspen = cast.aspen.client
        var window = Wire.NewWindow()
        (window.opens, window.plannedRelease) = (today, late)
        var reason: String?
        do {
            _ = try await aspen.ask(Endpoints.openWindow, ByID(id), window)
        } catch let fault as ClientFault {
            reason = fault.problem?.errors.first?.code
        }
        window.plannedRelease = last
        let file = try await aspen.ask(Endpoints.openWindow, ByID(id), window)
        let other = try await cast.agency.client.ask(Endpoints.engagement, ByID(id), NoBody())
        narrator.step(
            "A window of 31 days is none. One clock for both: \(file.window?.arithmetic ?? "")",
            holds: reason == "over-30-days" && file.window?.days == 30
                && other.window?.overAt == file.window?.overAt
        )
    }

    /// A named person, after terms; and who reads of it.
    private mutating func use(_ cast: Cast, _ id: String) async throws {
        let (aspen, agency) = (cast.aspen.client, cast.agency.client)
        var terms = Wire.NewAccessTerms()
        terms.text = "Tell nobody outside your office, test on the given machine, keep no copy."
        _ = try await aspen.ask(Endpoints.stateAccessTerms, ByID(id), terms)
        let named = try await agency.ask(Endpoints.namePerson, ByID(id), Wire.NewGrant())
        var grant = Wire.NamedGrant()
        grant.grant = named.grants.first?.id ?? ""
        _ = try await aspen.ask(Endpoints.giveGrant, ByID(id), grant)
        var access = Wire.NewAccess()
        access.purpose = "First assessment, suite 7"
        var refused: String?
        do {
            _ = try await agency.ask(Endpoints.useAccess, ByID(id), access)
        } catch let fault as ClientFault {
            refused = fault.problem?.detail
        }
        var version = Wire.Acknowledgement()
        version.version = 1
        _ = try await agency.ask(Endpoints.acknowledgeTerms, ByID(id), version)
        _ = try await agency.ask(Endpoints.useAccess, ByID(id), access)
        let log = try await aspen.ask(Endpoints.accessLog, PageByID(id), NoBody())
        var isTold = false
        do {
            _ = try await agency.ask(Endpoints.accessLog, PageByID(id), NoBody())
            isTold = true
        } catch is ClientFault {}
        narrator.step(
            "A named official uses the access only after the terms; Aspen alone reads who, when "
                + "and what for, and could end it this minute.",
            holds: refused != nil && log.items.first?.about == access.purpose && !isTold
        )
    }
}
