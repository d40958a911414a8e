// SPDX-License-Identifier: Apache-2.0

import Access
import Prioritization
import Severity
import Store

/// An operator's one page: what affects it, what to do, by when.
struct ExposurePage: Sendable {
    /// One affected line of its inventory.
    struct AssetLine: Sendable {
        let purl: String
        let label: String?
        let reach: String
        let due: String
    }

    /// One vulnerability that affects it.
    struct Line: Sendable {
        let id: String
        let name: String
        let package: String
        let cve: String?
        let band: String
        let bandName: String
        let step: String
        let why: String
        let basis: String
        let due: String?
        let dueText: String
        let isOverdue: Bool
        /// `binding` or `advice`.
        let force: String
        let assets: [AssetLine]
        let outcome: String
        /// That the patch is still due, and until when, where only a workaround is in place.
        let still: String?
        let settled: String
        let settledText: String
    }

    let frame: PageFrame
    let todo: Todo
    let open: [Line]
    let hasOpen: Bool
    let dealt: [Line]
    let hasDealt: Bool
    let coverage: Chart?
    let listed: String
    let hasInventory: Bool
    let today: String

    init(frame: PageFrame, exposures: [Exposure], listed: Int, now: Instant) {
        self.frame = frame
        self.listed = listed == 1 ? "One line is listed" : "\(listed) lines are listed"
        hasInventory = listed > 0
        let (open, dealt) = (
            exposures.filter { $0.settled == nil }, exposures.filter { $0.settled != nil }
        )
        self.open = open.map { Line($0, now: now) }
        self.dealt = dealt.map { Line($0, now: now) }
        hasOpen = !open.isEmpty
        hasDealt = !dealt.isEmpty
        coverage = Chart(coverageOf: exposures)
        today = now.day
        todo = Todo(forExposure: exposures, listed: listed, now: now)
    }
}

extension ExposurePage.Line {
    fileprivate init(_ exposure: Exposure, now: Instant) {
        let vulnerability = exposure.vulnerability
        let band = vulnerability.standing.rank.band
        id = vulnerability.id.description
        name = vulnerability.name
        package = vulnerability.package
        cve = vulnerability.cve?.description
        self.band = band.rawValue
        bandName = band.forPeople
        step = exposure.step
        why = vulnerability.standing.why
        basis = exposure.deadline.basis
        due = exposure.deadline.dueText
        dueText = exposure.deadline.dueForPeople
        isOverdue = exposure.deadline.isOverdue(at: now)
        force = exposure.deadline.force.rawValue
        assets = exposure.assets.map(ExposurePage.AssetLine.init)
        outcome = exposure.settled?.outcome.forPeople ?? ""
        still = exposure.isPatchDue ? "The patch is still due. \(exposure.deadline.sentence)" : nil
        settled = exposure.settled?.at.description ?? ""
        settledText = exposure.settled?.at.forPeople ?? ""
    }
}

extension ExposurePage.AssetLine {
    fileprivate init(_ asset: Exposure.Asset) {
        purl = asset.item.purl
        label = asset.item.label
        reach = asset.item.reach.forPeople
        due = asset.deadline.dueForPeople
    }
}

extension Exposure {
    /// Whether a workaround stands in for the patch: the directive asks for the remedy itself.
    var isPatchDue: Bool { settled?.outcome == .mitigated }
}

extension Deadline {
    /// The last day with its zone, or what decides instead.
    fileprivate var dueForPeople: String {
        dueText.map { "\($0) UTC" } ?? "with the next upgrade"
    }
}

extension AssetReach {
    /// Whether it can be reached from outside, in words.
    var forPeople: String {
        switch self {
        case .exposed: "reachable from outside"
        case .inside: "not reachable from outside"
        case .unknown: "reachable or not: not said"
        }
    }
}

extension DealingOutcome {
    /// How it was dealt with, in words.
    fileprivate var forPeople: String {
        switch self {
        case .deployed: "Patched"
        case .mitigated: "Mitigated"
        case .notAffected: "Not affected"
        }
    }
}

