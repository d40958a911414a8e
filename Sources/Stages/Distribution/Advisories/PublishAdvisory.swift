// SPDX-License-Identifier: Apache-2.0

package import Access
package import Coordination
import Participants
import Prioritization
import SecurityFormats
package import Store
import StrictJSON

/// Publishes a case's advisory to everybody, after its bundle went out (ORDER C11, V1).
package struct PublishAdvisory: Command {
    package let viewer: Viewer
    package let caseID: CaseID
    let content: AdvisoryContent
    let publisher: AdvisoryPublisher

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .publishAdvisory, on: caseID, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> AdvisoryID {
        guard let bundle = try transaction.releasedBundle(of: caseID) else {
            throw Refusal.bundleNotReleased
        }
        let there = try transaction.advisoryRows("WHERE case_id = \(caseID)").first
        if let there { throw Refusal.advisoryThere(there.name) }
        let id = transaction.newID(AdvisoryMark.self)
        let name = try transaction.nextAdvisoryName()
        try insert(id, name, bundle.id, in: transaction)
        try transaction.append(
            EntryDraft(
                .advisoryPublished,
                subject: id,
                body: ["name": .string(name.description)]
            )
        )
        try transaction.publish(bundle.vulnerability)
        return id
    }

    private func insert(
        _ id: AdvisoryID,
        _ name: AdvisoryName,
        _ bundle: BundleID,
        in transaction: any Transaction
    ) throws {
        let now = transaction.now
        try transaction.run(
            """
            INSERT INTO advisories (id, name, case_id, bundle, title, revision, published_at,
                modified_at)
            VALUES (\(id), \(name.description), \(caseID), \(bundle), \(content.title), 1,
                \(now), \(now))
            """
        )
        try transaction.mark(
            Marking(thing: ID(id), kind: .advisory, owner: nil, tlp: .clear, reach: .everyone)
        )
        let edition = AdvisoryEdition(
            name: name.description,
            content: content,
            publisher: publisher,
            revisions: [.init(number: 1, at: now, summary: "First published.")],
            withdrawnAt: nil
        )
        try transaction.keep(edition, of: id)
    }
}

/// Publishes a further revision of an advisory: more to say, or its withdrawal.
package struct ReviseAdvisory: Command {
    /// What the revision is.
    enum Change: Sendable {
        case content(AdvisoryContent, summary: String)
        /// Stays resolvable, and says that it no longer holds.
        case withdrawal(reason: String)
    }

    package let viewer: Viewer
    package let name: AdvisoryName
    let change: Change
    let publisher: AdvisoryPublisher

    package func authorize(in transaction: any Transaction) throws {
        let viewer = try transaction.current(viewer)
        // Whoever may publish none learns nothing of which case an advisory came from.
        try decide(viewer, .publishAdvisory).hiding()
        guard let row = try transaction.advisoryRow(name) else { throw Refusal.notFound }
        try transaction.require(viewer, .publishAdvisory, on: row.caseID, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> AdvisoryID {
        guard let row = try transaction.advisoryRow(name),
            let old = try transaction.advisoryContent(of: row)
        else { throw Refusal.notFound }
        guard row.withdrawnAt == nil else { throw Refusal.advisoryWithdrawn }
        let now = transaction.now
        let (content, summary) = changed(old)
        let withdrawnAt = content.withdrawal == nil ? nil : now
        let number = row.revision + 1
        let revisions =
            try transaction.advisoryRevisions(of: row.id)
            + [.init(number: number, at: now, summary: summary)]
        try transaction.run(
            """
            UPDATE advisories SET revision = \(number), modified_at = \(now),
                title = \(content.title), withdrawn_at = \(withdrawnAt) WHERE id = \(row.id)
            """
        )
        let edition = AdvisoryEdition(
            name: row.name,
            content: content,
            publisher: publisher,
            revisions: revisions,
            withdrawnAt: withdrawnAt
        )
        try transaction.keep(edition, of: row.id)
        try transaction.append(
            EntryDraft(
                withdrawnAt == nil ? .advisoryRevised : .advisoryWithdrawn,
                subject: row.id,
                body: ["name": .string(row.name), "revision": .number(JSONNumber(number))]
            )
        )
        return row.id
    }

    /// What the revision says, and what it changes.
    private func changed(_ old: AdvisoryContent) -> (AdvisoryContent, String) {
        switch change {
        case .content(let new, let summary): return (new, summary)
        case .withdrawal(let reason):
            var withdrawn = old
            withdrawn.withdrawal = reason
            return (withdrawn, "Withdrawn: \(reason)")
        }
    }
}

extension Transaction {
    /// Keeps a revision with both documents byte for byte as they are published now.
    fileprivate func keep(_ edition: AdvisoryEdition, of id: AdvisoryID) throws {
        guard let revision = edition.revisions.last else { return }
        try run(
            """
            INSERT INTO advisory_revisions (advisory, revision, published_at, summary, content,
                osv, csaf)
            VALUES (\(id), \(revision.number), \(revision.at), \(revision.summary),
                \(edition.content.bytes), \(edition.osv.json.serialized()),
                \(edition.csaf.json.serialized()))
            """
        )
    }
}

extension EntryKind {
    package static let advisoryPublished = EntryKind("advisory.published")
    package static let advisoryRevised = EntryKind("advisory.revised")
    package static let advisoryWithdrawn = EntryKind("advisory.withdrawn")
}

extension Refusal {
    static let bundleNotReleased = Refusal(
        .conflict,
        code: "bundle-not-released",
        detail: """
            Patches reach operators before details reach the public: release the case's bundle \
            first, then publish the advisory.
            """
    )
    static let advisoryWithdrawn = Refusal(
        .gone,
        code: "advisory-withdrawn",
        detail: "The advisory was withdrawn; it stays readable as it is."
    )

    static func advisoryThere(_ name: String) -> Refusal {
        Refusal(
            .conflict,
            code: "advisory-exists",
            detail: "This case has its advisory, \(name). Publish a revision of that."
        )
    }
}
