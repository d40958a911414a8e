// SPDX-License-Identifier: Apache-2.0

import Coordination
import Discovery
import Prioritization
import Severity
import Store

/// The queue: a section a band, the most urgent first, and why each stands where it stands.
struct QueuePage: Sendable {
    /// Positions of one page: what fits some screens, since each has its reasons.
    static let rows = 50

    /// One position.
    struct Line: Sendable {
        let id: String
        let name: String
        let package: String
        let cve: String?
        let why: String
        let change: String
        let severity: String
        let affected: String
        let since: String
        let sinceText: String
    }

    /// A band with what stands in it.
    struct Section: Sendable {
        let band: String
        let name: String
        let meaning: String
        let lines: [Line]
    }

    let frame: PageFrame
    let todo: Todo
    let sections: [Section]
    let hasSections: Bool
    let ages: Chart?
    let isFirst: Bool
    let triages: Bool
    let next: String?

    init(
        frame: PageFrame,
        items all: [QueueItem],
        ages: Chart?,
        isFirst: Bool,
        triages: Bool
    ) {
        let shown = all.prefix(Self.rows)
        self.ages = ages
        self.frame = frame
        self.isFirst = isFirst
        self.triages = triages
        sections = Band.allCases.compactMap { band in
            let items = shown.filter { $0.band == band }
            guard !items.isEmpty else { return nil }
            return Section(
                band: band.rawValue,
                name: band.forPeople,
                meaning: band.meaning,
                lines: items.map(Line.init)
            )
        }
        hasSections = !sections.isEmpty
        next = all.count > Self.rows ? shown.last?.id.description : nil
        todo = Todo(forQueue: Array(shown), triages: triages)
    }
}

extension QueuePage.Line {
    fileprivate init(_ item: QueueItem) {
        let vulnerability = item.vulnerability
        id = vulnerability.id.description
        name = vulnerability.name
        package = vulnerability.package
        cve = vulnerability.cve?.description
        why = vulnerability.standing.why
        change = vulnerability.standing.change
        severity = vulnerability.cvss?.forPeople ?? "no vector yet"
        affected = item.affected.forPeople
        since = vulnerability.recordedAt.description
        sinceText = vulnerability.recordedAt.forPeople
    }
}

extension Todo {
    /// What to begin with: an incident, then what is urgent, then what lacks a fact.
    fileprivate init(forQueue items: [QueueItem], triages: Bool) {
        guard let first = items.first else {
            self.init("Nothing to do.", why: "No vulnerability that you can see waits.")
            return
        }
        let name = "“\(first.vulnerability.name)”"
        switch first.band {
        case .incident: self.init("Begin with \(name): it is being exploited.")
        case .urgent: self.init("Begin with \(name): it may be exploited at any moment.")
        case .standard: self.init("Nothing is urgent; begin with \(name).")
        case .needsInfo:
            self.init(
                triages ? "State what is missing of \(name)." : "Nothing for you to do yet.",
                why: first.vulnerability.standing.change
            )
        }
    }
}

/// A vulnerability: what it is, why it stands where it stands, and who says so.
struct VulnerabilityPage: Sendable {
    /// What was read for it.
    struct Seen: Sendable {
        let vulnerability: Vulnerability
        let affected: HiddenCount
        let history: [Fact]
        let canState: Bool
        let findings: [Finding]
        let cases: [CaseFile]
        let advisory: String?

        /// Whether a case is still to be opened, by whoever triages.
        var canOpen: Bool {
            canState && vulnerability.publishedAt == nil
                && cases.allSatisfy { $0.closed != nil }
        }
    }

    /// A finding that it was recorded of, where the viewer may see it.
    struct FindingLink: Sendable {
        let id: String
        let title: String
    }

    /// A case about it that the viewer is on, or coordinates.
    struct CaseLine: Sendable {
        let id: String
        let title: String

        init(_ file: CaseFile) {
            id = file.id.description
            title = file.title ?? "A case"
        }
    }

