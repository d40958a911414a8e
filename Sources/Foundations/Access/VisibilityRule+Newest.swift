// SPDX-License-Identifier: Apache-2.0

package import Store

extension VisibilityRule {
    /// A subquery: the ids of the newest things of a kind that the viewer may see.
    ///
    /// Its work is bounded by `limit` and by the viewer's own circle, never by what others have:
    /// it goes along the owner's, the audience's and the widely shared things' indexes, or, for who
    /// sees all of a kind, along that kind's own table. Whatever it finds there it asks the rule.
    package static func newest(
        _ kind: ThingKind,
        in table: Statement,
        to viewer: Viewer,
        now: Instant,
        limit: Int
    ) -> Statement {
        seesAll(kind, viewer)
            ? newestOfAll(kind, in: table, to: viewer, now: now, limit: limit)
            : newestOfCircle(kind, to: viewer, now: now, limit: limit)
    }

    /// A predicate for a list that takes the newest rows which a condition of its own lets pass.
    ///
    /// Whoever sees all of a kind is led along its table until the list is full; everybody else
    /// along their own circle's newest, whatever others have. `before` is the last id of the page
    /// before.
    package static func amongNewest<Kind>(
        _ kind: ThingKind,
        in table: Statement,
        to viewer: Viewer,
        now: Instant,
        before last: ID<Kind>? = ID<AnyThing>?.none,
        limit: Int
    ) -> Statement {
        let column: Statement = "\(fragment: table).id"
        guard !seesAll(kind, viewer) else {
            let visible = visible(kind, column: column, to: viewer, now: now)
            return last.map { "\(fragment: column) < \($0) AND \(fragment: visible)" } ?? visible
        }
        let newest = newestOfCircle(
            kind,
            to: viewer,
            now: now,
            before: last.map { ID($0) },
            limit: limit
        )
        return "\(fragment: column) IN (\(fragment: newest))"
    }

    fileprivate static func seesAll(_ kind: ThingKind, _ viewer: Viewer) -> Bool {
        let triages =
            viewer.takesPart && viewer.roles.contains(.coordinator) && triaged.contains(kind)
        let runs =
            viewer.takesPart && viewer.roles.contains(.administrator) && roster.contains(kind)
        return triages || runs || viewer.identity == .system
    }

    private static func newestOfAll(
        _ kind: ThingKind,
        in table: Statement,
        to viewer: Viewer,
        now: Instant,
        limit: Int
    ) -> Statement {
        let column: Statement = "\(fragment: table).id"
        let visible = visible(kind, column: column, to: viewer, now: now)
        return """
            SELECT newest.id FROM (
                SELECT \(fragment: column) AS id FROM \(fragment: table)
                WHERE \(fragment: visible) ORDER BY \(fragment: column) DESC LIMIT \(limit)) newest
            """
    }

    fileprivate static func newestOfCircle(
        _ kind: ThingKind,
        to viewer: Viewer,
        now: Instant,
        before last: ID<AnyThing>? = nil,
        limit: Int
    ) -> Statement {
        let visible = { (column: Statement) in
            Self.visible(kind, column: column, to: viewer, now: now)
        }
        let from = { (column: Statement) -> Statement in
            last.map { "AND \(fragment: column) < \($0)" } ?? ""
        }
        // The literal is what lets an engine see that the index beyond the named ones will do.
        return """
            SELECT circle.thing FROM (
                SELECT owned.thing FROM (
                    SELECT marked.thing FROM markings marked
                    WHERE marked.owner = \(viewer.participant) AND marked.kind = \(kind)
                        \(fragment: from("marked.thing"))
                    ORDER BY marked.thing DESC LIMIT \(limit)) owned
                UNION SELECT named.thing FROM (
                    SELECT listed.thing FROM audiences listed
                    WHERE listed.participant = \(viewer.participant) AND listed.kind = \(kind)
                        \(fragment: from("listed.thing"))
                        AND \(fragment: visible("listed.thing"))
                    ORDER BY listed.thing DESC LIMIT \(limit)) named
                UNION SELECT beyond.thing FROM (
                    SELECT marked.thing FROM markings marked
                    WHERE marked.reach <> 'named' AND marked.kind = \(kind)
                        \(fragment: from("marked.thing"))
                        AND \(fragment: visible("marked.thing"))
                    ORDER BY marked.thing DESC LIMIT \(limit)) beyond
                ) circle
            WHERE \(fragment: visible("circle.thing"))
            ORDER BY circle.thing DESC LIMIT \(limit)
            """
    }
}

extension VisibilityRule {
    /// Things of a kind in a viewer's circle up to which a list goes along the circle.
    ///
    /// Of more a walk in the list's own order soon finds a page's worth.
    package static let circleAtMost = 4_000
}

extension Querying {
    /// A predicate for a list in an order of its own, of which the viewer sees what they may.
    ///
    /// Somebody with little among many things is led along their own circle: the list's order would
    /// lead past everything that others have.
    package func amongVisible(
        _ kind: ThingKind,
        in table: Statement,
        to viewer: Viewer,
        now: Instant
    ) throws -> Statement {
        let column: Statement = "\(fragment: table).id"
        let visible = VisibilityRule.visible(kind, column: column, to: viewer, now: now)
        guard !VisibilityRule.seesAll(kind, viewer) else { return visible }
        let circle = VisibilityRule.newestOfCircle(
            kind,
            to: viewer,
            now: now,
            limit: VisibilityRule.circleAtMost + 1
        )
        let count: Int? = try first("SELECT COUNT(*) FROM (\(fragment: circle)) counted") {
            try $0.read()
        }
        return count ?? 0 > VisibilityRule.circleAtMost
            ? visible : "\(fragment: column) IN (\(fragment: circle))"
    }

    /// One thing that the viewer may see, out of rows by a condition; absent and hidden are one
    /// refusal.
    package func one<Kind, Found>(
        _ kind: ThingKind,
        _ id: ID<Kind>,
        in table: Statement,
        to viewer: Viewer,
        now: Instant,
        _ rows: (Statement) throws -> [Found]
    ) throws -> Found {
        // The rule is asked about the id and not about a row: hidden and absent take as long (A2).
        let visible = VisibilityRule.visible(kind, column: "\(id)", to: viewer, now: now)
        let found = try rows("\(fragment: table).id = \(id) AND \(fragment: visible)")
        guard let one = found.first else { throw Refusal.notFound }
        return one
    }

    /// Of which of these kinds a thing is, if the viewer may see it; hidden and absent are nil.
    package func kind(
        of thing: ID<AnyThing>,
        among kinds: [ThingKind],
        viewer: Viewer,
        now: Instant
    ) throws -> ThingKind? {
        // The rule is asked about the id and not about a row: hidden and absent take as long (A2).
        let asked: Statement = kinds.reduce("1 = 0") { joined, kind in
            let visible = VisibilityRule.visible(kind, column: "\(thing)", to: viewer, now: now)
            return "\(fragment: joined) OR \(fragment: visible)"
        }
        return try first(
            """
            SELECT sought.kind FROM markings sought
            WHERE (\(fragment: asked)) AND sought.thing = \(thing)
            """
        ) { try $0.read() }
    }
}
