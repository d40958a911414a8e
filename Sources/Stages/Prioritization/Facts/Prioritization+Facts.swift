// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// Every statement on a vulnerability that the viewer may see, the newest first.
    package func factHistory(
        of id: VulnerabilityID,
        viewer: Viewer,
        now: Instant
    ) throws -> [Fact] {
        let asked = VisibilityRule.visible(.vulnerability, column: "\(id)", to: viewer, now: now)
        let rows = try all(
            """
            \(fragment: FactRow.selection)
            WHERE \(fragment: asked) AND facts.vulnerability = \(id)
            ORDER BY facts.id DESC LIMIT \(StateFact.factLimit)
            """
        ) { try FactRow(&$0) }
        return try rows.map { try fact($0, for: viewer) }
    }

    /// The statements in force on each of these, by vulnerability.
    func currentFacts(
        of ids: [VulnerabilityID],
        for viewer: Viewer
    ) throws -> [VulnerabilityID: [Fact]] {
        guard !ids.isEmpty else { return [:] }
        let rows = try all(
            """
            \(fragment: FactRow.selection)
            WHERE facts.vulnerability IN (\(each: ids)) AND NOT EXISTS (
                SELECT 1 FROM facts newer WHERE newer.vulnerability = facts.vulnerability
                    AND newer.kind = facts.kind AND newer.id > facts.id)
            ORDER BY facts.id
            """
        ) { try FactRow(&$0) }
        var found: [VulnerabilityID: [Fact]] = [:]
        for row in rows where row.value != .unknown {
            found[row.vulnerability, default: []].append(try fact(row, for: viewer))
        }
        for (id, proofs) in try proofs(of: ids) {
            found[id, default: []] += proofs.facts(beside: found[id] ?? [])
        }
        return found.mapValues { facts in facts.sorted { $0.kind.place < $1.kind.place } }
    }

    /// Every statement that can set a deadline, oldest first, by vulnerability; nothing is opened.
    func deadlineHistory(
        of ids: [VulnerabilityID]
    ) throws -> [VulnerabilityID: [DeadlineRule.Statement]] {
        guard !ids.isEmpty else { return [:] }
        let kinds: [FactKind] = [.exploited, .automatable, .technicalImpact]
        let rows = try all(
            """
            SELECT vulnerability, kind, value, stated FROM facts
            WHERE vulnerability IN (\(each: ids)) AND kind IN (\(each: kinds)) ORDER BY id
            """
        ) { row in
            (
                try row.read(VulnerabilityID.self),
                DeadlineRule.Statement(
                    kind: try row.read(),
                    value: try row.read(),
                    at: try row.read()
                )
            )
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Opens a statement; who stated it is for coordinators and the stating side (ORDER C2).
    private func fact(_ row: FactRow, for viewer: Viewer) throws -> Fact {
        let mayKnow = viewer.identity == .system || viewer.roles.contains(.coordinator)
        let source = try open(row.source, for: SealingScope(row.vulnerability))
        return Fact(
            row.kind,
            row.value,
            source: source.map { String(decoding: $0, as: UTF8.self) },
            statedBy: mayKnow || row.author == viewer.participant ? row.author : nil,
            statedAt: row.stated,
            asOf: row.valid
        )
    }
}

/// A row of `facts`.
private struct FactRow {
    let vulnerability: VulnerabilityID
    let kind: FactKind
    let value: FactValue
    let source: [UInt8]
    let author: ParticipantID?
    let stated: Instant
    let valid: Instant

    static let selection: Statement = """
        SELECT facts.vulnerability, facts.kind, facts.value, facts.source, facts.author,
            facts.stated, facts.valid
        FROM facts
        """

    init(_ row: inout Row) throws {
        vulnerability = try row.read()
        kind = try row.read()
        value = try row.read()
        source = try row.read()
        author = try row.read()
        stated = try row.read()
        valid = try row.read()
    }
}

extension FactKind {
    /// Its place in lists.
    fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
