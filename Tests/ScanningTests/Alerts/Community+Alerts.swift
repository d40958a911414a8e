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
        let now = transaction.now
        try transaction.run(
            """
            INSERT INTO controls (id, participant, scope, scope_key, scope_bits, method, token,
                claimed, proven, until)
            VALUES (\(transaction.newID(ControlMark.self)), \(participant), \(scope.text),
                \(scope.key.bytes), \(scope.key.bits), 'dns', 't', \(now), \(now),
                \(now.adding(seconds: 400 * 86_400)))
            """
        )
        return Done()
    }
}

/// Lets a scan rest on its owners' words: how they are given is tested elsewhere.
private struct PlantWord: Command {
    let scan: ScanID

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try transaction.run(
            "UPDATE scan_scopes SET basis = \(ScanBasis.authorized) WHERE scan = \(scan)"
        )
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
        if !byDocument { _ = try await store.submit(PlantWord(scan: scan.id), by: .system) }
        return scan
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