extension Todo {
    /// What to do first, and until when; for whoever listed nothing, how the page comes to life.
    fileprivate init(forExposure all: [Exposure], listed: Int, now: Instant) {
        if let first = all.first(where: { $0.settled == nil }) {
            let late = first.deadline.isOverdue(at: now) ? "The last day has gone. " : ""
            self.init(
                late + first.deadline.sentence,
                why: "“\(first.vulnerability.name)”: \(first.step)"
            )
        } else if listed == 0 {
            self.init(
                "List what you run.",
                why: "Then this page says what affects you, what to do, and by when."
            )
        } else if let first = all.first(where: \.isPatchDue) {
            let late = first.deadline.isOverdue(at: now) ? "The last day has gone. " : ""
            self.init(
                late + "A workaround is in place; the patch is still due.",
                why: "“\(first.vulnerability.name)”: \(first.deadline.sentence)"
            )
        } else if !all.isEmpty {
            self.init("Nothing to do.", why: "You dealt with everything that affected you.")
        } else {
            self.init("Nothing to do.", why: "Nothing that you may know of affects what you run.")
        }
    }
}

/// What an operator runs, with the forms that change it.
struct InventoryPage: Sendable {
    /// Lines of one page.
    static let rows = 99

    /// One line.
    struct Line: Sendable {
        let id: String
        let purl: String
        let label: String
        let reach: String
        let added: String
        let addedText: String
    }

    let frame: PageFrame
    let todo: Todo
    let items: [Line]
    let hasItems: Bool
    let next: String?
    let canKeep: Bool
    let key: String
    let form: InventoryForm

    init(
        frame: PageFrame,
        items all: [InventoryItem],
        size: Int,
        canKeep: Bool,
        key: String,
        form: InventoryForm
    ) {
        let shown = all.prefix(Self.rows)
        self.frame = frame
        self.canKeep = canKeep
        self.key = key
        self.form = form
        items = shown.map { item in
            Line(
                id: item.id.description,
                purl: item.purl,
                label: item.label ?? "",
                reach: item.reach.forPeople,
                added: item.addedAt.description,
                addedText: item.addedAt.forPeople
            )
        }
        hasItems = !shown.isEmpty
        next = all.count > Self.rows ? shown.last?.id.description : nil
        let lines = size == 1 ? "One line is listed" : "\(size) lines are listed"
        todo =
            size == 0
            ? Todo(
                canKeep ? "List what you run." : "Nothing is listed yet.",
                why: "Only your own people see it; others learn numbers, and none below 5."
            )
            : Todo("\(lines). Keep them as your systems are.", why: "Only your own people see it.")
    }
}

/// What was typed into the forms of the inventory, and what was wrong with that.
struct InventoryForm: Sendable {
    private(set) var purl = ""
    private(set) var label = ""
    private(set) var list = ""
    private(set) var faults: [String] = []
    private(set) var hasFaults = false

    /// A line that was typed.
    static func item(_ typed: [String: String]) -> InventoryForm {
        var form = InventoryForm()
        form.purl = typed["purl"] ?? ""
        form.label = typed["label"] ?? ""
        return form
    }

    /// A list that was pasted.
    static func list(_ typed: [String: String]) -> InventoryForm {
        var form = InventoryForm()
        form.list = typed["list"] ?? ""
        return form
    }

    /// Yes, no, or not said.
    static func exposed(_ typed: [String: String]) -> Bool? {
        switch typed["exposed"] {
        case "yes": true
        case "no": false
        default: nil
        }
    }

    func refused(_ refusal: Refusal) -> InventoryForm {
        var form = self
        form.faults = refusal.faults.map { fault in
            fault.place.isEmpty ? fault.reason : "\(Self.words(fault.place)): \(fault.reason)"
        }
        if form.faults.isEmpty { form.faults = [refusal.detail] }
        form.hasFaults = true
        return form
    }

    private static func words(_ place: String) -> String {
        switch place {
        case "/purl": "Package"
        case "/label": "Your name for it"
        default: place
        }
    }
}
