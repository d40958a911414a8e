// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Distribution
import Prioritization
import Server
import Store

extension WebPages {
    /// Cases, who is on them, their embargoes and messages.
    var coordination: [Route] {
        [caseList, openForm, casePage, answerForm, embargoForm, endForm, messageForm]
            + [shownForm, inviteForm, leaveForm, closeForm, advisoryForm]
    }

    private var caseList: Route {
        ownPage("/cases") { exchange in
            page(.cases, try await list(exchange, []))
        }
    }

    private func list(_ exchange: Exchange, _ refused: [String]) async throws -> CaseListPage {
        let after = exchange.after(CaseID.self)
        let (viewer, now) = (exchange.viewer, exchange.now)
        let (limit, ages) = (CaseListPage.rows + 1, after == nil ? Chart.agesAtMost : 0)
        let (cases, since) = try await exchange.services.store.read { tables in
            (
                try tables.cases(viewer: viewer, now: now, after: after, limit: limit),
                try tables.casesOpenSince(viewer: viewer, now: now, limit: ages)
            )
        }
        return CaseListPage(
            frame: frame("Cases", .cases, exchange),
            cases: cases,
            ages: Chart(agesOf: since, counted: "Open cases", now: now),
            canOpen: (try? decide(viewer, .openCase).hiding()) != nil,
            key: newFormKey(),
            typed: exchange.form.merging(exchange.query) { form, _ in form },
            refused: refused
        )
    }

    private var openForm: Route {
        ownForm("/cases", again: listAgain) { exchange in
            guard let about = VulnerabilityID(exchange.form["vulnerability"] ?? "") else {
                throw Refusal.notFound
            }
            let open = OpenCase(
                viewer: exchange.viewer,
                id: exchange.services.store.newID(CaseMark.self),
                vulnerability: about,
                title: exchange.form["title"] ?? "",
                until: try CaseForm.hour(exchange.form["until"])
            )
            return "/cases/\(try await submit(open, exchange, form: "/cases"))"
        }
    }

    private func listAgain(_ exchange: Exchange, _ refusal: Refusal) async throws -> Answer {
        page(.cases, try await list(exchange, refusal.sentences(CaseForm.label)), status: 422)
    }

    private var casePage: Route {
        ownPage("/cases/{id}") { exchange in
            page(.caseFile, try await model(exchange, []))
        }
    }

    /// The page of a case with what may be read of it, and what was refused of a form.
    private func model(_ exchange: Exchange, _ refused: [String]) async throws -> CasePage {
        let id: CaseID = try exchange.id()
        let (viewer, now) = (exchange.viewer, exchange.now)
        let (file, roster, outcome) = try await exchange.services.store.read { tables in
            let file = try tables.caseFile(id, viewer: viewer, now: now)
            return (
                file, try tables.caseRoster(id, viewer: viewer, now: now),
                try CaseOutcome(
                    of: file,
                    in: tables,
                    viewer: viewer,
                    now: now,
                    typed: exchange.form
                )
            )
        }
        let said =
            file.isReadable
            ? try await exchange.services.store.caseMessages(
                id,
                for: viewer,
                now: now,
                after: exchange.after(MessageID.self),
                limit: CasePage.messages
            ) : nil
        return CasePage(
            frame: frame(file.title ?? "A case you are invited to", .cases, exchange),
            file: file,
            roster: roster,
            said: said,
            outcome: outcome,
            key: newFormKey(),
            typed: exchange.form,
            refused: refused
        )
    }

    /// A form of the case's page: what is refused is shown there, beside what was typed.
    private func form<Asked: Command>(
        _ name: String,
        to path: String? = nil,
        _ command: @escaping @Sendable (Exchange, CaseID) throws -> Asked
    ) -> Route {
        ownForm("/cases/{id}/\(name)", again: again) { exchange in
            let id: CaseID = try exchange.id()
            try await submit(command(exchange, id), exchange, form: "/cases/{id}/\(name)")
            return path ?? "/cases/\(id)"
        }
    }

