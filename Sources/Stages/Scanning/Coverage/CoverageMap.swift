// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// What has and has not been looked at: packages and repositories by technique.
///
/// One's own coverage is told in full. Of others a cell (one subject, one technique, one
/// completeness) is told where three or more of them stand in it, and as a step, not a number.
///
/// What is hidden cannot be worked out from what is told:
/// - A subject is a whole package or repository. There is no narrower or wider count of it, so no
///   two counts can be subtracted that differ by a hidden one.
/// - There are no totals over cells, techniques or completenesses, and a participant can stand in
///   several cells: told cells say nothing of the rest. A subject of which no cell is told is not
///   listed.
/// - The asker is never counted, so that nothing is learned by taking oneself away.
/// - Counted are participants, each once however much it scans, in steps, over whole days. That a
///   cell comes to be told says that a third one came within a day; which one, and by which scan,
///   it does not.
package enum CoverageMap {
    /// For how many days coverage counts: a quarter, in which most projects release.
    package static let days: Int64 = 90
    /// The fewest others of whom a cell is told.
    package static let leastOthers = 3
    /// The most subjects on one page.
    package static let subjectsPerPage = 50

    /// How many others, in steps.
    package enum Extent: String, Sendable, CaseIterable {
        case few = "3-4"
        case several = "5-9"
        case many = "10-or-more"

        init?(_ count: Int) {
            switch count {
            case ..<CoverageMap.leastOthers: return nil
            case ..<5: self = .few
            case ..<10: self = .several
            default: self = .many
            }
        }
    }

    /// One's own coverage of a subject by a technique.
    package struct OwnCell: Hashable, Sendable {
        package let technique: Technique
        package let completeness: Completeness
        /// When the last such record was made.
        package let last: Instant
    }

    /// Others' coverage of a subject.
    package struct OthersCell: Hashable, Sendable {
        package let technique: Technique
        package let completeness: Completeness
        package let extent: Extent
    }

    /// One subject.
    package struct Row: Hashable, Sendable {
        package let subject: String
        package internal(set) var own: [OwnCell] = []
        package internal(set) var others: [OthersCell] = []

        /// The techniques by which nobody whom the viewer may know of looked at it.
        package var unseen: [Technique] {
            let seen = Set(own.map(\.technique) + others.map(\.technique))
            return Technique.allCases.filter { !seen.contains($0) }
        }

        /// The most complete that is known of a technique, one's own or of others.
        package func best(_ technique: Technique) -> Completeness? {
            (own.filter { $0.technique == technique }.map(\.completeness)
                + others.filter { $0.technique == technique }.map(\.completeness)).max()
        }
    }

    /// The first moment that counts.
    static func since(_ now: Instant) -> Instant {
        ScanWindow(start: now, end: now).days.start.adding(seconds: -days * 86_400)
    }
}

extension Querying {
    /// Subjects that the viewer covered, and those of which a cell of others is told, by name.
    package func coverageMap(
        viewer: Viewer,
        now: Instant,
        after: String? = nil,
        limit: Int = CoverageMap.subjectsPerPage
    ) throws -> [CoverageMap.Row] {
        try decide(viewer, .adviseScan).hiding()
        guard let participant = viewer.participant else { return [] }
        let limit = min(max(limit, 1), CoverageMap.subjectsPerPage + 1)
        let from = after ?? ""
        let subjects = try all(
            """
            SELECT subject FROM (
                SELECT own.subject FROM (
                    SELECT DISTINCT subject FROM coverage_cells
                    WHERE participant = \(participant) AND subject > \(from)
                        AND last >= \(CoverageMap.since(now))
                    ORDER BY subject LIMIT \(limit)) own
                UNION
                SELECT told.subject FROM (
                    SELECT DISTINCT subject FROM coverage_told
                    WHERE subject > \(from) AND since >= \(CoverageMap.since(now))
                        AND (SELECT COUNT(*) FROM coverage_cells cells
                            WHERE cells.subject = coverage_told.subject
                                AND cells.technique = coverage_told.technique
                                AND cells.completeness = coverage_told.completeness
                                AND cells.participant <> \(participant)
                                AND cells.last >= \(CoverageMap.since(now))
                        ) >= \(CoverageMap.leastOthers)
                    ORDER BY subject LIMIT \(limit)) told
            ) subjects
            ORDER BY subject LIMIT \(limit)
            """
        ) { try $0.read(String.self) }
        return try rows(of: subjects, participant, now)
    }

