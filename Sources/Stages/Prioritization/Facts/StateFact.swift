// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// States a fact on a vulnerability: a value, where it is known from, and as of when.
///
/// A newer statement replaces an older one of its kind; the older one stays as history.
package struct StateFact: Command {
    /// Bytes of a source at most: an address or a sentence.
    package static let sourceBytes = 500
    /// Statements on one vulnerability at most: one a day for years, and a bound on a page.
    package static let factLimit = 1_000
    /// Seconds by which a source's clock may be ahead of ours.
    static let aheadSeconds: Int64 = 300

    package let viewer: Viewer
    package let vulnerability: VulnerabilityID
    package let kind: FactKind
    package let value: FactValue
    package let source: String
    /// Nil is the moment of the statement.
    package let asOf: Instant?

    package init(
        viewer: Viewer,
        vulnerability: VulnerabilityID,
        kind: FactKind,
        value: FactValue,
        source: String,
        asOf: Instant? = nil
    ) {
        self.viewer = viewer
        self.vulnerability = vulnerability
        self.kind = kind
        self.value = value
        self.source = source
        self.asOf = asOf
    }

    package var scopes: [SealingScope] { [SealingScope(vulnerability)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .stateFact, on: vulnerability, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> VulnerabilityID {
        let faults = faults(now: transaction.now)
        guard faults.isEmpty else { throw Refusal.invalidFact(faults) }
        try transaction.state(
            kind,
            value,
            on: vulnerability,
            source: source,
            by: viewer.participant,
            asOf: asOf ?? transaction.now
        )
        return vulnerability
    }

    private func faults(now: Instant) -> [Refusal.Fault] {
        var faults: [Refusal.Fault] = []
        TextCheck(place: "/source", maximumBytes: Self.sourceBytes, required: true)
            .check(source, &faults)
        if !kind.values.contains(value) {
            let names = kind.values.map(\.rawValue).joined(separator: ", ")
            faults.append(
                names.isEmpty
                    ? .init(
                        place: "/kind",
                        code: "derived-fact",
                        reason: "This follows from a validation here; nobody states it."
                    )
                    : .init(
                        place: "/value",
                        code: "wrong-value",
                        reason: "Of \(kind.rawValue) one of \(names) can be stated."
                    )
            )
        }
        if let asOf, asOf > now.adding(seconds: Self.aheadSeconds) {
            let reason = "A source says something as of a moment that has been."
            faults.append(.init(place: "/asOf", code: "in-the-future", reason: reason))
        }
        return faults
    }
}

extension Transaction {
    /// Writes a statement down and ranks the vulnerability anew.
    func state(
        _ kind: FactKind,
        _ value: FactValue,
        on vulnerability: VulnerabilityID,
        source: String,
        by author: ParticipantID?,
        asOf: Instant
    ) throws {
        let count: Int? = try first(
            "SELECT COUNT(*) FROM facts WHERE vulnerability = \(vulnerability)"
        ) { try $0.read() }
        guard count ?? 0 < StateFact.factLimit else { throw Refusal.tooManyFacts }
        let sealed = try seal(Array(source.utf8), for: SealingScope(vulnerability))
        try run(
            """
            INSERT INTO facts (id, vulnerability, kind, value, source, author, stated, valid)
            VALUES (\(newID(FactMark.self)), \(vulnerability), \(kind), \(value), \(sealed),
                \(author), \(now), \(asOf))
            """
        )
        try rankAnew(vulnerability)
        try append(
            EntryDraft(
                .factStated,
                subject: vulnerability,
                body: [
                    "kind": .string(kind.rawValue), "value": .string(value.rawValue),
                    "asOf": .string(asOf.description),
                ],
                scope: SealingScope(vulnerability)
            )
        )
    }

    /// Works band, timeline and score out again from the facts in force.
    func rankAnew(_ vulnerability: VulnerabilityID) throws {
        let stated = try all(
            """
            SELECT kind, value FROM facts WHERE vulnerability = \(vulnerability) ORDER BY id
            """
        ) { row in (kind: try row.read(FactKind.self), value: try row.read(FactValue.self)) }
        var facts = RankingFacts()
        for fact in stated { facts.state(fact.kind, fact.value) }
        let cvss: String?? = try first(
            "SELECT cvss FROM vulnerabilities WHERE id = \(vulnerability)"
        ) { try $0.read(String?.self) }
        let rating = cvss.flatMap(\.self).flatMap { try? CVSSRating($0) }
        let rank = Rank(facts, cvss: rating?.vector)
        try run(
            """
            UPDATE vulnerabilities SET changed = \(now), band = \(rank.band.place),
                timeline = \(rank.timeline.place), score = \(rank.score)
            WHERE id = \(vulnerability)
            """
        )
    }
}

extension EntryKind {
    /// Its kind, its value and as of when; the source lies sealed in the row.
    package static let factStated = EntryKind("vulnerability.fact-stated")
}

extension Refusal {
    static func invalidFact(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-fact",
            detail: "The fact cannot be stated like this; see the faults.",
            faults: faults
        )
    }

    static let tooManyFacts = Refusal(
        .limit,
        code: "too-many-facts",
        detail:
            "\(StateFact.factLimit) facts were stated on this vulnerability; that is all of them."
    )
}
