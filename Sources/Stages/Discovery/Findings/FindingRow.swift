// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// A row of `findings`, with what stands beside it.
struct FindingRow {
    let id: FindingID
    let report: ReportID
    let owner: ParticipantID?
    let lead: FindingID?
    let package: String
    let versions: String
    let function: String?
    let file: String?
    let line: Int?
    let weakness: Weakness?
    let tool: String
    let rule: String?
    let level: FindingLevel
    let title: [UInt8]?
    let prose: [UInt8]
    let found: Instant
    let changed: Instant
    let finders: Int
    let tlp: TLP
    /// Whether something near it is not settled.
    let hasNear: Bool

    /// The columns in the order in which they are read, and where they come from.
    static let selection: Statement = """
        SELECT findings.id, findings.report, findings.owner, findings.lead, findings.package,
            findings.versions, findings.function, findings.file, findings.line,
            findings.weakness, findings.tool, findings.rule, findings.level, findings.title,
            findings.prose, findings.found, findings.changed, findings.finders, findings.tlp,
            CASE WHEN EXISTS (SELECT 1 FROM finding_relations
                WHERE (finding_relations.finding = findings.id
                        OR finding_relations.other = findings.id)
                    AND finding_relations.relation = 'related_to'
                    AND finding_relations.ended IS NULL) THEN 1 ELSE 0 END
        FROM findings
        """

    init(_ row: inout Row) throws {
        id = try row.read()
        report = try row.read()
        owner = try row.read()
        lead = try row.read()
        package = try row.read()
        versions = try row.read()
        function = try row.read()
        file = try row.read()
        line = try row.read()
        weakness = try row.read()
        tool = try row.read()
        rule = try row.read()
        level = try row.read()
        title = try row.read()
        prose = try row.read()
        found = try row.read()
        changed = try row.read()
        finders = try row.read()
        tlp = try row.read()
        hasNear = try row.read()
    }

    /// The facts under their title, and what is to be done by this viewer.
    func finding(for viewer: Viewer, words: String?) -> Finding {
        Finding(
            id: id,
            words: words,
            package: package,
            versions: versions.split(separator: "\n").map(String.init),
            function: function,
            file: file,
            line: line,
            weakness: weakness,
            level: level,
            tlp: tlp,
            found: found,
            changed: changed,
            finders: finders,
            step: step(for: viewer)
        )
    }

    private func step(for viewer: Viewer) -> FindingStep {
        if viewer.roles.contains(.coordinator) { return hasNear ? .compare : .triage }
        if finders > 1 { return .checkMerge }
        return owner != nil && owner == viewer.participant ? .wait : .read
    }
}
