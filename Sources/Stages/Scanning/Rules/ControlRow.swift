// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

extension Control {
    /// The columns in the order in which they are read.
    static let columns: Statement = """
        controls.id, controls.participant, controls.scope, controls.method, controls.token, \
        controls.claimed, controls.checked, controls.fault, controls.proven, controls.until, \
        controls.reason, controls.ended, controls.since, \
        controls.taken_back
        """

    init(_ row: inout Row, in tables: any Querying) throws {
        id = try row.read()
        participant = try row.read()
        scope = try Scope(parsing: try row.read(String.self))
        method = try row.read()
        token = try row.read()
        claimed = try row.read()
        checked = try row.read()
        fault = try row.read()
        proven = try row.read()
        until = try row.read()
        reason = try tables.openWords(try row.read())
        ended = try row.read()
        since = try row.read()
        isTakenBack = try row.read()
    }
}

extension Querying {
    /// One control that the viewer may see; absent and hidden are one refusal.
    package func control(_ id: ControlID, viewer: Viewer, now: Instant) throws -> Control {
        let found = try one(.control, id, in: "controls", to: viewer, now: now) {
            try controlRows(where: $0, limit: 1)
        }
        return try named(found, for: viewer, now: now)
    }

    /// A control of somebody else that waits for a coordinator's word, with who claims it.
    private func named(_ control: Control, for viewer: Viewer, now: Instant) throws -> Control {
        guard control.method == .coordinator, control.participant != viewer.participant,
            viewer.roles.contains(.coordinator)
        else { return control }
        var named = control
        named.claimant = try participant(control.participant, viewer: .system, now: now)?.name
        return named
    }

    /// The controls that the viewer may see, newest first; `after` is the last id of the page
    /// before.
    package func controls(
        viewer: Viewer,
        now: Instant,
        after: ControlID? = nil,
        limit: Int = 50
    ) throws -> [Control] {
        try newest(
            .control,
            in: "controls",
            to: viewer,
            now: now,
            after: after,
            limit: limit,
            controlRows(where:limit:)
        ).map { try named($0, for: viewer, now: now) }
    }

    /// How many claims of others wait for a coordinator's word, the first or a new one; as many as
    /// the limit at most.
    package func claimsForWord(of viewer: Viewer, now: Instant, limit: Int) throws -> Int {
        guard decide(viewer, .vouchControl).isAllowed, let own = viewer.participant else {
            return 0
        }
        return try controlRows(
            where: """
                method = \(ControlMethod.coordinator) AND ended IS NULL
                AND (until IS NULL OR until <= \(now)) AND participant <> \(own)
                """,
            limit: limit
        ).count
    }

    /// What a participant holds at that moment, whoever asks; the newest first.
    func heldControls(of participant: ParticipantID, at now: Instant) throws -> [Control] {
        try controlRows(
            where: "participant = \(participant) AND ended IS NULL AND until > \(now)",
            limit: Control.limit
        )
    }

    /// Rows, newest first, whoever asks.
    func controlRows(where condition: Statement, limit: Int) throws -> [Control] {
        try all(
            """
            SELECT \(fragment: Control.columns) FROM controls WHERE \(fragment: condition)
            ORDER BY id DESC LIMIT \(limit)
            """
        ) { try Control(&$0, in: self) }
    }
}

extension Transaction {
    /// A control that a command changes, after it was authorized.
    func held(_ control: ControlID) throws -> Control {
        guard let found = try controlRows(where: "id = \(control)", limit: 1).first else {
            throw Refusal.notFound
        }
        return found
    }

    /// Changes a control, and sees to what follows where that proves it; answers what it is now.
    func change(
        _ held: Control,
        _ change: (inout Control) throws -> Void
    ) throws -> Control {
        var control = held
        let earlier = try heldSince(held.scope, by: held.participant, at: now)
        try change(&control)
        let isProven = control.proven != held.proven
        if isProven { control.joins(earlier) }
        try save(control)
        if isProven, held.state(at: now) != .proven { try enforceRules(within: control) }
        return control
    }

    /// Ends a control, and what rested on it if it was proven.
    func end(_ held: Control, because reason: String? = nil) throws {
        var control = held
        try control.end(because: reason, now: now)
        try save(control)
        let body: JSONValue = reason.map { ["reason": .string($0)] } ?? [:]
        try append(EntryDraft(.controlEnded, subject: control.id, body: body))
        if held.proven != nil { try endWhatRests(on: control.participant) }
    }

    /// Writes down what became of a control.
    func save(_ control: Control) throws {
        try run(
            """
            UPDATE controls SET checked = \(control.checked), fault = \(control.fault),
                proven = \(control.proven), until = \(control.until), since = \(control.since),
                reason = \(try sealWords(control.reason)), ended = \(control.ended),
                taken_back = \(control.isTakenBack)
            WHERE id = \(control.id)
            """
        )
    }
}
