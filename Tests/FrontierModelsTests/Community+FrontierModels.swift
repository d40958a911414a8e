// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import FrontierModels
import Participants
import Store
import StrictJSON
import TestSupport
import Testing
import Timestamps

/// A developer, an agency and others, on a new database.
struct Laboratory {
    let all: Community
    /// Alder's member: the developer.
    var developer: Viewer { all.alder }
    /// Somebody of the agency, and a colleague.
    let official: Viewer
    let colleague: Viewer
    /// A steward of Alder and one of the agency, who may leave with all of it.
    let steward: Viewer
    let officialSteward: Viewer

    static func open(_ engine: Engine) async throws -> Laboratory {
        let all = try await Community.open(
            engine,
            schema: [AccessSchema.part, ParticipantsSchema.part, FrontierModelsSchema.part],
            followers: []
        )
        let agency = try await all.house.participant(.agency, name: "Agency")
        let alder = try #require(all.alder.participant)
        return Laboratory(
            all: all,
            official: try await all.house.person(of: agency, [.member], name: "Olive"),
            colleague: try await all.house.person(of: agency, [.member], name: "Oscar"),
            steward: try await all.house.person(of: alder, [.steward]),
            officialSteward: try await all.house.person(of: agency, [.steward])
        )
    }

    var store: Store { all.store }
    var agency: ParticipantID {
        get throws { try #require(official.participant) }
    }

    func close() async { await all.close() }

    @discardableResult
    func submit<Asked: Command>(_ command: Asked, by viewer: Viewer) async throws -> Asked.Answer {
        try await all.submit(command, by: viewer)
    }

    /// The code of what is refused; nil where nothing is.
    func refused<Asked: Command>(_ command: Asked, by viewer: Viewer) async throws -> String? {
        do {
            try await submit(command, by: viewer)
            return nil
        } catch let refusal as Refusal {
            return refusal.faults.first?.code ?? refusal.code
        }
    }

    /// An engagement of the developer, shared with the agency or not.
    func engagement(
        _ codename: String = "Blue Heron",
        shared: Bool = true
    ) async throws
        -> EngagementID
    {
        let id = try await submit(
            OpenEngagement(
                viewer: developer,
                id: store.newID(EngagementMark.self),
                codename: codename
            ),
            by: developer
        )
        if shared {
            try await submit(
                AskOfficial(viewer: developer, engagement: id, participant: try agency),
                by: developer
            )
        }
        return id
    }

    /// The day so many days from today.
    func day(_ days: Int) throws -> CalendarDate {
        let today = try #require(Timestamp(microseconds: all.now.microseconds).date)
        return try #require(today.adding(days: days))
    }

    /// A window that opens today, with a plan so many days ahead.
    func openWindow(_ id: EngagementID, days: Int = 30) async throws {
        try await submit(
            OpenWindow(
                viewer: developer,
                engagement: id,
                opens: try day(0),
                plannedRelease: try day(days)
            ),
            by: developer
        )
    }

    /// An open window with terms, and the official's grant, acknowledged.
    func granted() async throws -> (id: EngagementID, grant: GrantID) {
        let id = try await engagement()
        try await openWindow(id)
        try await submit(
            StateTerms(viewer: developer, engagement: id, text: "Keep it to yourselves."),
            by: developer
        )
        try await submit(NamePerson(viewer: official, engagement: id, person: nil), by: official)
        let grant = try #require(try await file(id, for: developer).grants.first?.id)
        try await submit(
            GiveGrant(viewer: developer, engagement: id, grant: grant),
            by: developer
        )
        try await submit(
            AcknowledgeTerms(viewer: official, engagement: id, version: 1),
            by: official
        )
        return (id, grant)
    }

    func file(_ id: EngagementID, for viewer: Viewer) async throws -> EngagementFile {
        try await store.engagement(id, for: viewer, now: all.now)
    }

    func log(_ id: EngagementID, for viewer: Viewer) async throws -> [AccessLine] {
        let now = all.now
        return try await store.read { try $0.accessLog(of: id, viewer: viewer, now: now) }
    }

    func list(for viewer: Viewer) async throws -> [EngagementLine] {
        let now = all.now
        return try await store.read { try $0.engagements(viewer: viewer, now: now) }
    }

    /// What a viewer's feed tells of engagements, and whether any of it can be read.
    func feed(of viewer: Viewer) async throws -> (kinds: [String], bodies: Int) {
        let now = all.now
        return try await store.read { tables in
            let entries = try tables.changes(
                after: Position(next: 0),
                limit: 1_000,
                viewer: viewer,
                now: now
            ).entries.filter { $0.kind.name.hasPrefix("engagement.") }
            return (entries.map(\.kind.name), entries.count { $0.body != nil })
        }
    }

    /// A determination that the official would record.
    func designation(
        on id: EngagementID,
        _ name: String = "Director of NSA",
        _ reference: String = "NSA-2026-0113",
        days: Int = 0,
        consulted: [String] = ["CAISI", "CISA"]
    ) throws -> RecordDesignation {
        RecordDesignation(
            viewer: official,
            engagement: id,
            outcome: .covered,
            official: name,
            decided: try day(days),
            consulted: consulted,
            reference: reference
        )
    }

    /// What others would change of an engagement if they could.
    func attempts(
        of viewer: Viewer,
        on id: EngagementID,
        _ grant: GrantID
    ) throws
        -> [any EngagementChange]
    {
        [
            OpenWindow(
                viewer: viewer,
                engagement: id,
                opens: try day(3),
                plannedRelease: try day(20)
            ),
            PlanRelease(viewer: viewer, engagement: id, plannedRelease: try day(90)),
            EndWindow(viewer: viewer, engagement: id),
            StateTerms(viewer: viewer, engagement: id, text: "Mine"),
            GiveGrant(viewer: viewer, engagement: id, grant: grant),
            KeepField(viewer: viewer, engagement: id, field: .model, text: "x", isShared: true),
            AskOfficial(viewer: viewer, engagement: id, participant: try agency),
            EndGrant(viewer: viewer, engagement: id, grant: grant),
            NamePerson(viewer: viewer, engagement: id, person: nil),
            WithdrawFromEngagement(viewer: viewer, engagement: id),
        ]
    }

    /// The official's side says its word on a proposed party.
    func answer(
        _ partner: PartnerID,
        on id: EngagementID,
        _ concurs: Bool,
        _ reason: String
    ) async throws {
        let word = AnswerPartner(
            viewer: official,
            engagement: id,
            partner: partner,
            concurs: concurs,
            reason: reason
        )
        try await submit(word, by: official)
    }
}
