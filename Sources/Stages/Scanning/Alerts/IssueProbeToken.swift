// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Asks for a probe token for one scope of a lease in force, or for a part of one.
///
/// Where only an owner can allow a scan it has to have done so in the system: a document that the
/// scanner states is not what this clearinghouse signs.
///
/// Without hours it counts as long as the lease does without a further heartbeat: it then says no
/// more than the lease. With hours, at most `ProbeToken.hours`, it may outlive a lease that lapses,
/// never the declared window; whoever asks online hears of the lease itself all the same.
package struct IssueProbeToken: Command {
    /// Tokens of one scan that count at the same time: one for each host of a large network.
    package static let limit = 1_000

    package let viewer: Viewer
    package let scan: ScanID
    package let scope: String
    package let hours: Int?

    package init(viewer: Viewer, scan: ScanID, scope: String, hours: Int?) {
        self.viewer = viewer
        self.scan = scan
        self.scope = scope
        self.hours = hours
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeScan, on: scan, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> ProbeTokenID {
        let now = transaction.now
        let row = try transaction.leased(scan)
        try row.lease.requireForce(at: now)
        var work = Scope.workLimit
        let scope = try asked(of: row.scopes, work: &work)
        try require(scope, of: row, in: transaction, work: &work)
        var end = row.lease.expires
        if let hours {
            guard (1...ProbeToken.hours).contains(hours) else {
                let reason = "A token counts for 1 to \(ProbeToken.hours) hours."
                throw Refusal.invalidToken([
                    .init(place: "/hours", code: "out-of-range", reason: reason)
                ])
            }
            end = min(now.adding(seconds: Int64(hours) * 3_600), row.lease.window.end)
        }
        let open = try transaction.first(
            "SELECT COUNT(*) FROM scan_tokens WHERE scan = \(scan) AND until > \(now)"
        ) { try $0.read(Int.self) }
        guard (open ?? 0) < Self.limit else {
            let detail = "At most \(Self.limit) tokens of a scan count at the same time."
            throw Refusal(.limit, code: "too-many-probe-tokens", detail: detail)
        }
        let id = transaction.newID(ProbeTokenMark.self)
        try transaction.run(
            """
            INSERT INTO scan_tokens (id, scan, scope, issued, until)
            VALUES (\(id), \(scan), \(scope.text), \(now), \(end))
            """
        )
        let body: JSONValue = [
            "token": .string(id.description), "scope": .string(scope.text),
            "until": .string(end.description),
        ]
        try transaction.append(EntryDraft(.scanTokenIssued, subject: scan, body: body))
        return id
    }

    /// Refuses what no owner allowed here, and what one asks to leave alone by now.
    private func require(
        _ scope: Scope,
        of row: ScanRow,
        in transaction: any Transaction,
        work: inout Int
    ) throws {
        // Asked anew: the word that the scan was declared on may have ended with its owner's proof.
        let basis = try transaction.basis(
            of: scope,
            for: row.participant,
            intensity: row.intensity,
            in: ScanWindow(start: transaction.now, end: row.lease.window.end),
            at: transaction.now,
            work: &work
        )
        guard basis != nil else { throw Refusal.tokenNeedsOwner }
        guard try !transaction.isRefused(scope, by: .any, at: transaction.now, work: &work) else {
            throw Refusal.invalidToken([Refusal.Fault(.optedOut, at: "/scope")])
        }
    }

    private func asked(of scopes: [Scope], work: inout Int) throws -> Scope {
        var faults: [Refusal.Fault] = []
        guard let asked = Scope(scope, at: "/scope", &faults) else {
            throw Refusal.invalidToken(faults)
        }
        let isPart =
            scopes.contains { $0.text == asked.text }
            || scopes.contains { $0.contains(asked, work: &work) }
        guard isPart else {
            faults.note("/scope", "not-of-this-scan", "Name a scope of the scan, or a part of one.")
            throw Refusal.invalidToken(faults)
        }
        return asked
    }
}

extension ScanLease {
    /// Refuses what needs a lease in force.
    func requireForce(at now: Instant) throws(Refusal) {
        switch state(at: now) {
        case .active: return
        case .planned: throw .scanNotBegun
        case .lapsed, .over: throw .leaseExpired
        default: throw .scanEnded
        }
    }
}

extension Querying {
    /// A token that was issued, as this clearinghouse would sign it again.
    package func probeToken(_ id: ProbeTokenID, issuer: String) throws -> ProbeToken {
        let found = try first(
            "SELECT scan, scope, issued, until FROM scan_tokens WHERE id = \(id)"
        ) { row in
            ProbeToken(
                id: id,
                issuer: issuer,
                scan: try row.read(),
                scope: try Scope(parsing: row.read(String.self)),
                start: try row.read(),
                end: try row.read()
            )
        }
        guard let found else { throw Refusal.notFound }
        return found
    }
}

extension EntryKind {
    package static let scanTokenIssued = EntryKind("scan.token-issued")
}

extension Refusal {
    fileprivate static let tokenNeedsOwner = Refusal(
        .conflict,
        code: "token-needs-owner",
        detail: """
            This scope rests on a document that you stated. A token is signed where its owner \
            authorized you here, or you have proven that it is yours; then declare the scan anew.
            """
    )

    fileprivate static func invalidToken(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-probe-token",
            detail: "There is no such token; see the faults.",
            faults: faults
        )
    }
}