    /// The subject of one scope, and the viewer's own records that overlap with the scope.
    package func coverageMap(
        of scope: Scope,
        viewer: Viewer,
        now: Instant
    ) throws -> (row: CoverageMap.Row, records: [Coverage]) {
        try decide(viewer, .adviseScan).hiding()
        guard let participant = viewer.participant else {
            return (CoverageMap.Row(subject: scope.subject), [])
        }
        let rows = try rows(of: [scope.subject], participant, now)
        return (
            rows.first ?? CoverageMap.Row(subject: scope.subject),
            try ownRecords(on: scope, of: participant, viewer: viewer, now: now)
        )
    }

    private func countedOthers(_ participant: ParticipantID, _ now: Instant) -> Statement {
        """
        participant <> \(participant) AND last >= \(CoverageMap.since(now))
        AND kind IN (\(Scope.Kind.package.rawValue), \(Scope.Kind.source.rawValue))
        """
    }

    private func rows(
        of subjects: [String],
        _ participant: ParticipantID,
        _ now: Instant
    ) throws -> [CoverageMap.Row] {
        var rows: [String: CoverageMap.Row] = [:]
        for subject in subjects { rows[subject] = CoverageMap.Row(subject: subject) }
        guard !subjects.isEmpty else { return [] }
        _ = try all(
            """
            SELECT subject, technique, completeness, last FROM coverage_cells
            WHERE participant = \(participant) AND subject IN (\(each: subjects))
                AND last >= \(CoverageMap.since(now))
            ORDER BY subject, technique, completeness
            """
        ) { row in
            let subject = try row.read(String.self)
            let cell = CoverageMap.OwnCell(
                technique: try row.read(),
                completeness: try row.read(),
                last: try row.read()
            )
            rows[subject]?.own.append(cell)
        }
        for (subject, cell) in try others(of: subjects, participant, now) {
            rows[subject]?.others.append(cell)
        }
        return subjects.compactMap { rows[$0] }
    }

    /// The cells of others that are told of these subjects.
    private func others(
        of subjects: [String],
        _ participant: ParticipantID,
        _ now: Instant
    ) throws -> [(subject: String, cell: CoverageMap.OthersCell)] {
        try all(
            """
            SELECT subject, technique, completeness, COUNT(*) FROM coverage_cells
            WHERE subject IN (\(each: subjects)) AND \(fragment: countedOthers(participant, now))
            GROUP BY subject, technique, completeness
            HAVING COUNT(*) >= \(CoverageMap.leastOthers)
            ORDER BY subject, technique, completeness
            """
        ) { row in
            let subject = try row.read(String.self)
            let cell = CoverageMap.OthersCell(
                technique: try row.read(),
                completeness: try row.read(),
                extent: CoverageMap.Extent(try row.read(Int.self)) ?? .few
            )
            return (subject, cell)
        }
    }

    /// Records of one's own that overlap with a scope, the newest first.
    private func ownRecords(
        on scope: Scope,
        of participant: ParticipantID,
        viewer: Viewer,
        now: Instant
    ) throws -> [Coverage] {
        let candidates = try all(
            """
            SELECT coverage, scope FROM coverage_scopes
            WHERE participant = \(participant) AND \(fragment: scope.sameSubject)
            ORDER BY coverage DESC LIMIT \(CoverageMap.candidates)
            """
        ) { (id: try $0.read(CoverageID.self), scope: try $0.read(String.self)) }
        var found: [CoverageID] = []
        var work = Scope.workLimit
        for candidate in candidates where !found.contains(candidate.id) {
            guard let other = try? Scope(parsing: candidate.scope),
                other.overlaps(scope, work: &work)
            else { continue }
            found.append(candidate.id)
            if found.count == CoverageMap.subjectsPerPage { break }
        }
        guard !found.isEmpty else { return [] }
        let visible = VisibilityRule.visible(
            .coverage,
            column: "coverages.id",
            to: viewer,
            now: now
        )
        return try coverages(
            """
            WHERE coverages.id IN (\(each: found)) AND \(fragment: visible)
            ORDER BY coverages.id DESC
            """
        )
    }
}

extension CoverageMap {
    /// Scopes of one's own that are compared with the one asked about: the newest.
    fileprivate static let candidates = 1_000
}

extension Scope {
    /// Reads a scope that somebody asks about; what is none is refused with the reason.
    package static func asked(_ text: String) throws(Refusal) -> Scope {
        var faults: [Refusal.Fault] = []
        if let scope = Scope(text, at: "scope", &faults) { return scope }
        let detail = faults.map(\.reason).joined(separator: " ")
        throw Refusal(.invalid, code: "invalid-scope", detail: detail, faults: faults)
    }

    /// Rows of `coverage_scopes` among which those that overlap with the scope are.
    fileprivate var sameSubject: Statement {
        switch kind {
        case .package, .source: "subject = \(subject)"
        // Their texts do not begin alike where they overlap.
        case .network, .name, .service, .platform: "1 = 1"
        }
    }
}
