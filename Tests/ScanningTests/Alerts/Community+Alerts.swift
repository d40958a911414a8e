// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Store
import Timestamps

@testable import Scanning

/// Writes a proven control straight into its table: how it is proven is tested elsewhere.
private struct PlantControl: Command {
    let participant: ParticipantID
    let scope: Scope

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try plant(in: transaction)
        return Done()
    }

    func plant(in transaction: any Transaction) throws {
        let now = transaction.now
        try transaction.run(
            """
            INSERT INTO controls (id, participant, scope, scope_key, scope_bits, method, token,
                claimed, proven, until, since)
            VALUES (\(transaction.newID(ControlMark.self)), \(participant), \(scope.text),
                \(scope.key.bytes), \(scope.key.bits), 'dns', 't', \(now), \(now),
                \(now.adding(seconds: 400 * 86_400)), \(now))
            """
        )
    }
}

/// Lets a scan rest on words of those who control its scopes, or of somebody elsewhere: how they
/// are given is tested elsewhere.
private struct PlantWords: Command {
    let scan: Scan

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        let now = transaction.now
        for (place, scope) in scan.intent.scopes.enumerated() {
            let word = transaction.newID(AuthorizationMark.self)
            let owner: ParticipantID
            let known = try transaction.controlRows(
                where: "\(fragment: ScopeColumns().contain(scope)) AND until > \(now)",
                limit: 1
            )
            if let holder = known.first?.participant {
                owner = holder
            } else {
                owner = transaction.newID(ParticipantMark.self)
                try PlantControl(participant: owner, scope: scope).plant(in: transaction)
            }
            try transaction.run(
                """
                INSERT INTO scan_authorizations (id, owner, participant, scope, scope_key,
                    scope_bits, intensity, given, until)
                VALUES (\(word), \(owner), \(scan.participant), \(scope.text), \(scope.key.bytes),
                    \(scope.key.bits), \(Intensity.active), \(now), \(scan.intent.window.end))
                """
            )
            try transaction.run(
                """
                UPDATE scan_scopes SET basis = \(ScanBasis.authorized), authorized_by = \(word)
                WHERE scan = \(scan.id) AND place = \(place)
                """
            )
        }
        return Done()
    }
}

/// Writes leases elsewhere straight into their tables, each of another participant.
private struct PlantStrangers: Command {
    let sources: [String]
    let window: ScanWindow

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        let now = transaction.now
        for (place, source) in sources.enumerated() {
            let scan = transaction.newID(ScanMark.self)
            try transaction.run(
                """
                INSERT INTO scans (id, participant, technique, tool, starts, ends, fence, declared,
                    renewed, expires)
                VALUES (\(scan), \(transaction.newID(ParticipantMark.self)), 'fuzzing', 'stranger',
                    \(window.start), \(window.end), \(place), \(now), \(now), \(window.end))
                """
            )
            try transaction.run(
                """
                INSERT INTO scan_sources (scan, place, source)
                VALUES (\(scan), 0, \(source + "/32"))
                """
            )
        }
        return Done()
    }
}

extension Community {
    /// Lets a viewer's participant control a scope.
    func control(_ scope: String, by viewer: Viewer) async throws {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        let plant = PlantControl(participant: participant, scope: try Scope(parsing: scope))
        _ = try await store.submit(plant, by: .system)
    }

    /// Declares a scan of somebody's network or name, by its owner's word, or a document alone.
    @discardableResult
    func scanOthers(
        _ scopes: [String],
        from sources: [String],
        window: ScanWindow? = nil,
        byDocument: Bool = false,
        by viewer: Viewer
    ) async throws -> Scan {
        let window = window ?? self.window()
        let scan = try await declare(scopes, "network-scan", window: window, by: viewer) { draft in
            draft.intensity = "active"
            draft.sources = sources
            draft.evidence = ScanEvidence(
                digest: "sha256:" + String(repeating: "ab", count: 32),
                contact: "owner@example.org",
                expires: window.end.adding(seconds: 86_400)
            )
        }
        if !byDocument { _ = try await store.submit(PlantWords(scan: scan), by: .system) }
        return scan
    }

    /// For each address somebody else who declared it as a source, for something elsewhere.
    func strangers(from sources: [String], days: Int64 = 7) async throws {
        let window = window(lasting: days * 24)
        _ = try await store.submit(PlantStrangers(sources: sources, window: window), by: .system)
    }

    /// Answers questions as those of a log are: judged, then counted, then told.
    func check(_ questions: [AlertQuestion], by viewer: Viewer) async throws -> [AlertReason?] {
        guard let participant = viewer.participant, let span = Self.span(of: questions) else {
            return []
        }
        let now = now
        let judged = try await store.read { tables in
            var lookup = AlertLookup(tables, for: participant, span: span, now: now)
            return try questions.map { question -> AlertJudgement? in
                try lookup.isControlled(question.target) ? lookup.judge(question) : nil
            }
        }
        let tally = AlertTally(judged)
        let allowance = try await submit(TallyAlerts(viewer: viewer, tally: tally), by: viewer)
        return tally.told(allowance).map { $0?.reason }
    }

    private static func span(of questions: [AlertQuestion]) -> ClosedRange<Instant>? {
        let moments = questions.map(\.moment)
        guard let first = moments.min(), let last = moments.max() else { return nil }
        return first...last
    }

    func question(
        _ source: String,
        _ target: String,
        port: UInt16? = nil,
        at moment: Instant? = nil,
        token: String? = nil
    ) throws -> AlertQuestion {
        var faults: [Refusal.Fault] = []
        let draft = AlertQuestion.Draft(
            source: source,
            target: target,
            port: port,
            moment: moment ?? now,
            token: token
        )
        guard let question = AlertQuestion(draft, now: now, faults: &faults) else {
            throw Refusal.invalidAlert(faults)
        }
        return question
    }

    /// Asks, with a token that was verified before.
    @discardableResult
    func ask(
        _ question: AlertQuestion,
        token: ProbeToken? = nil,
        note: String? = nil,
        isNamed: Bool = false,
        by viewer: Viewer
    ) async throws -> Alert {
        let asking = AskAlert(
            viewer: viewer,
            question: question,
            token: token,
            note: note,
            isNamed: isNamed
        )
        return try await alert(try await submit(asking, by: viewer), for: viewer)
    }

    func alert(_ id: AlertID, for viewer: Viewer) async throws -> Alert {
        let now = now
        return try await store.read { try $0.alert(id, viewer: viewer, now: now) }
    }

    func alerts(for viewer: Viewer) async throws -> [Alert] {
        let now = now
        return try await store.read { try $0.alerts(viewer: viewer, now: now) }
    }
}
