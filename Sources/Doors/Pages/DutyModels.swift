// SPDX-License-Identifier: Apache-2.0

import Access
import Directives
import Prioritization
import Severity
import Store

/// The register of duties: the order's, then the directive's.
struct DutiesPage: Sendable {
    /// What a page is made of.
    struct Seen: Sendable {
        let files: [DutyFile]
        let force: Deadline.Force
        let exposures: [Exposure]
    }

    /// One duty.
    struct Row: Sendable {
        let name: String
        let text: String
        let section: String
        let owner: String
        let due: String?
        let dueText: String
        let distance: String?
        let arithmetic: String?
        let status: String
        let statusWords: String
        let statedBy: String?
        /// How many agencies here say so of a duty that each owes; nil where none does.
        let doneWords: String?
        let note: String?
        let isFromAccounts: Bool
    }

    /// One row of the directive's table.
    struct Timeline: Sendable {
        let exposed: String
        let inKEV: String
        let automatable: String
        let total: String
        let partial: String
    }

    /// One vulnerability of one's own with its deadline after the directive.
    struct Own: Sendable {
        let id: String
        let name: String
        let sentence: String
    }

    /// Own deadlines that are shown here; the rest stands on the exposure page.
    private static let ownShown = 5

    let frame: PageFrame
    let todo: Todo
    let order: DutyRegister.Instrument
    let ordered: String
    let duties: [Row]
    let directive: DutyRegister.Instrument
    let issued: String
    let replaced: String
    let force: String
    let forceWords: String
    let phases: [Row]
    let timelines: [Timeline]
    let own: [Own]
    let hasOwn: Bool
    let ownMore: Int
    let hasAccount: Bool

    init(frame: PageFrame, seen: Seen, now: Instant) {
        self.frame = frame
        let (order, phases) = (
            seen.files.filter { $0.duty.source == .order },
            seen.files.filter { $0.duty.source == .directive }
        )
        todo = Todo(forDuties: order, phases, now: now)
        self.order = DutyRegister.order
        ordered = DutyRegister.order.issued.inWords
        duties = order.map { Row($0, now: now) }
        directive = DutyRegister.directive
        issued = DutyRegister.directive.issued.inWords
        replaced = DutyRegister.replaced.joined(separator: " and ")
        force = seen.force.rawValue
        forceWords = seen.force.onDirective
        self.phases = phases.map { Row($0, now: now) }
        timelines = DutyRegister.timelines.map(Timeline.init)
        own = seen.exposures.prefix(Self.ownShown).map { exposure in
            Own(
                id: exposure.vulnerability.id.description,
                name: exposure.vulnerability.name,
                sentence: exposure.deadline.sentence
            )
        }
        hasOwn = !own.isEmpty
        ownMore = seen.exposures.count - own.count
        hasAccount = frame.account != nil
    }
}

extension DutiesPage.Row {
    init(_ file: DutyFile, now: Instant) {
        name = file.duty.name.description
        text = file.duty.text
        section = file.duty.section
        owner = file.duty.owner
        due = file.duty.dueText
        dueText = file.duty.due?.inWords ?? "no day known"
        distance = file.distance(at: now)
        arithmetic = file.duty.term?.arithmetic
        status = file.status.rawValue
        statusWords = file.status.words
        statedBy = file.statement?.by
        let done = file.duty.isOwedOnce ? 0 : file.doneCount
        doneWords =
            done == 0
            ? nil : done == 1 ? "one agency here says it is done" : "\(done) agencies here say so"
        note = file.duty.note
        isFromAccounts = file.duty.basis == .accounts
    }
}

extension DutiesPage.Timeline {
    fileprivate init(_ row: DutyRegister.Timelines) {
        func word(_ flag: Bool) -> String { flag ? "yes" : "no" }
        exposed = word(row.isExposed)
        inKEV = word(row.isInKEV)
        automatable = word(row.isAutomatable)
        total = row.total.term
        partial = row.partial.term
    }
}

extension Todo {
    /// How much of the order's duties is known to be done or not, in a sentence.
    private static func standing(unknown: Int, of all: Int) -> String {
        switch unknown {
        case 0: "How far each of the order’s \(all) duties is, is publicly known."
        case all: "How far the order’s \(all) duties are is not publicly known."
        default: "How far \(unknown) of the order’s \(all) duties are is not publicly known."
        }
    }
}

extension Todo {
    /// What comes next, and how much of what has passed nobody has spoken of.
    fileprivate init(forDuties order: [DutyFile], _ phases: [DutyFile], now: Instant) {
        let all = order + phases
        let next = all.filter { ($0.daysLeft(at: now) ?? -1) >= 0 }
            .min { ($0.daysLeft(at: now) ?? 0) < ($1.daysLeft(at: now) ?? 0) }
        let unknown = order.count { $0.status == .notPubliclyKnown }
        let why = Self.standing(unknown: unknown, of: order.count)
        guard let next, let due = next.duty.due, let distance = next.distance(at: now) else {
            self.init("Every day that the register knows has passed.", why: why)
            return
        }
        self.init(
            "Next: \(next.duty.place), \(distance), on \(due.inWords).",
            why: "Owed by: \(next.duty.owner). " + why
        )
    }
}

/// One duty with what is kept on it.
struct DutyPage: Sendable {
    /// What one participant keeps on it.
    struct Kept: Sendable {
        let by: String
        let isOwn: Bool
        let status: String
        let statusWords: String
        let shownTo: String?
        let changed: String
        let changedText: String
        let evidence: [Evidence]
        let hasEvidence: Bool
    }

    /// One pointer.
    struct Evidence: Sendable {
        let pointer: String
        /// Set where it is an address that a browser can follow.
        let href: String?
        let at: String
        let atText: String
    }

    let frame: PageFrame
    let todo: Todo
    let row: DutiesPage.Row
    let place: String
    let basis: String
    let force: String?
    let kept: [Kept]
    let hasKept: Bool
    let canKeep: Bool
    let form: DutyForm

    init(frame: PageFrame, file: DutyFile, force: Deadline.Force, form: DutyForm, now: Instant) {
        self.frame = frame
        row = DutiesPage.Row(file, now: now)
        place = file.duty.place
        basis = file.duty.basis.sentence
        self.force = file.duty.source == .directive ? force.onDirective : nil
        kept = file.records.map(Kept.init)
        hasKept = !kept.isEmpty
        canKeep = file.canKeep
        self.form = form
        let until = file.duty.due.map { "until \($0.inWords)" } ?? "no day is known"
        todo = Todo(
            "\(file.duty.owner): \(until).",
            why: file.statement == nil
                ? "Where it stands is not publicly known." : "Stated: \(file.status.words)."
        )
    }
}

extension DutyPage.Kept {
    fileprivate init(_ record: DutyRecord) {
        by = record.by ?? "A participant that has left"
        isOwn = record.isOwn
        status = record.status.rawValue
        statusWords = record.status.words
        shownTo = record.isOwn ? record.reach.forPeople : nil
        changed = record.changed.description
        changedText = record.changed.forPeople
        evidence = record.evidence.map { evidence in
            let pointer = evidence.pointer ?? "(erased)"
            return DutyPage.Evidence(
                pointer: pointer,
                href: pointer.hasPrefix("https://") ? pointer : nil,
                at: evidence.recorded.description,
                atText: evidence.recorded.forPeople
            )
        }
        hasEvidence = !evidence.isEmpty
    }
}
