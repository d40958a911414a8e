// SPDX-License-Identifier: Apache-2.0

package import Access
import Discovery
import Participants
package import Prioritization
package import Store
import StrictJSON

/// Opens the coordination around a vulnerability; its finders are invited by that.
///
/// An end that is given is the coordinator's own terms, in force for whoever consents to them.
package struct OpenCase: Command {
    /// The longest title, in UTF-8 bytes: a line.
    package static let titleBytes = 200

    package let viewer: Viewer
    /// Made by the caller: its sealing key is prepared before the batch.
    package let id: CaseID
    package let vulnerability: VulnerabilityID
    package let title: String
    /// Until when to keep silent, if that is proposed at once.
    package let until: Instant?

    package init(
        viewer: Viewer,
        id: CaseID,
        vulnerability: VulnerabilityID,
        title: String,
        until: Instant? = nil
    ) {
        self.viewer = viewer
        self.id = id
        self.vulnerability = vulnerability
        self.title = title
        self.until = until
    }

    package var scopes: [SealingScope] { [SealingScope(id)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .openCase, on: vulnerability, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> CaseID {
        guard let owner = viewer.participant else { throw Refusal.forbidden }
        var faults: [Refusal.Fault] = []
        TextCheck(place: "/title", maximumBytes: Self.titleBytes, required: true)
            .check(title, &faults)
        guard faults.isEmpty else { throw Refusal.invalidCase(faults) }
        let there = try transaction.first(
            "SELECT 1 FROM cases WHERE vulnerability = \(vulnerability) AND closed IS NULL"
        ) { try $0.read(Int.self) }
        guard there == nil else { throw Refusal.caseThere }
        try insert(owner: owner, in: transaction)
        guard let before = try transaction.caseForSystem(id) else { throw Refusal.notFound }
        var record = before
        record.add(owner, [.coordinator], now: transaction.now)
        record.join(owner, now: transaction.now)
        for finder in try transaction.finders(of: vulnerability).sorted() {
            record.add(finder, [.finder], now: transaction.now)
            try transaction.note(.memberInvited, of: finder, on: record)
        }
        let effects =
            try until.map { try record.embargo.propose(end: $0, by: owner, now: transaction.now) }
        try transaction.append(
            EntryDraft(.caseOpened, subject: id, body: body, scope: SealingScope(id))
        )
        try transaction.save(record, was: before)
        try transaction.announce(effects ?? [], of: record)
        return id
    }

    private var body: JSONValue { ["vulnerability": .string(vulnerability.description)] }

    /// The row, and the labels of the case and of its two circles.
    private func insert(owner: ParticipantID, in transaction: any Transaction) throws {
        let (talk, desk) = (
            transaction.newID(ThreadMark.self), transaction.newID(ThreadMark.self)
        )
        let title = try transaction.seal(Array(title.utf8), for: SealingScope(id))
        try transaction.run(
            """
            INSERT INTO cases (id, vulnerability, owner, talk, desk, title, opened, proposals)
            VALUES (\(id), \(vulnerability), \(owner), \(talk), \(desk), \(title),
                \(transaction.now), 0)
            """
        )
        let things: [(ID<AnyThing>, ThingKind)] = [
            (ID(id), .case), (ID(talk), .message), (ID(desk), .message),
        ]
        for (thing, kind) in things {
            try transaction.mark(
                Marking(thing: thing, kind: kind, owner: owner, tlp: .amberStrict)
            )
        }
    }
}

extension CaseRecord {
    /// Puts a participant on the case, invited; one that is on it already gets the roles as well.
    mutating func add(_ participant: ParticipantID, _ roles: Set<CaseRole>, now: Instant) {
        let place = members.firstIndex { $0.participant == participant }
        var member =
            place.map { members[$0] }
            ?? CaseMember(participant: participant, roles: [], invited: now, isShown: false)
        if !member.isCurrent {
            member = CaseMember(participant: participant, roles: [], invited: now, isShown: false)
        }
        member.roles.formUnion(roles)
        if let place { members[place] = member } else { members.append(member) }
        embargo.invite(participant, isCoordinator: member.roles.contains(.coordinator))
    }

    /// Notes that a participant has taken its place on the case.
    mutating func join(_ participant: ParticipantID, now: Instant) {
        guard let place = members.firstIndex(where: { $0.participant == participant }),
            members[place].joined == nil
        else { return }
        members[place].joined = now
    }
}

extension Querying {
    /// Whoever found what the vulnerability was recorded from.
    fileprivate func finders(of vulnerability: VulnerabilityID) throws -> Set<ParticipantID> {
        try findingsForSystem(of: vulnerability).reduce(into: []) { found, finding in
            found.formUnion(try finders(of: finding))
        }
    }
}
