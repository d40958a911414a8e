// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Scanning
import Store
import TestSupport

extension Community {
    static let schema = [AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part]

    static func open(_ engine: Engine) async throws -> Community {
        try await open(engine, schema: schema, followers: [OverlapIndex.self])
    }

    /// A window that begins so many hours from now.
    func window(from hours: Int64 = 0, lasting: Int64 = 24) -> ScanWindow {
        ScanWindow(
            start: now.adding(seconds: hours * 3_600),
            end: now.adding(seconds: (hours + lasting) * 3_600)
        )
    }

    func intent(
        _ scopes: [String],
        _ technique: String = "fuzzing",
        window: ScanWindow? = nil,
        note: String? = nil,
        change: (inout ScanDraft) -> Void = { _ in }
    ) throws -> ScanIntent {
        var draft = ScanDraft(
            scopes: scopes,
            technique: technique,
            tool: "Secretive Fuzzer",
            window: window ?? self.window()
        )
        draft.modelFamily = "hidden-family"
        draft.note = note
        change(&draft)
        return try ScanIntent.checked(draft, now: now)
    }

    @discardableResult
    func declare(
        _ scopes: [String],
        _ technique: String = "fuzzing",
        window: ScanWindow? = nil,
        by viewer: Viewer,
        change: (inout ScanDraft) -> Void = { _ in }
    ) async throws -> Scan {
        let intent = try intent(scopes, technique, window: window, change: change)
        let allowance = try await store.allowance(of: viewer, declaring: intent)
        let declaring = DeclareScan(viewer: viewer, intent: intent, allowance: allowance)
        let done = try await submit(declaring, by: viewer)
        return try await scan(done, for: viewer)
    }

    func scan(_ id: ScanID, for viewer: Viewer) async throws -> Scan {
        let now = now
        return try await store.read { try $0.scan(id, viewer: viewer, now: now) }
    }

    func advice(
        _ scope: String,
        _ technique: String = "fuzzing",
        window: ScanWindow? = nil,
        for viewer: Viewer,
        change: (inout ScanDraft) -> Void = { _ in }
    ) async throws -> ScanAdvice {
        try await plan([scope], technique, window: window, for: viewer, change: change).scopes[0]
    }

    func plan(
        _ scopes: [String],
        _ technique: String = "fuzzing",
        window: ScanWindow? = nil,
        for viewer: Viewer,
        change: (inout ScanDraft) -> Void = { _ in }
    ) async throws -> PlanAdvice {
        var draft = ScanDraft(
            scopes: scopes,
            technique: technique,
            tool: "",
            window: window ?? self.window()
        )
        change(&draft)
        let question = try OverlapQuestion.checked(draft, viewer: viewer, now: now)
        return try await store.planAdvice(question, now: now, atLeast: store.position)
    }

    func question(
        _ scope: String,
        window: ScanWindow? = nil,
        for viewer: Viewer
    ) throws -> OverlapQuestion {
        let draft = ScanDraft(
            scopes: [scope],
            technique: "fuzzing",
            tool: "",
            window: window ?? self.window()
        )
        return try OverlapQuestion.checked(draft, viewer: viewer, now: now)
    }

    /// A scan of what somebody runs, by a document that was stated.
    func declareByDocument(_ scopes: [String], by viewer: Viewer) async throws -> Scan {
        let window = window()
        return try await declare(scopes, "dast", window: window, by: viewer) {
            $0.intensity = "active"
            $0.evidence = ScanEvidence(
                digest: "sha256:" + String(repeating: "0", count: 64),
                contact: "owner@example.org",
                expires: window.end
            )
        }
    }

    func refusal<Asked: Command>(_ command: Asked, by viewer: Viewer) async throws -> Refusal? {
        do {
            try await submit(command, by: viewer)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }
}
