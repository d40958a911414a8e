// SPDX-License-Identifier: Apache-2.0

import API
import Access
package import Scanning
import SecurityFormats
import Store
import StrictJSON
import Timestamps

extension Handlers {
    static func alerts(_ routes: inout RouteTable) {
        tokens(&routes)
        bulk(&routes)
        asking(&routes)
        routes.on(Endpoints.listAlerts) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readAlert, id: \.id, as: { Wire.Alert($0) }) {
                try $0.alerts(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.alert) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try AlertID(wire: call.parameters.id)
            let alert = try await call.read { tables in
                try tables.require(viewer, .readAlert, on: id, now: now)
                return try tables.alert(id, viewer: viewer, now: now)
            }
            return Reply(Wire.Alert(alert))
        }
    }

    private static func asking(_ routes: inout RouteTable) {
        routes.on(Endpoints.askAlert) { call in
            try decide(call.viewer, .askAlert).hiding()
            var faults: [Refusal.Fault] = []
            let draft = AlertQuestion.Draft(call.body.seen)
            let checked = AlertQuestion(draft, at: "/seen", now: call.now, faults: &faults)
            guard let question = checked else { throw Refusal.invalidAlert(faults) }
            let token = try await ProbeTokens(call.services, for: [question]).checked(question)
            let asking = AskAlert(
                viewer: call.viewer,
                question: question,
                token: token.token,
                tokenFault: token.fault,
                note: call.body.note,
                isNamed: call.body.isNamed
            )
            return try await changed(try await call.submit(asking), call)
        }
        routes.on(Endpoints.answerAlert) { call in
            let alert = try AlertID(wire: call.parameters.id)
            let answering = AnswerAlert(
                viewer: call.viewer,
                alert: alert,
                answer: try choice(call.body.answer, at: "/answer"),
                words: call.body.words
            )
            return try await changed(try await call.submit(answering), call)
        }
    }

    private static func tokens(_ routes: inout RouteTable) {
        routes.on(Endpoints.probeKeys) { call in
            let keys = try await ProbeSigner(call.services.store).keys(now: call.now)
            return Reply(RawBody(keys.json.serialized(), mediaType: JWKSet.mediaType))
        }
        routes.on(Endpoints.probeToken) { call in
            let asking = IssueProbeToken(
                viewer: call.viewer,
                scan: try ScanID(wire: call.parameters.id),
                scope: call.body.scope,
                hours: call.body.hours
            )
            let made = try await call.submit(asking)
            let issuer = call.exchange.publisherAddress
            let token = try await call.readBack(made.position) {
                try $0.probeToken(made.answer, issuer: issuer)
            }
            let text = try await call.afterCommit {
                try await ProbeSigner(call.services.store).sign(token)
            }
            return Reply(Wire.ProbeToken(token, text: text), at: made.position)
        }
        routes.on(Endpoints.probeDescription) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try ScanID(wire: call.parameters.id)
            let scan = try await call.read { tables in
                try tables.require(viewer, .changeScan, on: id, now: now)
                return try tables.scan(id, viewer: viewer, now: now)
            }
            let file = try ProbeDescription(
                of: scan,
                origin: call.exchange.publisherAddress,
                address: call.parameters.at,
                languages: (call.parameters.languages ?? "").split(separator: ",").map {
                    String($0.drop { $0 == " " })
                }
            )
            return Reply(RawBody(Array(file.text.utf8), mediaType: SecurityTxt.mediaType))
        }
    }

    private static func bulk(_ routes: inout RouteTable) {
        routes.on(Endpoints.checkAlerts) { call in
            let (viewer, now) = (call.viewer, call.now)
            try decide(viewer, .askAlert).hiding()
            guard let participant = viewer.participant else { throw Refusal.forbidden }
            let asked = call.body.questions.map { BulkQuestion($0, now: now) }
            let questions = asked.compactMap(\.question)
            let tokens = try await ProbeTokens(call.services, for: questions)
            let checked = asked.map { asked in
                asked.question.map(tokens.checked) ?? (token: nil, fault: nil)
            }
            let judged = try await call.read { tables in
                guard let span = AlertQuestion.span(of: questions) else {
                    return [AlertJudgement?](repeating: nil, count: asked.count)
                }
                var lookup = AlertLookup(tables, for: participant, span: span, now: now)
                return try zip(asked, checked).map { asked, token -> AlertJudgement? in
                    guard let question = asked.question,
                        try lookup.isControlled(question.target)
                    else { return nil }
                    return try lookup.judge(question, token: token.token)
                }
            }
            // What is told counts before it is told.
            let tally = AlertTally(judged)
            let made = try await call.submit(TallyAlerts(viewer: viewer, tally: tally))
            let told = tally.told(made.answer)
            let lines = zip(zip(asked, told), checked).map {
                Wire.AlertLine($0.1, fault: $0.0.fault, tokenFault: $1.fault)
            }
            return Reply(Wire.AlertAnswers(answers: lines), at: made.position)
        }
    }

    private static func changed<Parameters, Body>(
        _ made: Committed<AlertID>,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.Alert> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let alert = try await call.readBack(made.position) {
            try $0.alert(made.answer, viewer: viewer, now: now)
        }
        return Reply(Wire.Alert(alert), at: made.position)
    }
}

