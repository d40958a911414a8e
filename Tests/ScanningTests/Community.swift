// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Scanning
import Store
import TestSupport

/// A founded clearinghouse with two laboratories and a coordinator, and short ways to ask it.
struct Community: Sendable {
    let test: TestStore
    let coordinator: Viewer
    let alder: Viewer
    let birch: Viewer

    var store: Store { test.store }
    var now: Instant { test.clock.now() }

    static let schema = [AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part]

    static func open(_ engine: TestSupport.Engine) async throws -> Community {
        let test = try await TestStore.open(
            engine,
            schema: schema,
            followers: [OverlapIndex.self]
        )
        var generator = SystemRandomNumberGenerator()
        let centre = newID()
        let founded = try await test.store.submit(
            FoundClearinghouse(
                participant: centre,
                name: "Coordination Centre",
                administratorName: "Ada",
                secret: Secret(.token, using: &generator)
            ),
            by: .system
        )
        let administrator = Viewer(
            identity: .person(founded.answer.administrator),
            participant: centre,
            roles: FoundClearinghouse.firstRoles
        )
        return Community(
            test: test,
            coordinator: try await person(of: centre, [.coordinator], by: administrator, test),
            alder: try await laboratory("Alder", by: administrator, test),
            birch: try await laboratory("Birch", by: administrator, test)
        )
    }

    static func newID() -> ParticipantID {
        ParticipantID(high: .random(in: 1...UInt64.max), low: .random(in: 1...UInt64.max))
    }

    private static func laboratory(
        _ name: String,
        by administrator: Viewer,
        _ test: TestStore
    ) async throws -> Viewer {
        let registered = try await test.store.submit(
            RegisterParticipant(
                viewer: administrator,
                id: newID(),
                kind: .aiDeveloper,
                sector: nil,
                name: name
            ),
            by: administrator.actor
        )
        return try await person(of: registered.answer, [.member], by: administrator, test)
    }

    private static func person(
        of participant: ParticipantID,
        _ roles: Set<Role>,
        by administrator: Viewer,
        _ test: TestStore
    ) async throws -> Viewer {
        let added = try await test.store.submit(
            AddPerson(
                viewer: administrator,
                participant: participant,
                name: "Grace",
                email: nil,
                roles: roles
            ),
            by: administrator.actor
        )
        return Viewer(identity: .person(added.answer), participant: participant, roles: roles)
    }

    func close() async { await test.close() }

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
        note: String? = nil
    ) throws -> ScanIntent {
        try ScanIntent.checked(
            scopes: scopes,
            technique: technique,
            tool: "Secretive Fuzzer",
            modelFamily: "hidden-family",
            window: window ?? self.window(),
            note: note,
            now: now
        )
    }

    @discardableResult
    func declare(
        _ scopes: [String],
        _ technique: String = "fuzzing",
        window: ScanWindow? = nil,
        by viewer: Viewer
    ) async throws -> Scan {
        let intent = try intent(scopes, technique, window: window)
        let done = try await submit(DeclareScan(viewer: viewer, intent: intent), by: viewer)
        return try await scan(done, for: viewer)
    }

    @discardableResult
    func submit<Asked: Command>(_ command: Asked, by viewer: Viewer) async throws -> Asked.Answer {
        try await store.submit(command, by: viewer.actor).answer
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
