// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Server
import Store

/// The alerts of both sides, with the form that asks about one.
struct AlertListPage: Sendable {
    /// Rows of one page.
    static let rows = 50

    /// One alert in the list.
    struct Line: Sendable {
        let id: String
        let source: String
        let target: String
        let seen: String
        let seenText: String
        let verdict: String
        let meaning: String
        let side: String
    }

    let frame: PageFrame
    let todo: Todo
    let alerts: [Line]
    let hasAlerts: Bool
    let next: String?
    let canAsk: Bool
    let form: FilledForm

    init(frame: PageFrame, alerts all: [Alert], canAsk: Bool, form: FilledForm) {
        let shown = all.prefix(Self.rows)
        self.frame = frame
        self.canAsk = canAsk
        self.form = form
        alerts = shown.map(Line.init)
        hasAlerts = !shown.isEmpty
        next = all.count > Self.rows ? shown.last?.id.description : nil
        let open = shown.count(where: \.isOpen)
        todo =
            open == 0
            ? Todo("Nothing to answer.", why: "No alert on this page waits for your participant.")
            : Todo(
                open == 1 ? "Answer one alert." : "Answer \(open) alerts.",
                why: "An owner saw what may be your scan, and waits to hear whether it was."
            )
    }
}

extension AlertListPage {
    /// The words that stand beside the field of a place in the question.
    static func label(of place: String) -> String? {
        switch place.split(separator: "/").last {
        case "source": "From which address"
        case "target": "To which address or name of yours"
        case "port": "Port"
        case "time": "When"
        case "token": "Probe token"
        case "note": "Note"
        default: place
        }
    }
}

extension AlertListPage.Line {
    fileprivate init(_ alert: Alert) {
        id = alert.id.description
        source = alert.source
        target = alert.target
        seen = alert.moment.description
        seenText = alert.moment.forPeople
        verdict = alert.verdict.rawValue
        meaning = alert.meaning
        side = alert.isOwn ? "you asked" : alert.isOpen ? "waits for you" : "you answered"
    }
}

/// One alert: what was seen, what it is, who was asked and what they said.
struct AlertPage: Sendable {
    /// One to whom it was relayed.
    struct Relay: Sendable {
        let whose: String
        /// The scan, where its page is one's own.
        let own: String?
        /// The handle of somebody's scan on the target.
        let handle: String?
        let standing: String
        let answer: String
        let words: String?
        let answeredAt: String?
        let response: String?
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let source: String
    let target: String
    let seen: String
    let seenText: String
    let asked: String
    let askedText: String
    let asker: String
    let verdict: String
    let meaning: String
    let tokenFault: String?
    let note: String?
    let relays: [Relay]
    let hasRelays: Bool
    let canAnswer: Bool

    init(frame: PageFrame, alert: Alert, canAnswer: Bool) {
        self.frame = frame
        id = alert.id.description
        source = alert.source
        target = alert.target
        seen = alert.moment.description
        seenText = alert.moment.forPeople
        asked = alert.asked.description
        askedText = alert.asked.forPeople
        asker = alert.isOwn ? "you" : alert.asker ?? "somebody who controls the target"
        verdict = alert.verdict.rawValue
        meaning = alert.meaning
        tokenFault = alert.tokenFault
        note = alert.note
        relays = alert.relays.map { Relay($0, asked: alert.asked) }
        hasRelays = !alert.relays.isEmpty
        self.canAnswer = canAnswer && alert.isOpen
        todo = alert.todo
    }
}

extension AlertPage.Relay {
    fileprivate init(_ relay: Alert.Relay, asked: Instant) {
        whose = relay.isOwn ? "Your participant" : "A participant"
        own = relay.isOwn ? relay.scan?.description : nil
        handle = relay.isOwn ? nil : relay.scan?.description
        let place = relay.isOnTarget ? "on the target" : "elsewhere, from this source"
        standing = "\(place), lease \(relay.isInForce ? "in force" : "not in force") then"
        answer =
            switch relay.answer {
            case .ours: "It was us."
            case .notOurs: "It was not us."
            case nil: "No answer yet."
            }
        words = relay.words
        answeredAt = relay.answered?.forPeople
        response = relay.responseSeconds(since: asked).map(Self.spell)
    }

    /// A length of time in the unit that tells most.
    private static func spell(_ seconds: Int64) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) days"
        }
    }
}

extension Alert {
    /// What its viewer does next, as the page's head.
    fileprivate var todo: Todo { Todo(step.what, why: step.why) }
}
