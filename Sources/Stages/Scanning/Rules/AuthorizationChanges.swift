// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// An owner says that one participant may scan a scope, up to an intensity, until a day.
///
/// The participant is named by an id that it has told its owner: whether somebody has that id is
/// not told (ORDER C2).
package struct GiveAuthorization: Command {
    /// Authorizations in force that one owner has given, at most.
    package static let limit = 1_000

    package let viewer: Viewer
    package let participant: ParticipantID
    package let scope: Scope
    package let intensity: Intensity
    package let until: Instant

    /// Checks what was sent; throws one refusal with all faults.
    package init(
        viewer: Viewer,
        participant: String,
        scope: String,
        intensity: String,
        until: Instant,
        now: Instant
    ) throws(Refusal) {
        var faults: [Refusal.Fault] = []
        let named = ParticipantID(participant)
        if named == nil || named == viewer.participant {
            let reason = "It is the id of another participant, which it can tell you."
            faults.note("/participant", "no-participant", reason)
        }
        let parsed = Scope(scope, at: "/scope", &faults)
        let known = Intensity(intensity, &faults)
        if until <= now { faults.note("/until", "past", "It has to end after now.") }
        guard faults.isEmpty, let named, let parsed, let known else {
            throw .invalidAuthorization(faults)
        }
        self.viewer = viewer
        self.participant = named
        self.scope = parsed
        self.intensity = known
        self.until = until
    }

    package func authorize(in transaction: any Transaction) throws {
        try decide(transaction.current(viewer), .giveAuthorization).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> AuthorizationID {
        guard let owner = viewer.participant else { throw Refusal.forbidden }
        let now = transaction.now
        var work = Scope.workLimit
        let held = try transaction.heldControls(of: owner, at: now)
            .filter { $0.scope.contains(scope, work: &work) }
        guard !held.isEmpty else {
            throw Refusal.invalidAuthorization([RuleTerms.outsideControl])
        }
        let last = held.compactMap(\.until).max()
        guard let last, until <= last else {
            throw Refusal.invalidAuthorization([RuleTerms.afterProof(last)])
        }
        let given = try transaction.first(
            """
            SELECT COUNT(*) FROM scan_authorizations
            WHERE owner = \(owner) AND ended IS NULL AND until > \(now)
            """
        ) { try $0.read(Int.self) }
        guard (given ?? 0) < Self.limit else { throw Refusal.tooManyAuthorizations }
        return try write(owner, in: transaction)
    }

    private func write(
        _ owner: ParticipantID,
        in transaction: any Transaction
    ) throws -> AuthorizationID {
        let id = transaction.newID(AuthorizationMark.self)
        try transaction.run(
            """
            INSERT INTO scan_authorizations (id, owner, participant, scope, scope_key, scope_bits,
                intensity, given, until)
            VALUES (\(id), \(owner), \(participant), \(scope.text), \(scope.key.bytes),
                \(scope.key.bits), \(intensity), \(transaction.now), \(until))
            """
        )
        try transaction.mark(
            Marking(
                thing: ID(id),
                kind: .authorization,
                owner: owner,
                tlp: .amberStrict,
                audience: [participant]
            )
        )
        try transaction.append(
            EntryDraft(
                .authorizationGiven,
                subject: id,
                body: [
                    "participant": .string(participant.description), "scope": .string(scope.text),
                    "intensity": .string(intensity.rawValue),
                    "until": .string(until.description),
                ]
            )
        )
        return id
    }
}

/// Takes an authorization back, at any time and without a reason; leases that rest on it stop.
package struct EndAuthorization: Command {
    package let viewer: Viewer
    package let authorization: AuthorizationID

    package init(viewer: Viewer, authorization: AuthorizationID) {
        self.viewer = viewer
        self.authorization = authorization
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(
            viewer,
            .changeAuthorization,
            on: authorization,
            now: transaction.now
        )
    }

    package func perform(in transaction: any Transaction) throws -> AuthorizationID {
        let found = try transaction.authorizationRows(where: "id = \(authorization)", limit: 1)
        guard let given = found.first else { throw Refusal.notFound }
        guard given.ended == nil else { throw Refusal.authorizationEnded }
        try transaction.end(given)
        return authorization
    }
}

extension Transaction {
    /// Ends an authorization, and every planned or running lease that rests on it.
    func end(_ authorization: Authorization) throws {
        let id = authorization.id
        try run("UPDATE scan_authorizations SET ended = \(now) WHERE id = \(id)")
        try append(EntryDraft(.authorizationEnded, subject: id, body: [:]))
        let resting = try scanRows(
            where: """
                participant = \(authorization.participant) AND outcome IS NULL
                AND expires > \(now) AND id IN (
                    SELECT scan FROM scan_scopes WHERE authorized_by = \(id))
                """,
            limit: DeclareScan.openLimit
        )
        for row in resting { try end(row, as: .stopped) }
    }

    /// Ends what rested on a participant's control of scopes that it controls no more: what it
    /// allowed there, and its own scans.
    func endWhatRests(on owner: ParticipantID) throws {
        try endAuthorizations(without: owner)
        let open = try scanRows(
            where: """
                participant = \(owner) AND outcome IS NULL AND expires > \(now) AND EXISTS (
                    SELECT 1 FROM scan_scopes WHERE scan = scans.id AND basis = \(ScanBasis.own))
                """,
            limit: DeclareScan.openLimit
        )
        let held = try heldControls(of: owner, at: now).map(\.scope)
        var work = Scope.workLimit
        for row in open {
            // What is stored was checked before; a kind that is known no more is passed over.
            let own = try all(
                "SELECT scope FROM scan_scopes WHERE scan = \(row.id) AND basis = \(ScanBasis.own)"
            ) { try? Scope(parsing: try $0.read()) }
            let isHeld = own.compactMap(\.self).allSatisfy { scope in
                held.contains { $0.contains(scope, work: &work) }
            }
            if !isHeld { try end(row, as: .stopped) }
        }
    }

    /// Ends what an owner allowed on scopes that it controls no more.
    private func endAuthorizations(without owner: ParticipantID) throws {
        let given = try authorizationRows(
            where: "owner = \(owner) AND ended IS NULL AND until > \(now)",
            limit: GiveAuthorization.limit
        )
        for authorization in given where try !controls(owner, authorization.scope, at: now) {
            try end(authorization)
        }
    }
}

extension EntryKind {
    package static let authorizationGiven = EntryKind("authorization.given")
    package static let authorizationEnded = EntryKind("authorization.ended")
}
