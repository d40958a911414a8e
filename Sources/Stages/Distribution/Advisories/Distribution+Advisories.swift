// SPDX-License-Identifier: Apache-2.0

package import Access
package import Coordination
package import Prioritization
package import Store

/// A published document as everybody sees it.
package struct Advisory: Hashable, Sendable {
    package let id: AdvisoryID
    /// `CH-2026-0001`.
    package let name: String
    package let title: String
    package let revision: Int
    package let publishedAt: Instant
    package let modifiedAt: Instant
    /// Withdrawn ones stay readable.
    package let withdrawnAt: Instant?
    package let content: AdvisoryContent
    /// What each revision changed, the first one first.
    package let history: [AdvisoryChange]
}

/// When a revision came and what it changed.
package struct AdvisoryChange: Hashable, Sendable {
    package let revision: Int
    package let at: Instant
    package let summary: String
}

/// In which form an advisory is wanted, byte for byte as it was published.
package enum AdvisoryForm: String, Sendable, CaseIterable {
    case osv
    case csaf
}

/// An advisory's row.
struct AdvisoryRow: Sendable {
    let id: AdvisoryID
    let name: String
    let caseID: CaseID
    let title: String
    let revision: Int
    let publishedAt: Instant
    let modifiedAt: Instant
    let withdrawnAt: Instant?

    init(_ row: inout Row) throws {
        id = try row.read()
        name = try row.read()
        caseID = try row.read()
        title = try row.read()
        revision = try row.read()
        publishedAt = try row.read()
        modifiedAt = try row.read()
        withdrawnAt = try row.read()
    }
}

extension Querying {
    /// The published advisories, the newest first; no account is needed (ORDER V1).
    package func advisories(
        viewer: Viewer,
        now: Instant,
        after: AdvisoryID? = nil,
        limit: Int = 50
    ) throws -> [Advisory] {
        let bounded = min(max(limit, 1), Self.deliveriesPerPage)
        let seen = VisibilityRule.amongNewest(
            .advisory,
            in: "advisories",
            to: viewer,
            now: now,
            before: after,
            limit: bounded
        )
        return try advisoryRows(
            "WHERE \(fragment: seen) ORDER BY id DESC LIMIT \(bounded)"
        ).compactMap(advisory)
    }

    /// One advisory by its name.
    package func advisory(
        named name: AdvisoryName,
        viewer: Viewer,
        now: Instant
    ) throws -> Advisory {
        guard let row = try visibleRow(name, viewer: viewer, now: now),
            let found = try advisory(row)
        else { throw Refusal.notFound }
        return found
    }

    /// One advisory by its id, as the command that published it answers.
    package func advisory(_ id: AdvisoryID) throws -> Advisory {
        guard let row = try advisoryRows("WHERE id = \(id)").first, let found = try advisory(row)
        else { throw Refusal.notFound }
        return found
    }

    /// A document of an advisory as it was published last.
    package func advisoryDocument(
        _ form: AdvisoryForm,
        of name: AdvisoryName,
        viewer: Viewer,
        now: Instant
    ) throws -> [UInt8] {
        let column: Statement = form == .osv ? "osv" : "csaf"
        guard let row = try visibleRow(name, viewer: viewer, now: now),
            let bytes = try first(
                """
                SELECT \(fragment: column) FROM advisory_revisions
                WHERE advisory = \(row.id) AND revision = \(row.revision)
                """,
                { try $0.read([UInt8].self) }
            )
        else { throw Refusal.notFound }
        return bytes
    }

    /// The advisory of a case, if there is one: for those who may see the case.
    package func advisoryName(of caseID: CaseID) throws -> String? {
        try advisoryRows("WHERE case_id = \(caseID)").first?.name
    }

    /// The advisory on a vulnerability, for everybody once it is published.
    package func advisoryName(
        about vulnerability: VulnerabilityID,
        viewer: Viewer,
        now: Instant
    ) throws -> String? {
        let visible = VisibilityRule.visible(
            .advisory,
            column: "advisories.id",
            to: viewer,
            now: now
        )
        return try advisoryRows(
            """
            WHERE bundle IN (SELECT id FROM bundles WHERE vulnerability = \(vulnerability))
                AND \(fragment: visible)
            ORDER BY id DESC LIMIT 1
            """
        ).first?.name
    }

    /// The vulnerability that an advisory published, which is everybody's since.
    package func vulnerability(published advisory: AdvisoryID) throws -> VulnerabilityID? {
        try first(
            """
            SELECT bundles.vulnerability FROM advisories
            JOIN bundles ON bundles.id = advisories.bundle WHERE advisories.id = \(advisory)
            """
        ) { try $0.read() }
    }

    private func visibleRow(
        _ name: AdvisoryName,
        viewer: Viewer,
        now: Instant
    ) throws -> AdvisoryRow? {
        let visible = VisibilityRule.visible(
            .advisory,
            column: "advisories.id",
            to: viewer,
            now: now
        )
        return try advisoryRows(
            "WHERE name = \(name.description) AND \(fragment: visible)"
        ).first
    }

    func advisoryRow(_ name: AdvisoryName) throws -> AdvisoryRow? {
        try advisoryRows("WHERE name = \(name.description)").first
    }

    func advisoryRows(_ condition: Statement) throws -> [AdvisoryRow] {
        try all(
            """
            SELECT id, name, case_id, title, revision, published_at, modified_at, withdrawn_at
            FROM advisories \(fragment: condition)
            """
        ) { try AdvisoryRow(&$0) }
    }

    func advisoryContent(of row: AdvisoryRow) throws -> AdvisoryContent? {
        try first(
            """
            SELECT content FROM advisory_revisions
            WHERE advisory = \(row.id) AND revision = \(row.revision)
            """
        ) { try $0.read([UInt8].self) }.flatMap(AdvisoryContent.init(bytes:))
    }

    func advisoryRevisions(of id: AdvisoryID) throws -> [AdvisoryEdition.Revision] {
        try all(
            """
            SELECT revision, published_at, summary FROM advisory_revisions
            WHERE advisory = \(id) ORDER BY revision
            """
        ) { row in
            AdvisoryEdition.Revision(
                number: try row.read(),
                at: try row.read(),
                summary: try row.read()
            )
        }
    }

    private func advisory(_ row: AdvisoryRow) throws -> Advisory? {
        guard let content = try advisoryContent(of: row) else { return nil }
        return Advisory(
            id: row.id,
            name: row.name,
            title: row.title,
            revision: row.revision,
            publishedAt: row.publishedAt,
            modifiedAt: row.modifiedAt,
            withdrawnAt: row.withdrawnAt,
            content: content,
            history: try advisoryRevisions(of: row.id).map {
                AdvisoryChange(revision: $0.number, at: $0.at, summary: $0.summary)
            }
        )
    }
}
