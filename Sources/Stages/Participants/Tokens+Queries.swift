// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// The tokens that the viewer may see: its own, its participant's as a steward, all as an
    /// administrator.
    package func tokens(
        of participant: ParticipantID? = nil,
        viewer: Viewer,
        after: TokenID?,
        limit: Int,
        now: Instant
    ) throws -> [Token] {
        try tokens(
            .page(of: participant, after: after, limit: limit),
            viewer: viewer,
            now: now
        )
    }

    /// One token, if the viewer may see it.
    package func token(_ id: TokenID, viewer: Viewer, now: Instant) throws -> Token? {
        try tokens(.one(id), viewer: viewer, now: now).first
    }

    /// The newest tokens of one holder that the viewer may see, in force or ended.
    package func tokens(of holder: Holder, viewer: Viewer, now: Instant) throws -> [Token] {
        let visible = VisibilityRule.visible(.token, column: "tokens.id", to: viewer, now: now)
        return try tokens(
            """
            tokens.holder = \(holder.id) AND \(fragment: visible)
            ORDER BY tokens.id DESC LIMIT \(Token.mostShown)
            """
        )
    }

    private func tokens(
        _ wanted: Lookup<TokenMark>,
        viewer: Viewer,
        now: Instant
    ) throws -> [Token] {
        try tokens(wanted.condition(in: "tokens", .token, visibleTo: viewer, now: now))
    }

    private func tokens(_ condition: Statement) throws -> [Token] {
        try all(
            """
            SELECT id, holder_kind, holder, participant, name, issued_at, expires_at, revoked_at,
                last_used_day
            FROM tokens WHERE \(fragment: condition)
            """
        ) { row in
            let id: TokenID = try row.read()
            let word: ThingKind = try row.read()
            let holder: ID<AnyThing> = try row.read()
            guard let holder = Holder(word, holder) else {
                throw StoreFault.column(index: 1, expected: "person or agent")
            }
            return Token(
                id: id,
                holder: holder,
                participant: try row.read(),
                name: try row.read(),
                issuedAt: try row.read(),
                expiresAt: try row.read(),
                revokedAt: try row.read(),
                lastUsedDay: try row.read()
            )
        }
    }
}
