// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Directives
import Participants
import Store
import TestSupport
import Testing

extension House {
    static func open(_ engine: Engine) async throws -> House {
        try await open(
            engine,
            schema: [AccessSchema.part, ParticipantsSchema.part, DirectivesSchema.part]
        )
    }

    func close() async { await test.close() }

    /// Somebody who acts for a new participant.
    func someone(
        of kind: Participant.Kind = .agency,
        name: String = "Agency",
        _ roles: Set<Role> = [.member]
    ) async throws -> Viewer {
        try await person(of: participant(kind, name: name), roles)
    }

    @discardableResult
    func keep(
        _ duty: String = "eo-14409-2-d",
        status: DutyStatus? = nil,
        reach: Reach? = nil,
        evidence: String? = nil,
        by viewer: Viewer
    ) async throws -> DutyRecordID {
        let name = try #require(DutyName(duty))
        return try await submit(
            KeepDuty(viewer: viewer, duty: name, status: status, reach: reach, evidence: evidence),
            by: viewer
        )
    }

    func duty(_ duty: String = "eo-14409-2-d", for viewer: Viewer) async throws -> DutyFile {
        let (name, now) = (try #require(DutyName(duty)), now)
        return try await store.read { try $0.duty(name, viewer: viewer, now: now) }
    }

    func register(for viewer: Viewer) async throws -> [DutyFile] {
        let now = now
        return try await store.read { try $0.duties(viewer: viewer, now: now) }
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
