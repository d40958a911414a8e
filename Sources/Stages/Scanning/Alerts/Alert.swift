// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// An alert as one of its two sides sees it: who asked, or whose scan it may have been.
package struct Alert: Hashable, Sendable {
    /// Somebody to whom it was relayed.
    package struct Relay: Hashable, Sendable {
        /// The scan's handle: told to its own participant, and to the owner of its target.
        package let scan: ScanID?
        package let isOwn: Bool
        /// Whether the scan is on the target; alerts of before went to whom only the source led to.
        package let isOnTarget: Bool
        /// Whether its lease was in force at that moment.
        package let isInForce: Bool
        package let answer: AlertAnswer?
        /// Nil where nothing was said, or its key is erased.
        package let words: String?
        package let answered: Instant?
    }

    package let id: AlertID
    /// Whether the viewer's participant asked.
    package let isOwn: Bool
    /// Who asked, for themselves and where they want it to be told.
    package let asker: String?
    package let source: String
    package let target: String
    /// When it was seen.
    package let moment: Instant
    package let verdict: AlertVerdict
    /// Why, for who asked: of others' scans nobody else learns by it.
    package let reason: AlertReason?
    /// Why the token that was sent proves nothing, for who asked.
    package let tokenFault: String?
    /// Nil where there is none, or its key is erased.
    package let note: String?
    package let asked: Instant
    /// To whom it was relayed: all for who asked, oneself for everybody else.
    package let relays: [Relay]

    /// What the viewer's own participant may still answer.
    package var isOpen: Bool { relays.contains { $0.isOwn && $0.answered == nil } }
}

extension Alert.Relay {
    /// Seconds from the question to the answer.
    package func responseSeconds(since asked: Instant) -> Int64? {
        answered.map { max(0, $0.wholeSeconds - asked.wholeSeconds) }
    }
}

extension Querying {
    /// One alert of either side; absent and hidden are one refusal.
    package func alert(_ id: AlertID, viewer: Viewer, now: Instant) throws -> Alert {
        try one(.alert, id, in: "alerts", to: viewer, now: now) {
            try alerts(alertRows(where: $0, limit: 1), for: viewer.participant, now: now)
        }
    }

    /// Alerts of both sides, newest first; `after` is the last id of the page before.
    package func alerts(
        viewer: Viewer,
        now: Instant,
        after: AlertID? = nil,
        limit: Int = 50
    ) throws -> [Alert] {
        guard let participant = viewer.participant else { return [] }
        let bounded = bounded(limit)
        let asked: Statement = after.map { "AND id < \($0)" } ?? ""
        let relayed: Statement = after.map { "AND alert < \($0)" } ?? ""
        let visible = VisibilityRule.visible(.alert, column: "alerts.id", to: viewer, now: now)
        // Each side goes along its own index, however much others ask.
        let rows = try alertRows(
            where: """
                alerts.id IN (
                    SELECT own.id FROM (SELECT id FROM alerts
                        WHERE asker = \(participant) \(fragment: asked)
                        ORDER BY id DESC LIMIT \(bounded)) own
                    UNION SELECT told.alert FROM (SELECT alert FROM alert_relays
                        WHERE participant = \(participant) \(fragment: relayed)
                        ORDER BY alert DESC LIMIT \(bounded)) told)
                AND \(fragment: visible)
                """,
            limit: bounded
        )
        return try alerts(rows, for: viewer.participant, now: now)
    }

    /// How many alerts wait for the viewer's own participant, counted up to a bound.
    package func openAlerts(of viewer: Viewer, now: Instant, upTo limit: Int) throws -> Int {
        guard let participant = viewer.participant else { return 0 }
        let visible = VisibilityRule.visible(
            .alert,
            column: "alert_relays.alert",
            to: viewer,
            now: now
        )
        return try all(
            """
            SELECT 1 FROM alert_relays
            WHERE participant = \(participant) AND answered IS NULL AND \(fragment: visible)
            LIMIT \(limit)
            """
        ) { try $0.read(Int.self) }.count
    }

