// SPDX-License-Identifier: Apache-2.0

import Coordination
import Store

/// The cases that a participant is on, with the form that opens one.
struct CaseListPage: Sendable {
    /// Rows of one page.
    static let rows = 50

    /// One case in the list.
    struct Line: Sendable {
        let id: String
        let title: String
        let todo: String
        let due: String
        let embargo: String
    }

    let frame: PageFrame
    let todo: Todo
    let cases: [Line]
    let hasCases: Bool
    let ages: Chart?
    let next: String?
    let canOpen: Bool
    let key: String
    let vulnerability: String
    let title: String
    let until: String
    let refused: [String]
    let hasRefused: Bool

    init(
        frame: PageFrame,
        cases all: [CaseFile],
        ages: Chart?,
        canOpen: Bool,
        key: String,
        typed: [String: String],
        refused: [String]
    ) {
        let shown = all.prefix(Self.rows)
        self.frame = frame
        self.ages = ages
        self.canOpen = canOpen
        self.key = key
        self.refused = refused
        hasRefused = !refused.isEmpty
        vulnerability = typed["vulnerability"] ?? ""
        title = typed["title"] ?? ""
        until = typed["until"] ?? ""
        cases = shown.map { file in
            Line(
                id: file.id.description,
                title: file.title ?? "Shown once you consent",
                todo: file.step.sentence,
                due: file.step.until?.forPeople ?? "no date",
                embargo: file.embargo.state.words
            )
        }
        hasCases = !shown.isEmpty
        next = all.count > Self.rows ? shown.last?.id.description : nil
        todo = Todo.forCases(Array(shown))
    }
}

extension Todo {
    /// What is to be done about one's cases: what is due first comes first.
    fileprivate static func forCases(_ files: [CaseFile]) -> Todo {
        let mine = files.filter(\.waitsForViewer)
        let soonest = mine.min { left, right in
            (left.step.until ?? Instant(microseconds: .max))
                < (right.step.until ?? Instant(microseconds: .max))
        }
        guard let soonest else {
            return Todo("Nothing to do.", why: "No case waits for you.")
        }
        let count = mine.count == 1 ? "One case waits" : "\(mine.count) cases wait"
        let due = soonest.step.until.map { ", until \($0.forPeople)" } ?? ""
        return Todo("\(count) for you\(due).", why: soonest.step.sentence)
    }
}

extension EmbargoLifecycle.State {
    /// In words.
    var words: String {
        switch self {
        case .none: "no embargo"
        case .proposed: "proposed"
        case .active: "in force"
        case .revise: "in force, other terms are on offer"
        case .exited: "ended"
        }
    }
}

extension EmbargoLifecycle.Consent {
    /// In words.
    var words: String {
        switch self {
        case .noEmbargo: "bound by no embargo"
        case .invited: "not answered yet"
        case .signatory: "consented"
        case .lapsed: "consented to earlier terms"
        case .declined: "declined"
        }
    }
}
