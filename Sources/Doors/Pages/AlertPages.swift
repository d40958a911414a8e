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
        ownPage("/alerts") { try await list($0) }
    }

    private func list(
        _ exchange: Exchange,
        _ refused: Refusal? = nil
    ) async throws -> Answer {
        let (viewer, now, after) = (exchange.viewer, exchange.now, exchange.after(AlertID.self))
        let alerts = try await exchange.services.store.read { tables in
            try tables.alerts(
                viewer: viewer,
                now: now,
                after: after,
                limit: AlertListPage.rows + 1
            )
        }
        return page(
            .alerts,
            AlertListPage(
                frame: frame("Alerts", .scans, exchange),
                alerts: alerts,
                canAsk: decide(viewer, .askAlert).isAllowed,
                form: filled(exchange, refused, label: AlertListPage.label)
            ),
            refused: refused
        )
    }

    private var askForm: Route {
        ownForm("/alerts", again: list) { exchange in
            try decide(exchange.viewer, .askAlert).hiding()
            let asking = try await asking(exchange)
            return "/alerts/\(try await submit(asking, exchange, form: "/alerts"))"
        }
    }

    /// The form's fields as a question.
    private func asking(_ exchange: Exchange) async throws -> AskAlert {
        var faults: [Refusal.Fault] = []
        func given(_ name: String) -> String? { exchange.pasted(name) }
        var moment = exchange.now
        if let time = given("time") {
            if let read = DateTime(time)?.timestamp {
                moment = Instant(microseconds: read.microseconds)
            } else {
                let reason = "A time such as 2026-11-21T10:15:00Z, or nothing for now."
                faults.note("/time", "not-a-time", reason)
            }
        }
        var port: UInt16?
        if let text = given("port") {
            port = UInt16(text)
            if port == nil || port == 0 {
                faults.note("/port", "not-a-port", "A number from 1 to 65535, or nothing.")
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
        ownPage("/alerts/{id}") { exchange in
            let id: AlertID = try exchange.id()
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
        ownForm("/alerts/{id}/answer") { exchange in
            let id: AlertID = try exchange.id()
            guard let answer = AlertAnswer(rawValue: exchange.form["answer"] ?? "") else {
                throw Refusal.notFound
            }
            let answering = AnswerAlert(
                viewer: exchange.viewer,
                alert: id,
                answer: answer,
                words: exchange.pasted("words")
            )
            try await submit(answering, exchange)
            return "/alerts/\(id)"
        }
    }
}

extension Exchange {
    /// What was typed into a field, without white space at its ends, as people paste it.
    fileprivate func pasted(_ name: String) -> String? {
        let text = (form[name] ?? "").withoutEnds
        return text.isEmpty ? nil : text
    }
}
