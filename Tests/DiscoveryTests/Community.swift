// SPDX-License-Identifier: Apache-2.0

import Access
import Discovery
import Participants
import Scanning
import Store
import TestSupport

/// A founded clearinghouse with three laboratories and a coordinator, and short ways to ask it.
struct Community: Sendable {
    let test: TestStore
    let coordinator: Viewer
    let alder: Viewer
    let birch: Viewer
    let cedar: Viewer

    var store: Store { test.store }
    var now: Instant { test.clock.now() }

    static func open(_ engine: TestSupport.Engine) async throws -> Community {
        let test = try await TestStore.open(
            engine,
            schema: [
                AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part,
                DiscoverySchema.part,
            ],
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
            birch: try await laboratory("Birch", by: administrator, test),
            cedar: try await laboratory("Cedar", by: administrator, test)
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

    /// A report that was taken in, and the receipt that its finder keeps.
    struct Sent: Sendable {
        let report: ReportID
        let receipt: SubmissionReceipt
    }

    @discardableResult
    func send(
        _ kind: ReportKind,
        _ text: String,
        terms: ReportTerms = ReportTerms(package: "pkg:generic/imgread@2.1"),
        by viewer: Viewer
    ) async throws -> Sent {
        var generator = SystemRandomNumberGenerator()
        let receipt = SubmissionReceipt(using: &generator)
        let done = try await Intake(store: store).accept(
            kind,
            bytes: Array(text.utf8),
            terms: terms,
            viewer: viewer,
            receipt: receipt
        )
        test.clock.advance(seconds: 60)
        return Sent(report: done.answer, receipt: receipt)
    }

    func refusal(
        _ kind: ReportKind,
        _ text: String,
        terms: ReportTerms = ReportTerms(package: "pkg:generic/imgread@2.1"),
        by viewer: Viewer = .nobody
    ) async throws -> Refusal? {
        do {
            try await send(kind, text, terms: terms, by: viewer)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }

    func submit<Asked: Command>(_ command: Asked, by viewer: Viewer) async throws -> Asked.Answer {
        try await store.submit(command, by: viewer.actor).answer
    }

    func inbox(_ viewer: Viewer) async throws -> [Finding] {
        let now = now
        return try await store.read { try $0.findings(viewer: viewer, now: now) }
    }

    func detail(_ finding: FindingID, for viewer: Viewer) async throws -> FindingDetail {
        let now = now
        return try await store.read { try $0.finding(finding, viewer: viewer, now: now) }
    }

    func notices(_ viewer: Viewer) async throws -> [Notice] {
        let now = now
        return try await store.read { try $0.notices(viewer: viewer, now: now) }
    }

    func submission(_ sent: Sent, for viewer: Viewer) async throws -> Submission {
        let now = now
        return try await store.read {
            try $0.submission(sent.receipt, viewer: viewer, now: now)
        }
    }
}