    /// One statement.
    struct FactLine: Sendable {
        let kind: String
        let value: String
        let source: String
        let asOf: String
        let asOfText: String
        let stated: String
        let statedText: String
        let origin: String
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let package: String
    let range: String
    let cve: String
    let weakness: String
    let severity: String
    let vector: String?
    let band: String
    let bandName: String
    let bandMeaning: String
    let why: String
    let change: String
    let affected: String
    let since: String
    let sinceText: String
    let publishedAt: String?
    let published: String
    let findings: [FindingLink]
    let hasFindings: Bool
    let cases: [CaseLine]
    let hasCases: Bool
    let advisory: String?
    let canOpen: Bool
    let facts: [FactLine]
    let hasFacts: Bool
    let earlier: [FactLine]
    let hasEarlier: Bool
    let canState: Bool
    let form: FactForm

    init(frame: PageFrame, seen: Seen, form: FactForm) {
        let vulnerability = seen.vulnerability
        let band = vulnerability.standing.rank.band
        self.frame = frame
        self.form = form
        id = vulnerability.id.description
        package = vulnerability.package
        range = vulnerability.rangeText
        cve = vulnerability.cve?.description ?? "none yet"
        weakness = vulnerability.weakness.map { "\($0) \($0.name ?? "")" } ?? "not said"
        severity = vulnerability.cvss?.forPeople ?? "no vector yet"
        vector = vulnerability.cvss?.text
        self.band = band.rawValue
        bandName = band.forPeople
        bandMeaning = band.meaning
        why = vulnerability.standing.why
        change = vulnerability.standing.change
        affected = seen.affected.forPeople
        since = vulnerability.recordedAt.description
        sinceText = vulnerability.recordedAt.forPeople
        publishedAt = vulnerability.publishedAt?.description
        published = vulnerability.publishedAt?.forPeople ?? ""
        findings = seen.findings.map { FindingLink(id: $0.id.description, title: $0.title) }
        hasFindings = !findings.isEmpty
        cases = seen.cases.map(CaseLine.init)
        hasCases = !cases.isEmpty
        advisory = seen.advisory
        canOpen = seen.canOpen
        facts = vulnerability.facts.map(FactLine.init)
        hasFacts = !facts.isEmpty
        let inForce = Set(vulnerability.facts)
        earlier = seen.history.filter { !inForce.contains($0) }.map(FactLine.init)
        hasEarlier = !earlier.isEmpty
        canState = seen.canState
        todo = Todo(for: vulnerability, canState: seen.canState)
    }
}

extension VulnerabilityPage.FactLine {
    fileprivate init(_ fact: Fact) {
        kind = fact.kind.forPeople
        value = fact.value.forPeople
        source = fact.source ?? "erased"
        asOf = fact.asOf.description
        asOfText = fact.asOf.forPeople
        stated = fact.statedAt.description
        statedText = fact.statedAt.forPeople
        origin = fact.isDerived ? "Worked out here" : "Stated"
    }
}

extension Vulnerability {
    /// What a coordinator is asked to state, since it decides the band; nil where nothing is.
    var missing: String? {
        guard case .undecided(let kinds) = standing.reason else { return nil }
        return "State \(kinds.map(\.question).joined(separator: ", and "))."
    }
}

extension Todo {
    /// For a coordinator the fact that is missing; for others whether it is theirs.
    fileprivate init(for vulnerability: Vulnerability, canState: Bool) {
        if vulnerability.publishedAt != nil {
            self.init("See whether it affects you.", why: "Your exposure says what to do by when.")
        } else if canState, let missing = vulnerability.missing {
            self.init(missing)
        } else if canState {
            self.init(
                "Keep its facts up to date, and bring it to a fix.",
                why: vulnerability.standing.change
            )
        } else {
            self.init("See whether it affects you.", why: "Keep what is said here to yourself.")
        }
    }
}
