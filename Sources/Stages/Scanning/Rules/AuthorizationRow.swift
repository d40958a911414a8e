// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Authorization {
    /// The columns in the order in which they are read.
    static let columns: Statement = """
        scan_authorizations.id, scan_authorizations.owner, scan_authorizations.participant, \
        scan_authorizations.scope, scan_authorizations.intensity, scan_authorizations.given, \
        scan_authorizations.until, scan_authorizations.ended
        """

    init(_ row: inout Row) throws {
        id = try row.read()
        owner = try row.read()
        participant = try row.read()
        scope = try Scope(parsing: try row.read(String.self))
        intensity = try row.read()
        given = try row.read()
        until = try row.read()
        ended = try row.read()
    }
}

extension Querying {
    /// The authorizations that the viewer gave or was given, newest first; `after` is the last id
    /// of the page before.
    package func authorizations(
        viewer: Viewer,
        now: Instant,
        after: AuthorizationID? = nil,
        limit: Int = 50
    ) throws -> [Authorization] {
        try newest(
            .authorization,
            in: "scan_authorizations",
            to: viewer,
            now: now,
            after: after,
            limit: limit,
            authorizationRows(where:limit:)
        )
    }

    /// One authorization that the viewer may see; absent and hidden are one refusal.
    package func authorization(
        _ id: AuthorizationID,
        viewer: Viewer,
        now: Instant
    ) throws -> Authorization {
        try one(.authorization, id, in: "scan_authorizations", to: viewer, now: now) {
            try authorizationRows(where: $0, limit: 1)
        }
    }

    /// Rows, newest first, whoever asks.
    func authorizationRows(where condition: Statement, limit: Int) throws -> [Authorization] {
        try all(
            """
            SELECT \(fragment: Authorization.columns) FROM scan_authorizations
            WHERE \(fragment: condition) ORDER BY id DESC LIMIT \(limit)
            """
        ) { try Authorization(&$0) }
    }
}
