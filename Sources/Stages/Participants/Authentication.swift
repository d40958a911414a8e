// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// Who holds the token with this digest; nil if it never was, was revoked, has expired, or its
    /// participant has withdrawn.
    package func authenticate(token digest: [UInt8], now: Instant) throws -> SignedIn? {
        let found = try first(
            """
            SELECT id, holder_kind, holder, last_used_day FROM tokens
            WHERE digest = \(digest) AND revoked_at IS NULL AND expires_at > \(now)
            """
        ) { row in
            let id: TokenID = try row.read()
            let holder = Holder(try row.read(), try row.read())
            let lastUsedDay: Instant? = try row.read()
            return (id: id, holder: holder, isUseDue: lastUsedDay != now.day)
        }
        guard let found, let holder = found.holder, let viewer = try viewer(of: holder) else {
            return nil
        }
        return SignedIn(viewer: viewer, credential: .token(found.id), isUseDue: found.isUseDue)
    }

    /// Whose session this digest stands for; nil once it has ended, by sign-out, by time or with
    /// its person.
    package func authenticate(session digest: [UInt8], now: Instant) throws -> SignedIn? {
        let found = try first(
            """
            SELECT person, used_at FROM sessions
            WHERE digest = \(digest) AND ends_at > \(now)
                AND used_at > \(now.adding(seconds: -Session.idleSeconds))
            """
        ) { row in (person: try row.read(PersonID.self), usedAt: try row.read(Instant.self)) }
        guard let found, let viewer = try viewer(of: .person(found.person)) else { return nil }
        return SignedIn(
            viewer: viewer,
            credential: .session(digest),
            isUseDue: found.usedAt.adding(seconds: Session.noteSeconds) <= now
        )
    }

    /// A holder as a viewer; nil once they, or their participant's part, are no more.
    private func viewer(of holder: Holder) throws -> Viewer? {
        guard let participant = try participant(of: holder) else { return nil }
        return Viewer(
            identity: holder.identity,
            participant: participant,
            roles: try roles(of: holder.id)
        )
    }

    /// The viewer as of this moment: roles may have changed, and access may have ended, since they
    /// came in.
    ///
    /// Commands ask this inside their transaction, so that a request which was under way when its
    /// participant withdrew, or its token's holder was removed, does nothing any more.
    package func current(_ viewer: Viewer) throws -> Viewer {
        let holder: Holder
        switch viewer.identity {
        case .nobody, .system: return viewer
        case .person(let id): holder = .person(id)
        case .agent(let id): holder = .agent(id)
        }
        guard let now = try self.viewer(of: holder) else { throw Refusal.unauthenticated }
        return now
    }

    /// A person as they are now; nil once they, or their participant's part, are no more.
    package func personNow(_ person: PersonID) throws -> Viewer? {
        try viewer(of: .person(person))
    }

    /// Decides on a stored thing for the viewer as of this moment, and throws the refusal.
    @discardableResult
    package func requireNow<Kind>(
        _ viewer: Viewer,
        _ action: Action,
        on thing: ID<Kind>,
        now: Instant
    ) throws -> Viewer {
        let viewer = try current(viewer)
        try require(viewer, action, on: thing, now: now)
        return viewer
    }

    /// The participant a holder acts for; nil once either is no more, or has withdrawn.
    func participant(of holder: Holder) throws -> ParticipantID? {
        let acting: Statement =
            switch holder {
            case .person(let id): "(SELECT participant FROM people WHERE id = \(id))"
            case .agent(let id): "(SELECT participant FROM agents WHERE id = \(id))"
            }
        return try first(
            """
            SELECT id FROM participants
            WHERE id = \(fragment: acting) AND state = \(Participant.State.active)
            """
        ) { try $0.read() }
    }

    /// The roles of a person or an agent.
    func roles(of holder: ID<AnyThing>) throws -> Set<Role> {
        Set(try all("SELECT role FROM roles WHERE holder = \(holder)") { try $0.read() })
    }
}
