// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Server
import Store

extension WebPages {
    /// The forms on people's pages, one a command.
    var peopleForms: [Route] {
        [
            addPersonForm, addAgentForm, registerForm, rolesForm, linkForm, tokenForm, removeForm,
            revokeForm,
        ]
    }

    private var addPersonForm: Route {
        .form("/people") { exchange in
            let email = exchange.form["email"] ?? ""
            return try await entering(exchange, form: "/people") { participant in
                AddPerson(
                    viewer: exchange.viewer,
                    participant: participant,
                    name: exchange.form["name"] ?? "",
                    email: email.isEmpty ? nil : email,
                    roles: PeopleForm.roles(exchange)
                )
            }
        }
    }

    private var addAgentForm: Route {
        .form("/agents") { exchange in
            try await entering(exchange, form: "/agents") { participant in
                AddAgent(
                    viewer: exchange.viewer,
                    participant: participant,
                    name: exchange.form["name"] ?? "",
                    family: exchange.form["family"] ?? "",
                    roles: PeopleForm.roles(exchange)
                )
            }
        }
    }

    private var registerForm: Route {
        .form("/participants") { exchange in
            try requireAccount(exchange)
            try decide(exchange.viewer, .manageParticipants).hiding()
            do {
                let command = RegisterParticipant(
                    viewer: exchange.viewer,
                    id: exchange.services.store.newID(ParticipantMark.self),
                    kind: try PeopleForm.choice(exchange, "kind"),
                    sector: (exchange.form["sector"] ?? "").isEmpty
                        ? nil : try PeopleForm.choice(exchange, "sector"),
                    name: exchange.form["name"] ?? ""
                )
                let made = try await submit(command, exchange, form: "/participants")
                return .seeOther("/people?participant=\(made)")
            } catch let refusal as Refusal where PeopleForm.canMend(refusal) {
                let refused = refusal.sentences(PeopleForm.label)
                let model = try await peopleModel(
                    exchange,
                    asked: nil,
                    form: "/participants",
                    refused: refused
                )
                return page(.people, model, status: PeopleForm.status(refusal))
            }
        }
    }

    private var rolesForm: Route {
        holderForm("roles") { exchange, holder in
            let command = ChangeRoles(
                viewer: exchange.viewer,
                holder: holder,
                roles: PeopleForm.roles(exchange)
            )
            try await submit(command, exchange, form: "/people/{id}/roles")
            return nil
        }
    }

    private var removeForm: Route {
        holderForm("remove") { exchange, holder in
            let command = RemoveHolder(viewer: exchange.viewer, holder: holder)
            try await submit(command, exchange, form: "/people/{id}/remove")
            return .seeOther("/people")
        }
    }

    private var linkForm: Route {
        holderForm("link") { exchange, holder in
            guard case .person(let person) = holder else { throw Refusal.notFound }
            let command = MakeSignInLink(
                viewer: exchange.viewer,
                person: person,
                secret: exchange.services.newSecret(.signInLink)
            )
            // Not repeated: a second press makes a new link, and ends the one before.
            let made = try await exchange.services.store.submit(
                command,
                by: exchange.viewer.actor
            ).answer
            let shown = HolderPage.Shown(
                what: "Give this link to them. It works once, until",
                text: made.secret.map { exchange.origin + "/sign-in?link=" + $0.text } ?? "",
                until: made.expiresAt
            )
            return page(.holder, try await holderModel(exchange, shown: shown))
        }
    }

    private var tokenForm: Route {
        holderForm("token") { exchange, holder in
            let days = min(max(Int64(exchange.form["days"] ?? "") ?? 0, 0), PeopleForm.mostDays)
            let command = IssueToken(
                viewer: exchange.viewer,
                holder: holder,
                name: exchange.form["name"] ?? "",
                expiresAt: exchange.now.adding(seconds: days * 86_400),
                secret: exchange.services.newSecret(.token)
            )
            let made = try await exchange.services.store.submit(
                command,
                by: exchange.viewer.actor
            ).answer
            let shown = HolderPage.Shown(
                what: "Keep this token now: it is not shown again. It works until",
                text: made.secret?.text ?? "",
                until: made.expiresAt
            )
            return page(.holder, try await holderModel(exchange, shown: shown))
        }
    }

