// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Coordination
import Discovery
import Participants
import Prioritization
import Scanning
import Store
import StrictJSON
import TestSupport
import Testing
import Validation

extension Community {
    static func open(_ engine: Engine) async throws -> Community {
        try await open(
            engine,
            schema: [
                AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part,
                DiscoverySchema.part, ValidationSchema.part, PrioritizationSchema.part,
                CoordinationSchema.part,
            ],
            followers: [OverlapIndex.self]
        )
    }

    /// A vulnerability that Alder found.
    func vulnerability() async throws -> VulnerabilityID {
        var generator = SystemRandomNumberGenerator()
        let text = """
            {"package":"pkg:npm/left-pad","title":"Overflow in pad","description":"d",\
            "weakness":"CWE-787","symbol":{"function":"pad"}}
            """
        _ = try await Intake(store: store).accept(
            .finding,
            bytes: Array(text.utf8),
            terms: ReportTerms(),
            viewer: alder,
            receipt: SubmissionReceipt(using: &generator)
        )
        let (now, alder) = (now, alder)
        let found = try await store.read { try $0.findings(viewer: alder, now: now) }
        return try await submit(
            RecordVulnerability(
                viewer: coordinator,
                id: store.newID(VulnerabilityMark.self),
                finding: try #require(found.first?.id),
                draft: VulnerabilityDraft(title: "It overflows", range: "vers:npm/<1.4.2")
            ),
            by: coordinator
        )
    }

    /// The full hour that lies so many hours ahead.
    func hour(_ hours: Int64) -> Instant {
        let hour: Int64 = 3_600_000_000
        return Instant(microseconds: (now.microseconds / hour + hours) * hour)
    }

    /// A case on what Alder found, with silence until so many hours from now.
    func openCase(hours: Int64? = 48) async throws -> CaseID {
        try await openCase(on: try await vulnerability(), hours: hours)
    }

    func openCase(on vulnerability: VulnerabilityID, hours: Int64? = 48) async throws -> CaseID {
        try await submit(
            OpenCase(
                viewer: coordinator,
                id: store.newID(CaseMark.self),
                vulnerability: vulnerability,
                title: "Left-pad writes past its buffer",
                until: hours.map { hour($0) }
            ),
            by: coordinator
        )
    }

    func invite(_ viewer: Viewer, to id: CaseID, as roles: Set<CaseRole>) async throws {
        try await submit(
            InviteMember(
                viewer: coordinator,
                onCase: id,
                participant: try #require(viewer.participant),
                roles: roles
            ),
            by: coordinator
        )
    }

    func answer(
        _ answering: AnswerInvitation.Answering = .consent,
        _ terms: Int = 1,
        on id: CaseID,
        by viewer: Viewer
    ) async throws {
        try await submit(
            AnswerInvitation(viewer: viewer, onCase: id, answering: answering, terms: terms),
            by: viewer
        )
    }

    func propose(hours: Int64, on id: CaseID, by viewer: Viewer) async throws {
        try await submit(
            ProposeEmbargo(viewer: viewer, onCase: id, until: hour(hours)),
            by: viewer
        )
    }

    @discardableResult
    func say(
        _ text: String,
        to circle: MessageCircle = .everybody,
        on id: CaseID,
        by viewer: Viewer
    ) async throws -> MessageID {
        try await submit(
            WriteMessage(viewer: viewer, onCase: id, text: text, circle: circle),
            by: viewer
        )
    }

    func file(_ id: CaseID, for viewer: Viewer) async throws -> CaseFile {
        let now = now
        return try await store.read { try $0.caseFile(id, viewer: viewer, now: now) }
    }

    func roster(_ id: CaseID, for viewer: Viewer) async throws -> CaseRoster {
        let now = now
        return try await store.read { try $0.caseRoster(id, viewer: viewer, now: now) }
    }

    func said(
        _ id: CaseID,
        for viewer: Viewer,
        after: MessageID? = nil,
        limit: Int = 50
    ) async throws -> CaseTalk {
        try await store.caseMessages(id, for: viewer, now: now, after: after, limit: limit)
    }

    /// The texts that a viewer is handed, the newest first.
    func texts(_ id: CaseID, for viewer: Viewer) async throws -> [String] {
        try await said(id, for: viewer).messages.compactMap(\.text)
    }

    /// What a viewer's feed tells of cases.
    func feed(of viewer: Viewer) async throws -> [String] {
        let now = now
        return try await store.read { tables in
            try tables.changes(
                after: Position(next: 0),
                limit: 1_000,
                viewer: viewer,
                now: now
            ).entries.map(\.kind.name).filter { $0.hasPrefix("case.") }
        }
    }

    /// The code of what is refused; nil where nothing is.
    func refused(_ body: () async throws -> Void) async throws -> String? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal.faults.first?.code ?? refusal.code
        }
    }
}
