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
        let done = try await submit(DeclareScan(viewer: viewer, intent: intent), by: viewer)
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
        for viewer: Viewer
    ) async throws -> OverlapAdvice {
        let question = try OverlapQuestion.checked(
            scopes: [scope],
            technique: technique,
            window: window ?? self.window(),
            viewer: viewer,
            now: now
        )
        let position = store.position
        let now = now
        let advice = try await store.committed(OverlapIndex.self, atLeast: position) {
            $0.advice(question, now: now)
        }
        return advice[0]
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