    /// All alerts of a participant, on either side, for its export.
    func allAlerts(of participant: ParticipantID, now: Instant) throws -> [Alert] {
        let rows = try alertRows(
            where: """
                (alerts.asker = \(participant) OR alerts.id IN (
                    SELECT alert FROM alert_relays WHERE participant = \(participant)))
                """,
            limit: .max
        )
        return try alerts(rows, for: participant, now: now)
    }

    private func alertRows(where condition: Statement, limit: Int) throws -> [AlertRow] {
        try all(
            """
            SELECT id, asker, named, source, target, seen, reason, token_fault, note, asked
            FROM alerts WHERE \(fragment: condition) ORDER BY id DESC LIMIT \(limit)
            """
        ) { try AlertRow(&$0) }
    }

    private func alerts(
        _ rows: [AlertRow],
        for participant: ParticipantID?,
        now: Instant
    ) throws -> [Alert] {
        var relays: [AlertID: [RelayRow]] = [:]
        for ids in rows.map(\.id).pages(of: ScanRow.idsPerStatement) {
            let found = try all(
                """
                SELECT alert, participant, scan, on_target, in_force, answer, words, answered
                FROM alert_relays WHERE alert IN (\(each: ids)) ORDER BY alert, place
                """
            ) { try RelayRow(&$0) }
            for row in found { relays[row.alert, default: []].append(row) }
        }
        return try rows.map { row in
            try alert(row, relays[row.id] ?? [], for: participant, now: now)
        }
    }

    private func alert(
        _ row: AlertRow,
        _ relays: [RelayRow],
        for participant: ParticipantID?,
        now: Instant
    ) throws -> Alert {
        let isOwn = row.asker == participant
        // To whom else it went is for who asked alone.
        let shown = relays.filter { isOwn || $0.participant == participant }
        let isTold = isOwn || row.isNamed
        return Alert(
            id: row.id,
            isOwn: isOwn,
            asker: isTold ? try self.participant(row.asker, viewer: .system, now: now)?.name : nil,
            source: row.source,
            target: row.target,
            moment: row.seen,
            verdict: row.reason.verdict,
            reason: isOwn ? row.reason : nil,
            tokenFault: isOwn ? row.tokenFault : nil,
            note: try openWords(row.note, for: Participant.scope(of: row.asker)),
            asked: row.asked,
            relays: try shown.map { try relay($0, for: participant) }
        )
    }

    private func relay(_ row: RelayRow, for participant: ParticipantID?) throws -> Alert.Relay {
        let isOwn = row.participant == participant
        return Alert.Relay(
            scan: isOwn || row.isOnTarget ? row.scan : nil,
            isOwn: isOwn,
            isOnTarget: row.isOnTarget,
            isInForce: row.isInForce,
            answer: row.answer,
            words: try openWords(row.words, for: Participant.scope(of: row.participant)),
            answered: row.answered
        )
    }
}

/// A row of `alerts`.
private struct AlertRow {
    let id: AlertID
    let asker: ParticipantID
    let isNamed: Bool
    let source: String
    let target: String
    let seen: Instant
    let reason: AlertReason
    let tokenFault: String?
    let note: [UInt8]?
    let asked: Instant

    init(_ row: inout Row) throws {
        id = try row.read()
        asker = try row.read()
        isNamed = try row.read()
        source = try row.read()
        target = try row.read()
        seen = try row.read()
        reason = try row.read()
        tokenFault = try row.read()
        note = try row.read()
        asked = try row.read()
    }
}

/// A row of `alert_relays`.
private struct RelayRow {
    let alert: AlertID
    let participant: ParticipantID
    let scan: ScanID
    let isOnTarget: Bool
    let isInForce: Bool
    let answer: AlertAnswer?
    let words: [UInt8]?
    let answered: Instant?

    init(_ row: inout Row) throws {
        alert = try row.read()
        participant = try row.read()
        scan = try row.read()
        isOnTarget = try row.read()
        isInForce = try row.read()
        answer = try row.read()
        words = try row.read()
        answered = try row.read()
    }
}
