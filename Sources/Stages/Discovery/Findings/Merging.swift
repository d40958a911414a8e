// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// Merges findings inside a command, and tells the finders once for all that one report merged.
///
/// Nobody's entry in the journal names another party's finding as its subject: an entry holds who
/// acted, and that must not reach the other side.
struct Merging {
    private let transaction: any Transaction
    /// For each participant to be told: the first finding that it is about, and how many more.
    private var told: [ParticipantID: (finding: FindingID, count: Int)] = [:]

    init(transaction: any Transaction) {
        self.transaction = transaction
    }

    /// Relates a new finding to the one that it is a duplicate of, and widens that one's audience.
    mutating func merge(
        _ finding: FindingID,
        of owner: ParticipantID?,
        into lead: FindingID,
        evidence: Fingerprint
    ) throws {
        try transaction.relate(finding, to: lead, as: .duplicateOf, evidence)
        try transaction.recountFinders(of: lead)
        let finders = try transaction.owners(of: lead)
        // One party's second report of its own finding is news to nobody else.
        let before = finders.filter { $0.finding != finding }
        if let owner, before.contains(where: { $0.owner == owner }) { return }
        for participant in Set(before.compactMap(\.owner)) { note(lead, for: participant) }
        guard let owner else { return }
        if let marking = try transaction.marking(of: ID(lead)), marking.tlp >= .amber {
            try transaction.share(ID(lead), with: owner)
            note(lead, for: owner)
        } else {
            // Its terms keep the older one within its circle; the finder sees its own.
            note(finding, for: owner)
        }
    }

    /// Writes the notices.
    func tell() throws {
        for (participant, news) in told.sorted(by: { $0.key < $1.key }) {
            try transaction.give(.merged, to: participant, about: news.finding, others: news.count)
        }
    }

    private mutating func note(_ finding: FindingID, for participant: ParticipantID) {
        if let news = told[participant] {
            told[participant] = (news.finding, news.count + 1)
        } else {
            told[participant] = (finding, 0)
        }
    }
}

extension Transaction {
    /// Writes down how two findings stand to each other, and why.
    func relate(
        _ finding: FindingID,
        to other: FindingID,
        as relation: FindingRelation,
        _ evidence: Fingerprint
    ) throws {
        try run(
            """
            INSERT INTO finding_relations (finding, other, relation, scheme, value, made)
            VALUES (\(finding), \(other), \(relation), \(evidence.scheme), \(evidence.value),
                \(now))
            ON CONFLICT (finding, other, relation) DO NOTHING
            """
        )
    }

    /// Counts the parties of a finding anew; each report without an account is one of its own.
    func recountFinders(of lead: FindingID) throws {
        try run(
            """
            UPDATE findings SET changed = \(now), finders = (
                SELECT COUNT(DISTINCT parts.owner)
                    + SUM(CASE WHEN parts.owner IS NULL THEN 1 ELSE 0 END)
                FROM findings parts WHERE parts.id = \(lead) OR parts.lead = \(lead))
            WHERE id = \(lead)
            """
        )
    }

    /// Tells a participant; the notice is its own and nobody else sees it.
    func give(
        _ kind: NoticeKind,
        to participant: ParticipantID,
        about finding: FindingID,
        others: Int = 0
    ) throws {
        let notice = newID(NoticeMark.self)
        try run(
            """
            INSERT INTO notices (id, participant, kind, finding, others, made)
            VALUES (\(notice), \(participant), \(kind), \(finding), \(others), \(now))
            """
        )
        try mark(Marking(thing: ID(notice), kind: .notice, owner: participant, tlp: .amberStrict))
    }
}

extension Querying {
    /// The findings that stand under a lead, itself among them, and whose they are.
    func owners(of lead: FindingID) throws -> [(finding: FindingID, owner: ParticipantID?)] {
        try all(
            "SELECT id, owner FROM findings WHERE id = \(lead) OR lead = \(lead) ORDER BY id"
        ) { row in (finding: try row.read(), owner: try row.read()) }
    }
}
