// SPDX-License-Identifier: Apache-2.0

import FrontierModels
import Store

/// One's engagements, with the form that opens one.
struct EngagementListPage: Sendable {
    /// Rows of one page.
    static let rows = 50

    /// One engagement in the list.
    struct Line: Sendable {
        let id: String
        let codename: String
        let side: String
        let state: String
        let left: String
        let todo: String
    }

    let frame: PageFrame
    let todo: Todo
    let engagements: [Line]
    let hasEngagements: Bool
    let next: String?
    let canOpen: Bool
    let key: String
    let codename: String
    let refused: [String]
    let hasRefused: Bool

    init(
        frame: PageFrame,
        engagements all: [EngagementLine],
        canOpen: Bool,
        key: String,
        codename: String,
        refused: [String]
    ) {
        let shown = all.prefix(Self.rows)
        self.frame = frame
        self.canOpen = canOpen
        self.key = key
        self.codename = codename
        self.refused = refused
        hasRefused = !refused.isEmpty
        engagements = shown.map { line in
            Line(
                id: line.id.description,
                codename: line.codename ?? "Erased",
                side: line.side.words,
                state: line.state.words,
                left: line.clock?.left ?? "no window",
                todo: line.step.sentence
            )
        }
        hasEngagements = !shown.isEmpty
        next = all.count > Self.rows ? shown.last?.id.description : nil
        todo = Todo.forEngagements(Array(shown))
    }
}

extension Todo {
    /// What can be done about one's engagements: what ends first comes first.
    fileprivate static func forEngagements(_ lines: [EngagementLine]) -> Todo {
        let mine = lines.filter { $0.step.actor == .you }
        let soonest = mine.min { left, right in
            (left.step.until ?? Instant(microseconds: .max))
                < (right.step.until ?? Instant(microseconds: .max))
        }
        guard let soonest else {
            return Todo("Nothing to do.", why: "No engagement waits for you.")
        }
        let count = mine.count == 1 ? "One engagement is" : "\(mine.count) engagements are"
        let due = soonest.step.until.map { ", the first until \($0.forPeople)" } ?? ""
        return Todo("\(count) at your turn\(due).", why: soonest.step.sentence)
    }

    /// What can be done on an engagement, by whom, until when.
    init(_ step: EngagementStep) {
        let due = step.until.map { " Until \($0.forPeople)." } ?? ""
        let who =
            switch step.actor {
            case .you: "It is your turn, if you want to."
            case .other: "It is the other side’s turn, if it wants to."
            case .nobody: "It waits for nobody."
            }
        self.init(step.sentence + due, why: who)
    }
}

/// What an engagement's log tells its developer.
struct AccessLogPage: Sendable {
    /// Rows of one page.
    static let rows = 50

    /// One line of it.
    struct Line: Sendable {
        let at: String
        let atText: String
        let who: String
        let what: String
        let about: String
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let lines: [Line]
    let hasLines: Bool
    let next: String?

    init(frame: PageFrame, id: String, lines all: [AccessLine]) {
        let shown = all.prefix(Self.rows)
        self.frame = frame
        self.id = id
        lines = shown.map { line in
            Line(
                at: line.at.description,
                atText: line.at.forPeople,
                who: line.person ?? "Somebody who has left, or software",
                what: line.kind.words,
                about: line.about ?? "Erased"
            )
        }
        hasLines = !shown.isEmpty
        next = all.count > Self.rows ? shown.last?.id.description : nil
        todo = Todo(
            "Nothing to do.",
            why: "Only your participant reads this; the other side does not."
        )
    }
}

extension EngagementLifecycle.Side {
    /// In words.
    var words: String { self == .developer ? "the developer" : "the official’s side" }
}

extension EngagementLifecycle.State {
    /// In words.
    var words: String {
        switch self {
        case .alone: "known to you alone"
        case .shared: "shared, without a window"
        case .windowPlanned: "a window is planned"
        case .windowOpen: "the window is open"
        case .windowOver: "the window is over"
        case .withdrawn: "withdrawn"
        }
    }
}

extension EngagementFile.Clock {
    /// What is left, in words.
    var left: String {
        if let daysLeft { return daysLeft == 1 ? "1 day left" : "\(daysLeft) days left" }
        return state == .planned ? "opens \(window.opens.words)" : "over"
    }
}

extension AccessKind {
    /// In words.
    var words: String {
        switch self {
        case .viewed: "was shown what you share"
        case .acknowledged: "acknowledged the terms"
        case .used: "used the access"
        }
    }
}

extension AccessGrant.State {
    /// In words.
    var words: String {
        switch self {
        case .named: "named, not given"
        case .unacknowledged: "given; the current terms are not acknowledged"
        case .ready: "good while the window is open"
        case .expired: "ended with the window"
        case .ended: "ended"
        }
    }
}
