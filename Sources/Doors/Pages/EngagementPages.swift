// SPDX-License-Identifier: Apache-2.0

import Access
import FrontierModels
import Server
import Store
import Timestamps

extension WebPages {
    /// Engagements about frontier models, each with its one clock.
    var engagements: [Route] {
        [engagementList, newEngagementForm, engagementPage, accessLogPage, withdrawForm]
            + engagementForms
    }

    private var engagementList: Route {
        ownPage("/engagements") { exchange in
            page(.engagements, try await engagementLines(exchange, []))
        }
    }

    private func engagementLines(
        _ exchange: Exchange,
        _ refused: [String]
    ) async throws -> EngagementListPage {
        let after = exchange.after(EngagementID.self)
        let (viewer, now) = (exchange.viewer, exchange.now)
        let found = try await exchange.services.store.read { tables in
            try tables.engagements(
                viewer: viewer,
                now: now,
                after: after,
                limit: EngagementListPage.rows + 1
            )
        }
        return EngagementListPage(
            frame: frame("Engagements", .engagements, exchange),
            engagements: found,
            canOpen: decide(viewer, .openEngagement).isAllowed,
            key: newFormKey(),
            codename: exchange.form["codename"] ?? "",
            refused: refused
        )
    }

    private var newEngagementForm: Route {
        ownForm("/engagements", again: linesAgain) { exchange in
            let open = OpenEngagement(
                viewer: exchange.viewer,
                id: exchange.services.store.newID(EngagementMark.self),
                codename: exchange.form["codename"] ?? ""
            )
            return "/engagements/\(try await submit(open, exchange, form: "/engagements"))"
        }
    }

    private func linesAgain(_ exchange: Exchange, _ refusal: Refusal) async throws -> Answer {
        let refused = refusal.sentences(EngagementForm.label)
        return page(.engagements, try await engagementLines(exchange, refused), status: 422)
    }

    private var engagementPage: Route {
        ownPage("/engagements/{id}") { exchange in
            page(.engagement, try await engagementModel(exchange, []))
        }
    }

    /// The page of an engagement, and what was refused of a form on it.
    private func engagementModel(
        _ exchange: Exchange,
        _ refused: [String]
    ) async throws -> EngagementPage {
        let file = try await exchange.services.store.engagement(
            try exchange.id(),
            for: exchange.viewer,
            now: exchange.now
        )
        return EngagementPage(
            frame: frame(file.codename ?? "An engagement", .engagements, exchange),
            file: file,
            key: newFormKey(),
            typed: exchange.form,
            refused: refused
        )
    }

    private var accessLogPage: Route {
        ownPage("/engagements/{id}/accesses") { exchange in
            let id: EngagementID = try exchange.id()
            let (viewer, now) = (exchange.viewer, exchange.now)
            let after = exchange.after(AccessID.self)
            let found = try await exchange.services.store.read { tables in
                try tables.accessLog(
                    of: id,
                    viewer: viewer,
                    now: now,
                    after: after,
                    limit: AccessLogPage.rows + 1
                )
            }
            return page(
                .accesses,
                AccessLogPage(
                    frame: frame("Access log", .engagements, exchange),
                    id: id.description,
                    lines: found
                )
            )
        }
    }

    private var withdrawForm: Route {
        engagementForm("withdraw", to: "/engagements") { exchange, id in
            WithdrawFromEngagement(viewer: exchange.viewer, engagement: id)
        }
    }

    /// A form of the engagement's page: what is refused is shown there, beside what was typed.
    func engagementForm<Asked: Command>(
        _ name: String,
        to path: String? = nil,
        _ command: @escaping @Sendable (Exchange, EngagementID) throws -> Asked
    ) -> Route {
        ownForm("/engagements/{id}/\(name)", again: again) { exchange in
            let id: EngagementID = try exchange.id()
            try await submit(command(exchange, id), exchange, form: "/engagements/{id}/\(name)")
            return path ?? "/engagements/\(id)"
        }
    }

    /// The engagement's page again, with what a form on it was refused for.
    private func again(_ exchange: Exchange, _ refusal: Refusal) async throws -> Answer {
        page(
            .engagement,
            try await engagementModel(exchange, refusal.sentences(EngagementForm.label)),
            status: refusal.kind == .conflict ? 409 : 422
        )
    }
}

/// How the fields of an engagement's forms are read, and refusals said.
enum EngagementForm {
    /// A day as a browser's field sends it.
    static func day(_ exchange: Exchange, _ name: String) throws -> CalendarDate {
        guard let day = CalendarDate(exchange.form[name] ?? "") else {
            throw invalid("/\(name)", "not-a-day", "A day such as 2026-07-02.")
        }
        return day
    }

    /// An identifier that a field names.
    static func id<Kind>(_ exchange: Exchange, _ name: String) throws -> ID<Kind> {
        guard let id = ID<Kind>(exchange.form[name] ?? "") else {
            throw invalid("/\(name)", "not-an-id", "An id, as the page or its owner gives it.")
        }
        return id
    }

    private static func invalid(_ place: String, _ code: String, _ reason: String) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-engagement",
            detail: "This cannot stand on an engagement; see the faults.",
            faults: [Refusal.Fault(place: place, code: code, reason: reason)]
        )
    }

    /// The words that stand beside the field of a place in a command.
    static func label(of place: String) -> String? {
        switch place.split(separator: "/").first {
        case "codename": "Codename"
        case "text": "Text"
        case "participant": "Agency"
        case "opens": "First day"
        case "plannedRelease": "Planned partner release"
        case "person": "Person"
        case "purpose": "What for"
        case "official": "Who determined it"
        case "decided": "Day of it"
        case "consulted": "Consulted"
        case "reference": "Reference"
        case "name": "Party"
        case "reason": "Reason"
        case "summary": "Summary"
        default: place
        }
    }
}