    private var revokeForm: Route {
        ownForm("/tokens/{id}/revoke") { exchange in
            let id: TokenID = try exchange.id()
            let command = RevokeToken(viewer: exchange.viewer, id: id)
            try await submit(command, exchange, form: "/tokens/{id}/revoke")
            let holder = PersonID(exchange.form["holder"] ?? "")
            return holder.map { "/people/\($0)" } ?? "/people"
        }
    }

    /// Enters somebody for the participant that the form names; what is refused is shown there.
    private func entering<Asked: Command>(
        _ exchange: Exchange,
        form: String,
        _ command: (ParticipantID) -> Asked
    ) async throws -> Answer {
        try requireAccount(exchange)
        let named = exchange.form["participant"] ?? ""
        guard let participant = ParticipantID(named) else { throw Refusal.notFound }
        do {
            try await submit(command(participant), exchange, form: form)
            return .seeOther("/people?participant=\(participant)")
        } catch let refusal as Refusal where PeopleForm.canMend(refusal) {
            let refused = refusal.sentences(PeopleForm.label)
            let model = try await peopleModel(
                exchange,
                asked: named,
                form: form,
                refused: refused
            )
            return page(.people, model, status: PeopleForm.status(refusal))
        }
    }

    /// A form of somebody's page; without an answer of its own it leads back there.
    private func holderForm(
        _ name: String,
        _ body: @escaping @Sendable (Exchange, Holder) async throws -> Answer?
    ) -> Route {
        .form("/people/{id}/\(name)") { exchange in
            try requireAccount(exchange)
            let (viewer, now, text) = (exchange.viewer, exchange.now, exchange.parameter("id"))
            let holder = try await exchange.services.store.read {
                try $0.holder(text, viewer: viewer, now: now).holder
            }
            do {
                return try await body(exchange, holder) ?? .seeOther("/people/\(holder.id)")
            } catch let refusal as Refusal where PeopleForm.canMend(refusal) {
                let refused = refusal.sentences(PeopleForm.label)
                let model = try await holderModel(exchange, refused: refused)
                return page(.holder, model, status: PeopleForm.status(refusal))
            }
        }
    }
}

/// How the fields of people's forms are read, and refusals said.
enum PeopleForm {
    /// Days of a token at most, as the store has it.
    static let mostDays = Token.longestLifeSeconds / 86_400

    /// The roles whose boxes are ticked.
    static func roles(_ exchange: Exchange) -> Set<Role> { roles(exchange.form) }

    /// The same of the fields themselves.
    static func roles(_ fields: [String: String]) -> Set<Role> {
        Set(Role.allCases.filter { fields["role-\($0.rawValue)"] != nil })
    }

    /// A case of a stage's enumeration by the word that a list sent.
    static func choice<Choice: RawRepresentable>(
        _ exchange: Exchange,
        _ name: String
    ) throws -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: exchange.form[name] ?? "") else {
            throw Refusal(
                .invalid,
                code: "invalid-form",
                detail: "Choose one of the list for \(name)."
            )
        }
        return choice
    }

    /// Whether the form is shown again with the reason; a bare "you may not" is a page of its own.
    static func canMend(_ refusal: Refusal) -> Bool {
        refusal.canBeMended
            || refusal.kind == .forbidden && refusal.code != Refusal.forbidden.code
    }

    /// The words that stand beside the field of a place in a command.
    static func label(of place: String) -> String? {
        switch place.split(separator: "/").first {
        case "name": "Name"
        case "email": "Email"
        case "family": "Runs on"
        case "roles": "Roles"
        case "sector": "Sector"
        case "expires": "Its end"
        default: place
        }
    }

    /// The status of the page on which it is shown.
    static func status(_ refusal: Refusal) -> Int {
        switch refusal.kind {
        case .conflict: 409
        case .forbidden: 403
        case .invalid, .limit, .notFound, .unauthenticated, .gone: 422
        }
    }
}
