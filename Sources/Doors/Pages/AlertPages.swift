// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Server
import Store
import Timestamps

extension WebPages {
    /// Was that a declared scan: list, ask, look, answer.
    var alerts: [Route] { [alertList, askForm, alertPage, answerForm] }

    private var alertList: Route {
        .page("/alerts") { exchange in
            try requireAccount(exchange)
            return page(.alerts, try await list(exchange, AlertForm()))
        }
    }

    private func list(_ exchange: Exchange, _ form: AlertForm) async throws -> AlertListPage {
        let (viewer, now) = (exchange.viewer, exchange.now)
        let after = exchange.query["after"].flatMap { AlertID($0) }
        let alerts = try await exchange.services.store.read { tables in
            try tables.alerts(
                viewer: viewer,
                now: now,
                after: after,
                limit: AlertListPage.rows + 1
            )
        }
        return AlertListPage(
            frame: frame("Alerts", .scans, exchange),
            alerts: alerts,
            canAsk: decide(viewer, .askAlert).isAllowed,
            key: newFormKey(),
            form: form
        )
    }

    private var askForm: Route {
        .form("/alerts") { exchange in
            try requireAccount(exchange)
            try decide(exchange.viewer, .askAlert).hiding()
            do {
                let asking = try await asking(exchange)
                let committed = try await exchange.services.store.submit(
                    asking,
                    by: exchange.viewer.actor,
                    repeating: repeatKey(exchange, form: "/alerts")
                )
                return .seeOther("/alerts/\(committed.answer)")
            } catch let refusal as Refusal where refusal.kind == .invalid {
                let form = AlertForm(typed: exchange.form, faults: refusal.faults)
                return page(.alerts, try await list(exchange, form), status: 422)
            }
        }
    }

    /// The form's fields as a question.
    private func asking(_ exchange: Exchange) async throws -> AskAlert {
        let form = exchange.form.mapValues { $0.trimmingSpace }
        var faults: [Refusal.Fault] = []
        func given(_ name: String) -> String? { form[name].flatMap { $0.isEmpty ? nil : $0 } }
        var moment = exchange.now
        if let time = given("time") {
            if let read = DateTime(time)?.timestamp {
                moment = Instant(microseconds: read.microseconds)
            } else {
                let reason = "A time such as 2026-11-21T10:15:00Z, or nothing for now."
                faults.append(.init(place: "/time", code: "not-a-time", reason: reason))
            }
        }
        var port: UInt16?
        if let text = given("port") {
            port = UInt16(text)
            if port == nil || port == 0 {
                let reason = "A number from 1 to 65535, or nothing."
                faults.append(.init(place: "/port", code: "not-a-port", reason: reason))
            }
        }
        let draft = AlertQuestion.Draft(
            source: given("source") ?? "",
            target: given("target") ?? "",
            port: port == 0 ? nil : port,
            moment: moment,
            token: given("probe")
        )
        let question = AlertQuestion(draft, now: exchange.now, faults: &faults)
        guard let question, faults.isEmpty else { throw Refusal.invalidAlert(faults) }
        let token = try await ProbeTokens(exchange.services, for: [question]).checked(question)
        return AskAlert(
            viewer: exchange.viewer,
            question: question,
            token: token.token,
            tokenFault: token.fault,
            note: given("note"),
            isNamed: given("named") != nil
        )
    }

    private var alertPage: Route {
        .page("/alerts/{id}") { exchange in
            try requireAccount(exchange)
            guard let id = AlertID(exchange.parameter("id")) else { throw Refusal.notFound }
            let (viewer, now) = (exchange.viewer, exchange.now)
            let alert = try await exchange.services.store.read { tables in
                try tables.alert(id, viewer: viewer, now: now)
            }
            return page(
                .alert,
                AlertPage(
                    frame: frame("Alert", .scans, exchange),
                    alert: alert,
                    canAnswer: decide(viewer, .answerAlert).isAllowed
                )
            )
        }
    }

    private var answerForm: Route {
        .form("/alerts/{id}/answer") { exchange in
            try requireAccount(exchange)
            guard let id = AlertID(exchange.parameter("id")),
                let answer = AlertAnswer(rawValue: exchange.form["answer"] ?? "")
            else { throw Refusal.notFound }
            let words = exchange.form["words"]?.trimmingSpace ?? ""
            _ = try await exchange.services.store.submit(
                AnswerAlert(
                    viewer: exchange.viewer,
                    alert: id,
                    answer: answer,
                    words: words.isEmpty ? nil : words
                ),
                by: exchange.viewer.actor
            )
            return .seeOther("/alerts/\(id)")
        }
    }
}

extension String {
    /// Without white space at its ends, as people paste it.
    fileprivate var trimmingSpace: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
