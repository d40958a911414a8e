// SPDX-License-Identifier: Apache-2.0

import Access
import Store
import Timestamps

extension Transaction {
    /// Writes an engagement's own row and what changed of its grants and partners; who may see it
    /// follows from whose side is named.
    ///
    /// `scope` seals what is told of it: its own, unless the command has no key of it.
    func save(
        _ record: EngagementRecord,
        was before: EngagementRecord,
        scope: SealingScope? = nil
    ) throws {
        let rules = record.lifecycle
        let window = rules.window
        try run(
            """
            UPDATE engagements SET official = \(rules.official),
                window_opens = \((window?.opens).map { Int($0.dayNumber) }),
                planned_release = \((window?.plannedRelease).map { Int($0.dayNumber) }),
                window_ended = \(window?.ended), terms = \(rules.terms),
                revision = \(record.revision), withdrawn = \(rules.withdrawn)
            WHERE id = \(record.id)
            """
        )
        for grant in rules.grants where !before.lifecycle.grants.contains(grant) {
            try save(grant, on: record.id)
        }
        for partner in rules.partners where !before.lifecycle.partners.contains(partner) {
            try run(
                """
                UPDATE trusted_partners
                SET developer = \(partner.developer), official = \(partner.official)
                WHERE id = \(partner.id)
                """
            )
        }
        let (old, new) = (before.lifecycle.official, rules.official)
        guard old != new else { return }
        if let old { try unshare(record.id, with: old) }
        if let new { try share(ID(record.id), with: new, scope: scope ?? record.scope) }
    }

    private func save(_ grant: AccessGrant, on record: EngagementID) throws {
        try run(
            """
            INSERT INTO access_grants (id, engagement, person, participant, named, given,
                acknowledged, ended)
            VALUES (\(grant.id), \(record), \(grant.person), \(grant.participant), \(grant.named),
                \(grant.given), \(grant.acknowledged), \(grant.ended))
            ON CONFLICT (id) DO UPDATE SET given = excluded.given,
                acknowledged = excluded.acknowledged, ended = excluded.ended
            """
        )
    }
}

// What this stage writes into the journal; bodies are sealed with the engagement's key.
extension EntryKind {
    static let engagementOpened = EntryKind("engagement.opened")
    static let fieldKept = EntryKind("engagement.field-kept")
    static let officialAsked = EntryKind("engagement.official-asked")
    static let windowPlanned = EntryKind("engagement.window-planned")
    static let releasePlanned = EntryKind("engagement.release-planned")
    static let windowEnded = EntryKind("engagement.window-ended")
    static let termsStated = EntryKind("engagement.terms-stated")
    static let personNamed = EntryKind("engagement.person-named")
    static let grantGiven = EntryKind("engagement.grant-given")
    static let grantEnded = EntryKind("engagement.grant-ended")
    static let accessNoted = EntryKind("engagement.access-noted")
    static let designationRecorded = EntryKind("engagement.designation-recorded")
    static let partnerProposed = EntryKind("engagement.partner-proposed")
    static let partnerAnswered = EntryKind("engagement.partner-answered")
    static let assessmentShared = EntryKind("engagement.assessment-shared")
    static let engagementWithdrawn = EntryKind("engagement.withdrawn")
    static let officialLeft = EntryKind("engagement.official-left")
}
