// SPDX-License-Identifier: Apache-2.0

import Distribution
import Prioritization
import Severity
import Store

/// What is published, for everybody.
struct AdvisoryListPage: Sendable {
    /// Rows of one page: a screen.
    static let rows = 50

    /// One advisory.
    struct Row: Sendable {
        let name: String
        let title: String
        let package: String
        let at: String
        let atText: String
        let severity: String
        let isWithdrawn: Bool
    }

    let frame: PageFrame
    let todo: Todo
    let advisories: [Row]
    let hasAdvisories: Bool
    let next: String?

    init(frame: PageFrame, advisories: [Advisory]) {
        self.frame = frame
        let shown = advisories.prefix(Self.rows)
        self.advisories = shown.map { advisory in
            Row(
                name: advisory.name,
                title: advisory.title,
                package: advisory.content.package,
                at: advisory.publishedAt.description,
                atText: advisory.publishedAt.forPeople,
                severity: advisory.content.severity,
                isWithdrawn: advisory.withdrawnAt != nil
            )
        }
        hasAdvisories = !shown.isEmpty
        next = advisories.count > Self.rows ? shown.last?.id.description : nil
        todo =
            shown.isEmpty
            ? Todo("Nothing is published yet.", why: "Operators get patches first.")
            : Todo(
                "See whether you run one of these packages.",
                why: "Each is also there for programs, as OSV and as CSAF 2.0."
            )
    }
}

/// One advisory as a page.
struct AdvisoryPage: Sendable {
    /// What a revision changed.
    struct Change: Sendable {
        let revision: Int
        let at: String
        let atText: String
        let summary: String
    }

    let frame: PageFrame
    let todo: Todo
    let name: String
    /// The vulnerability that it tells of.
    let about: String?
    let summary: String
    let details: String
    let package: String
    let range: String
    let cve: String?
    let severity: String
    let cvss: String?
    let weakness: String?
    let workaround: String?
    let restart: String
    let credits: [String]
    let hasCredits: Bool
    let references: [String]
    let hasReferences: Bool
    let history: [Change]

    init(frame: PageFrame, advisory: Advisory, about: VulnerabilityID?) {
        let content = advisory.content
        self.frame = frame
        name = advisory.name
        self.about = about?.description
        summary = content.summary
        details = content.details
        package = content.package
        range = content.range
        cve = content.cve
        severity = content.severity
        cvss = content.cvss
        weakness = content.weakness.map { "CWE-\($0)" }
        workaround = content.workaround
        restart = content.needsRestart ? "needed" : "not needed"
        credits = content.credits
        hasCredits = !credits.isEmpty
        references = content.references
        hasReferences = !references.isEmpty
        history = advisory.history.reversed().map { change in
            Change(
                revision: change.revision,
                at: change.at.description,
                atText: change.at.forPeople,
                summary: change.summary
            )
        }
        todo =
            content.withdrawal.map { Todo("Withdrawn: do nothing on its account.", why: $0) }
            ?? Todo(content.whatToDo, why: content.summary)
    }
}

extension AdvisoryContent {
    /// The score with its rating; what is not rated says so.
    fileprivate var severity: String {
        guard let cvss, let vector = try? CVSSVector(parsing: cvss) else { return "not rated" }
        return "\(vector.rating.rawValue) \(vector.score)"
    }
}