    /// The case's page again, with what a form on it was refused for.
    private func again(_ exchange: Exchange, _ refusal: Refusal) async throws -> Answer {
        page(
            .caseFile,
            try await model(exchange, refusal.sentences(CaseForm.label)),
            status: refusal.kind == .conflict ? 409 : 422
        )
    }

    private var answerForm: Route {
        form("answer") { exchange, id in
            AnswerInvitation(
                viewer: exchange.viewer,
                onCase: id,
                answering: exchange.form["answer"] == "consent" ? .consent : .decline,
                terms: Int(exchange.form["terms"] ?? "") ?? 0
            )
        }
    }

    private var embargoForm: Route {
        form("embargo") { exchange, id in
            guard let until = try CaseForm.hour(exchange.form["until"]) else {
                throw CaseForm.noHour
            }
            return ProposeEmbargo(viewer: exchange.viewer, onCase: id, until: until)
        }
    }

    private var endForm: Route {
        form("end") { exchange, id in
            guard let ending = EmbargoLifecycle.Ending(rawValue: exchange.form["ending"] ?? "")
            else { throw Refusal.notFound }
            return EndEmbargo(viewer: exchange.viewer, onCase: id, ending: ending)
        }
    }

    private var messageForm: Route {
        form("messages") { exchange, id in
            WriteMessage(
                viewer: exchange.viewer,
                onCase: id,
                text: exchange.form["text"] ?? "",
                circle: MessageCircle(rawValue: exchange.form["to"] ?? "") ?? .everybody
            )
        }
    }

    private var shownForm: Route {
        form("shown") { exchange, id in
            ShowMembership(
                viewer: exchange.viewer,
                onCase: id,
                isShown: exchange.form["shown"] == "yes"
            )
        }
    }

    private var inviteForm: Route {
        form("members") { exchange, id in
            guard let invited = ParticipantID(exchange.form["participant"] ?? "") else {
                throw CaseForm.noParticipant
            }
            return InviteMember(
                viewer: exchange.viewer,
                onCase: id,
                participant: invited,
                roles: Set([CaseRole(rawValue: exchange.form["role"] ?? "")].compactMap(\.self))
            )
        }
    }

    private var leaveForm: Route {
        form("leave", to: "/cases") { exchange, id in
            LeaveCase(viewer: exchange.viewer, onCase: id)
        }
    }

    private var closeForm: Route {
        form("close") { exchange, id in CloseCase(viewer: exchange.viewer, onCase: id) }
    }

    private var advisoryForm: Route {
        ownForm("/cases/{id}/advisory", again: again) { exchange in
            let id: CaseID = try exchange.id()
            let publication = AdvisoryPublication(
                store: exchange.services.store,
                viewer: exchange.viewer,
                address: exchange.publisherAddress
            )
            _ = try await publication.publish(
                AdvisoryDraft(typed: exchange.form),
                for: id,
                repeating: repeatKey(exchange, form: "/cases/{id}/advisory")
            )
            return "/cases/\(id)"
        }
    }
}

/// How the fields of a case's forms are read.
enum CaseForm {
    static let noHour = Refusal(
        .invalid,
        code: "invalid-embargo",
        detail: "Say until which hour of UTC to keep silent."
    )
    static let noParticipant = Refusal(
        .invalid,
        code: "invalid-case",
        detail: "Give the id of the participant to invite."
    )

    /// An hour as a browser's field sends it, which has no zone: ours say UTC beside them.
    static func hour(_ text: String?) throws -> Instant? {
        guard let text, !text.isEmpty else { return nil }
        let whole = text.utf8.count == "2026-07-01T12:00".utf8.count ? text + ":00Z" : text
        guard let instant = Instant(whole) else { throw noHour }
        return instant
    }

    /// The words that stand beside the field of a place in a command.
    static func label(of place: String) -> String? {
        switch place.split(separator: "/").first {
        case "title": "Title"
        case "until": "Until"
        case "text": "Message"
        case "summary": "Summary"
        case "details": "Details"
        case "references": "References"
        case "participant": "Participant"
        case "roles": "As what"
        default: place
        }
    }
}
