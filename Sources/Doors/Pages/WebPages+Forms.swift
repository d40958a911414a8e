// SPDX-License-Identifier: Apache-2.0

import Access
import Server
import Store

extension WebPages {
    /// A page for whoever is signed in.
    func ownPage(
        _ path: String,
        _ body: @escaping @Sendable (Exchange) async throws -> Answer
    ) -> Route {
        .page(path) { exchange in
            try requireAccount(exchange)
            return try await body(exchange)
        }
    }

    /// A form of whoever is signed in, and the path that it leads to once it is done; with a page
    /// to show it on again, what can be mended is told there beside what was typed.
    func ownForm(
        _ path: String,
        again: (@Sendable (Exchange, Refusal) async throws -> Answer)? = nil,
        _ body: @escaping @Sendable (Exchange) async throws -> String
    ) -> Route {
        .form(path) { exchange in
            try requireAccount(exchange)
            do {
                return .seeOther(try await body(exchange))
            } catch let refusal as Refusal where refusal.canBeMended {
                guard let again else { throw refusal }
                return try await again(exchange, refusal)
            }
        }
    }

    /// A page with a form, as it is looked at or again with what was refused.
    func page(_ name: Templates.Name, _ model: some Sendable, refused: Refusal?) -> Answer {
        page(name, model, status: refused == nil ? 200 : 422)
    }

    /// Does what a form asks; with the form's path, sent twice it is done once.
    @discardableResult
    func submit<Asked: Command>(
        _ command: Asked,
        _ exchange: Exchange,
        form: String? = nil
    ) async throws -> Asked.Answer {
        try await exchange.services.store.submit(
            command,
            by: exchange.viewer.actor,
            repeating: form.flatMap { repeatKey(exchange, form: $0) }
        ).answer
    }
}

/// A form with what was typed into it, and what was wrong with that.
struct FilledForm: Sendable {
    /// Makes sending it twice harmless.
    let key: String
    /// By the names of its fields.
    let typed: [String: String]
    let faults: [String]
    let hasFaults: Bool
}

extension WebPages {
    /// The form as it was sent, or an empty one where nothing was; `label` names the field of a
    /// place.
    func filled(
        _ exchange: Exchange,
        _ refused: Refusal?,
        label: (String) -> String? = { _ in nil }
    ) -> FilledForm {
        let faults = refused?.sentences(label) ?? []
        return FilledForm(
            key: newFormKey(),
            typed: exchange.form,
            faults: faults,
            hasFaults: !faults.isEmpty
        )
    }
}

extension Exchange {
    /// The id in the path; what is none names nothing.
    func id<Kind>() throws -> ID<Kind> {
        guard let id = ID<Kind>(parameter("id")) else { throw Refusal.notFound }
        return id
    }

    /// The last id of the page before, where one is named.
    func after<Kind>(_: ID<Kind>.Type) -> ID<Kind>? { query["after"].flatMap { ID($0) } }

    /// What was typed into a field; nil where nothing was.
    func typed(_ name: String) -> String? { form[name].flatMap { $0.isEmpty ? nil : $0 } }
}

extension Refusal {
    /// Whether the form is shown again; every other refusal is a page of its own.
    var canBeMended: Bool {
        switch kind {
        case .invalid, .conflict, .limit: true
        case .notFound, .unauthenticated, .forbidden, .gone: false
        }
    }

    /// What was wrong, in sentences, each after the words that stand beside the field of its place.
    func sentences(_ label: (String) -> String? = { _ in nil }) -> [String] {
        guard !faults.isEmpty else { return [detail] }
        return faults.map { fault in
            label(fault.place).map { "\($0): \(fault.reason)" } ?? fault.reason
        }
    }
}