/// One question of many, or what is wrong with it: that stops none of the others.
private struct BulkQuestion {
    let question: AlertQuestion?
    let fault: Refusal.Fault?

    init(_ seen: Wire.AlertQuestion, now: Instant) {
        var faults: [Refusal.Fault] = []
        question = AlertQuestion(AlertQuestion.Draft(seen), now: now, faults: &faults)
        fault = faults.first
    }
}

/// Checks the tokens of questions; the keys are read once, and only where a token stands.
package struct ProbeTokens: Sendable {
    private let keys: JWKSet

    /// Reads the keys if one of the questions needs them: those of then, as logs are looked through
    /// later.
    package init(_ services: Services, for questions: [AlertQuestion]) async throws {
        guard let first = questions.filter({ $0.token != nil }).map(\.moment).min() else {
            keys = JWKSet(keys: [])
            return
        }
        keys = try await ProbeSigner(services.store).keys(now: first)
    }

    /// A token whose signature is good, or why it is not.
    package func checked(_ question: AlertQuestion) -> (token: ProbeToken?, fault: String?) {
        guard let text = question.token else { return (nil, nil) }
        do throws(ProbeToken.Fault) {
            let token = try ProbeToken(verifying: text, keys: keys)
            do throws(ProbeToken.Fault) {
                try token.check(at: question.moment, target: question.target)
                return (token, nil)
            } catch {
                return (token, error.code)
            }
        } catch {
            return (nil, error.code)
        }
    }
}

extension AlertQuestion.Draft {
    init(_ seen: Wire.AlertQuestion) {
        self.init(
            source: seen.source,
            target: seen.target,
            port: seen.port.flatMap { UInt16(exactly: $0) },
            moment: Instant(seen.time),
            token: seen.token
        )
    }
}

extension AlertQuestion {
    /// From the first to the last moment; nil where nothing is asked.
    static func span(of questions: [AlertQuestion]) -> ClosedRange<Instant>? {
        guard let first = questions.map(\.moment).min(), let last = questions.map(\.moment).max()
        else { return nil }
        return first...last
    }
}

extension Wire.ProbeToken {
    init(_ token: ProbeToken, text: String) {
        self.init()
        self.token = text
        scan = token.scan.description
        scope = token.scope.text
        from = Timestamp(token.start)
        until = Timestamp(token.end)
    }
}

extension Wire.Alert {
    init(_ alert: Alert) {
        self.init()
        id = alert.id.description
        isOwn = alert.isOwn
        asker = alert.asker
        source = alert.source
        target = alert.target
        time = Timestamp(alert.moment)
        verdict = alert.verdict.rawValue
        reason = alert.reason?.rawValue
        tokenFault = alert.tokenFault
        note = alert.note
        askedAt = Timestamp(alert.asked)
        relays = alert.relays.map { Wire.AlertRelay($0, asked: alert.asked) }
    }
}

extension Wire.AlertRelay {
    init(_ relay: Alert.Relay, asked: Instant) {
        self.init()
        scan = relay.scan?.description
        isOwn = relay.isOwn
        isOnTarget = relay.isOnTarget
        isInForce = relay.isInForce
        answer = relay.answer?.rawValue
        words = relay.words
        answeredAt = relay.answered.map(Timestamp.init)
        responseSeconds = relay.responseSeconds(since: asked).map { Int($0) }
    }
}

extension Wire.AlertLine {
    init(_ judgement: AlertJudgement?, fault: Refusal.Fault?, tokenFault: String?) {
        self.init()
        guard let judgement else {
            let fault = fault ?? .notControlled("/target")
            refused = fault.code
            place = fault.place
            return
        }
        verdict = judgement.verdict.rawValue
        reason = judgement.reason.rawValue
        scans = judgement.scans.map(\.description)
        self.tokenFault = tokenFault
    }
}
