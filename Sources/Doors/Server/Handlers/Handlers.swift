// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Store
import Timestamps

/// What answers each endpoint: one file an area, each a step from the wire to a stage and back.
package enum Handlers {
    /// The table of routes of the whole interface.
    package static func table() -> RouteTable {
        var routes = RouteTable()
        system(&routes)
        log(&routes)
        transparency(&routes)
        account(&routes)
        people(&routes)
        scans(&routes)
        coverage(&routes)
        controls(&routes)
        rules(&routes)
        alerts(&routes)
        intake(&routes)
        findings(&routes)
        validation(&routes)
        prioritization(&routes)
        coordination(&routes)
        distribution(&routes)
        frontierModels(&routes)
        duties(&routes)
        changes(&routes)
        search(&routes)
        return routes
    }
}

extension Timestamp {
    init(_ instant: Instant) {
        self.init(microseconds: instant.microseconds)
    }
}

extension ID {
    /// An identifier from the wire; what is none names nothing.
    init(wire text: String) throws {
        guard let id = Self(text) else { throw Refusal.notFound }
        self = id
    }

    /// An identifier in a field that may be left out.
    static func reading(_ text: String?) throws -> ID? {
        try text.map { try ID(wire: $0) }
    }
}

extension PageParameters {
    /// The last id of the page before; a cursor that we did not give is refused with its place.
    func cursor<Kind>(_ kind: Kind.Type) throws -> ID<Kind>? {
        guard let after else { return nil }
        guard let id = ID<Kind>(after) else {
            throw WireFaults([
                WireFault(place: "after", code: .notAnID, reason: "Send the `next` of a page.")
            ])
        }
        return id
    }
}

extension Call where Parameters == PageParameters {
    /// A page of a list that the asker may open; `read` is given where it begins and how many
    /// things to read, one more than are shown, to know whether there are more.
    func page<Kind, Thing: Sendable, Item>(
        _ action: Action,
        id: (Thing) -> ID<Kind>,
        as wire: (Thing) throws -> Item,
        _ read: @escaping @Sendable (any Querying, ID<Kind>?, Int) throws -> [Thing]
    ) async throws -> Reply<Page<Item>> {
        try decide(viewer, action).hiding()
        let after = try parameters.cursor(Kind.self)
        let limit = parameters.limit
        let found = try await self.read { try read($0, after, limit + 1) }
        let shown = found.prefix(limit)
        return Reply(
            Page(
                items: try shown.map(wire),
                next: found.count > limit ? shown.last.map { id($0).description } : nil
            )
        )
    }
}
