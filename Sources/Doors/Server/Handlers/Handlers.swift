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
        account(&routes)
        people(&routes)
        scans(&routes)
        intake(&routes)
        findings(&routes)
        changes(&routes)
        return routes
    }
}

extension Timestamp {
    init(_ instant: Instant) {
        self.init(microseconds: instant.microseconds)
    }
}

extension Instant {
    init(_ timestamp: Timestamp) {
        self.init(microseconds: timestamp.microseconds)
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
    func cursor<Kind>(_ kind: Kind.Type = Kind.self) throws -> ID<Kind>? {
        guard let after else { return nil }
        guard let id = ID<Kind>(after) else {
            throw WireFaults([
                WireFault(place: "after", code: .notAnID, reason: "Send the `next` of a page.")
            ])
        }
        return id
    }
}

extension Page {
    /// A page of what was read with a limit one higher, to know whether there is more.
    init<Thing>(
        _ things: [Thing],
        limit: Int,
        id: (Thing) -> String,
        _ wire: (Thing) throws -> Item
    ) rethrows {
        let shown = things.prefix(limit)
        self.init(
            items: try shown.map(wire),
            next: things.count > limit ? shown.last.map(id) : nil
        )
    }
}
