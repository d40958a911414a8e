// SPDX-License-Identifier: Apache-2.0

package import Access
package import Prioritization
package import Store

/// One participant on a case, as the clearinghouse itself knows it.
package struct CaseMember: Sendable, Hashable {
    package let participant: ParticipantID
    package internal(set) var roles: Set<CaseRole>
    package internal(set) var invited: Instant
    /// When it first consented to be on it.
    package internal(set) var joined: Instant?
    /// When it left.
    package internal(set) var departed: Instant?
    /// Whether it chose to be shown to the others (ORDER C2).
    package internal(set) var isShown: Bool

    /// Whether it is on the case, or invited to be.
    package var isCurrent: Bool { departed == nil }
}

/// A case as the clearinghouse itself knows it; nothing of it is for showing as it is (ORDER C2).
package struct CaseRecord: Sendable {
    package let id: CaseID
    package let vulnerability: VulnerabilityID
    /// The coordinating participant that opened it.
    package let owner: ParticipantID
    /// Whom entries are for: those who may read the messages, or the coordinators only.
    package let talk: ThreadID
    package let desk: ThreadID
    let sealedTitle: [UInt8]
    package let opened: Instant
    package internal(set) var closed: Instant?
    package internal(set) var embargo: EmbargoLifecycle
    /// Everybody who was ever invited.
    package internal(set) var members: [CaseMember]

    /// Whose key seals what is on the case: title, messages, bundles.
    package var scope: SealingScope { SealingScope(id) }

    /// The member that a participant is now.
    package func member(_ participant: ParticipantID?) -> CaseMember? {
        members.first { $0.participant == participant && $0.isCurrent }
    }

    /// Whether a participant may read what the case is about: it joined, and keeps the terms.
    package func isReadable(by participant: ParticipantID?, at now: Instant) -> Bool {
        guard let member = member(participant), member.joined != nil else { return false }
        return embargo.admits(member.participant, at: now)
    }

    /// Everybody who may read what the case is about.
    package func readers(at now: Instant) -> Set<ParticipantID> {
        Set(members.map(\.participant).filter { isReadable(by: $0, at: now) })
    }

    /// What it is called; nil once its key is erased.
    ///
    /// A command needs the case's scope for it.
    package func title(in tables: some Querying) throws -> String? {
        try tables.open(sealedTitle, for: scope).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension Querying {
    /// A case for the clearinghouse's own work, whoever asks; nil where there is none.
    package func caseForSystem(_ id: CaseID) throws -> CaseRecord? {
        try caseRecords("WHERE cases.id = \(id)").first
    }

    /// A case that the viewer may see and do this on; absent and hidden are one refusal.
    package func requireCase(
        _ id: CaseID,
        viewer: Viewer,
        action: Action,
        now: Instant
    ) throws -> CaseRecord {
        try require(viewer, action, on: id, now: now)
        guard let record = try caseForSystem(id) else { throw Refusal.notFound }
        return record
    }

    /// Cases with their members, in the order asked for.
    func caseRecords(_ condition: Statement) throws -> [CaseRecord] {
        let rows = try all(
            """
            SELECT cases.id, cases.vulnerability, cases.owner, cases.talk, cases.desk,
                cases.title, cases.opened, cases.closed, cases.proposals,
                cases.force_number, cases.force_end, cases.force_proposer,
                cases.table_number, cases.table_end, cases.table_proposer,
                cases.ending, cases.ended
            FROM cases \(fragment: condition)
            """
        ) { try CaseRecord(&$0) }
        var members: [CaseID: [MemberRow]] = [:]
        for page in rows.map(\.id).pages(of: 100) {
            for row in try memberRows(of: page) { members[row.onCase, default: []].append(row) }
        }
        return rows.map { $0.with(members[$0.id] ?? []) }
    }

    private func memberRows(of cases: [CaseID]) throws -> [MemberRow] {
        try all(
            """
            SELECT on_case, participant, roles, invited, joined, departed, shown, signed_number,
                signed_end, accepted, declined
            FROM case_members WHERE on_case IN (\(each: cases)) ORDER BY on_case, participant
            """
        ) { try MemberRow(&$0) }
    }
}

/// A row of `case_members`: the member and its answers.
private struct MemberRow {
    let onCase: CaseID
    let member: CaseMember
    let party: EmbargoLifecycle.Party

    init(_ row: inout Row) throws {
        onCase = try row.read()
        member = CaseMember(
            participant: try row.read(),
            roles: try row.read(StoredRoles.self).roles,
            invited: try row.read(),
            joined: try row.read(),
            departed: try row.read(),
            isShown: try row.read()
        )
        var party = EmbargoLifecycle.Party(isCoordinator: member.roles.contains(.coordinator))
        let number: Int? = try row.read()
        let end: Instant? = try row.read()
        if let number, let end { party.signed = .init(number: number, end: end) }
        party.accepted = try row.read()
        party.declined = try row.read()
        self.party = party
    }
}

extension CaseRecord {
    fileprivate init(_ row: inout Row) throws {
        id = try row.read()
        vulnerability = try row.read()
        owner = try row.read()
        talk = try row.read()
        desk = try row.read()
        sealedTitle = try row.read()
        opened = try row.read()
        closed = try row.read()
        members = []
        embargo = EmbargoLifecycle()
        embargo.proposals = try row.read()
        embargo.inForce = try Self.terms(&row)
        embargo.onTable = try Self.terms(&row)
        let ending: EmbargoLifecycle.Ending? = try row.read()
        let ended: Instant? = try row.read()
        if let ending, let ended { embargo.exit = .init(ending: ending, at: ended) }
    }

    private static func terms(_ row: inout Row) throws -> EmbargoLifecycle.Terms? {
        let number: Int? = try row.read()
        let end: Instant? = try row.read()
        let proposer: ParticipantID? = try row.read()
        guard let number, let end, let proposer else { return nil }
        return .init(number: number, end: end, proposer: proposer)
    }

    fileprivate func with(_ rows: [MemberRow]) -> CaseRecord {
        var record = self
        record.members = rows.map(\.member)
        for row in rows where row.member.isCurrent {
            record.embargo.parties[row.member.participant] = row.party
        }
        return record
    }
}
