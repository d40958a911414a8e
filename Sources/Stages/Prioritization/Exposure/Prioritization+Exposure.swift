// SPDX-License-Identifier: Apache-2.0

package import Access
import PackageURLs
import Participants
package import Store

extension Querying {
    /// Vulnerabilities that one exposure holds at most: more is a matter for the lists.
    package static var exposuresAtMost: Int { 1_000 }

    /// What affects a participant, as far as it may know: each with its deadline, the first due
    /// first, and what it has dealt with last.
    ///
    /// Its own people and agents ask; for everybody else there is nothing (ORDER C6). A
    /// vulnerability shows once the participant was let in on it, or everybody was.
    package func exposure(
        of participant: ParticipantID,
        viewer: Viewer,
        now: Instant
    ) throws -> [Exposure] {
        try decide(viewer, .readInventory).hiding()
        guard viewer.participant == participant else { throw Refusal.notFound }
        let visible = VisibilityRule.visible(
            .vulnerability,
            column: "vulnerabilities.id",
            to: viewer,
            now: now
        )
        let rows = try vulnerabilityRows(
            """
            WHERE vulnerabilities.package IN (
                SELECT package FROM inventory_items WHERE participant = \(participant))
                AND \(fragment: visible)
            ORDER BY vulnerabilities.band, vulnerabilities.timeline, vulnerabilities.score DESC,
                vulnerabilities.id
            LIMIT \(Self.exposuresAtMost)
            """
        )
        let lines = try lines(of: participant, running: Set(rows.map(\.package)))
        let affected = rows.compactMap { row -> (VulnerabilityRow, [RunningLine])? in
            let range = row.range
            let hit = (lines[row.package] ?? []).filter {
                PackageVersions.holds(range, $0.version)
            }
            return hit.isEmpty ? nil : (row, hit)
        }
        return try exposures(affected, of: participant, viewer: viewer, now: now)
    }

    private func exposures(
        _ affected: [(VulnerabilityRow, [RunningLine])],
        of participant: ParticipantID,
        viewer: Viewer,
        now: Instant
    ) throws -> [Exposure] {
        let ids = affected.map(\.0.id)
        let told = try vulnerabilities(affected.map(\.0), for: viewer, now: now)
        let history = try deadlineHistory(of: ids)
        let dealings = try dealings(of: participant, with: ids)
        let kind = try self.participant(participant, viewer: .system, now: now)?.kind
        let force = Deadline.Force(on: kind)
        let found = zip(told, affected).map { vulnerability, hit in
            let dealing = dealings[vulnerability.id]
            let rule = DeadlineRule(history: history[vulnerability.id] ?? [], force: force)
            // Publishing tells everybody; whoever was told before counts from then.
            let base = [dealing?.told, vulnerability.publishedAt].compactMap(\.self).min()
            return Exposure(
                vulnerability,
                hit.1.map(\.item),
                rule,
                from: base ?? vulnerability.recordedAt,
                settled: dealing?.settled
            )
        }
        return found.sorted { $0.isBefore($1) }
    }

    /// The participant's own lines of these packages, by package.
    private func lines(
        of participant: ParticipantID,
        running packages: Set<String>
    ) throws -> [String: [RunningLine]] {
        guard !packages.isEmpty else { return [:] }
        var found: [String: [RunningLine]] = [:]
        for page in packages.sorted().pages(of: 500) {
            let items = try inventoryItems(
                """
                WHERE inventory_items.participant = \(participant)
                    AND inventory_items.package IN (\(each: page))
                ORDER BY inventory_items.id
                """
            )
            for item in items {
                guard let purl = try? PackageURL(parsing: item.purl) else { continue }
                found[purl.package.description, default: []].append(
                    RunningLine(item: item, version: purl.version ?? "")
                )
            }
        }
        return found
    }

    private func dealings(
        of participant: ParticipantID,
        with ids: [VulnerabilityID]
    ) throws -> [VulnerabilityID: Dealing] {
        guard !ids.isEmpty else { return [:] }
        let rows = try all(
            """
            SELECT vulnerability, told, outcome, settled FROM vulnerability_dealings
            WHERE participant = \(participant) AND vulnerability IN (\(each: ids))
            """
        ) { row in
            let id: VulnerabilityID = try row.read()
            let told: Instant = try row.read()
            let outcome: DealingOutcome? = try row.read()
            let at: Instant? = try row.read()
            let settled = outcome.flatMap { outcome in
                at.map { Exposure.Settled(outcome: outcome, at: $0) }
            }
            return (id, Dealing(told: told, settled: settled))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

/// One line with the version that its package URL names.
private struct RunningLine {
    let item: InventoryItem
    let version: String
}

/// When a participant was let in, and how it dealt with it.
private struct Dealing {
    let told: Instant
    let settled: Exposure.Settled?
}

extension Exposure {
    fileprivate init(
        _ vulnerability: Vulnerability,
        _ items: [InventoryItem],
        _ rule: DeadlineRule,
        from base: Instant,
        settled: Settled?
    ) {
        let assets = items.map { item in
            Asset(
                item: item,
                deadline: rule.deadline(
                    isExposed: item.reach.isExposed,
                    from: max(base, item.addedAt)
                )
            )
        }.sorted { $0.deadline.isBefore($1.deadline) }
        self.vulnerability = vulnerability
        self.assets = assets
        deadline = assets.first?.deadline ?? rule.deadline(isExposed: nil, from: base)
        self.settled = settled
    }

    /// Open before settled, the first due first, then as the queue ranks them.
    fileprivate func isBefore(_ other: Exposure) -> Bool {
        if (settled == nil) != (other.settled == nil) { return settled == nil }
        if deadline.isBefore(other.deadline) { return true }
        if other.deadline.isBefore(deadline) { return false }
        let rank = vulnerability.standing.rank
        let theirs = other.vulnerability.standing.rank
        return (rank.band.place, -rank.score, vulnerability.id)
            < (theirs.band.place, -theirs.score, other.vulnerability.id)
    }
}

extension Deadline {
    /// The earlier last day first, then the shorter term; what has no day stands last.
    fileprivate func isBefore(_ other: Deadline) -> Bool {
        switch (due, other.due) {
        case (let due?, let theirs?) where due != theirs: due < theirs
        case (.some, nil): true
        case (nil, .some): false
        default: timeline.place < other.timeline.place
        }
    }
}
