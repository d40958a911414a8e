// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Store
import Timestamps

extension Handlers {
    static func changes(_ routes: inout RouteTable) {
        routes.on(Endpoints.listChanges) { call in
            let (viewer, now) = (call.viewer, call.now)
            try decide(viewer, .readChanges).hiding()
            let after = try ChangeCursor.position(call.parameters.after)
            let limit = call.parameters.limit
            let found = try await call.read {
                try $0.changes(after: after, limit: limit, viewer: viewer, now: now)
            }
            var changes = Wire.Changes()
            changes.items = found.entries.map(wire)
            changes.next = ChangeCursor.text(found.next)
            return Reply(changes)
        }
    }

    private static func wire(_ entry: Entry) -> Wire.Change {
        var change = Wire.Change()
        change.sequence = Int(entry.sequence)
        change.time = Timestamp(entry.time)
        change.kind = entry.kind.name
        change.subject = entry.subject.description
        change.body = entry.body
        return change
    }
}

/// The change feed's cursor: a position, in a form that nobody should count on (RULES J4).
enum ChangeCursor {
    private static let mark = "c1-"

    static func text(_ position: Position) -> String {
        mark + String(position.next, radix: 36)
    }

    static func position(_ text: String?) throws -> Position {
        guard let text else { return Position(next: 0) }
        guard text.hasPrefix(mark), let next = Int64(text.dropFirst(mark.count), radix: 36),
            (0...Int64.max >> 10).contains(next), Self.text(Position(next: next)) == text
        else {
            throw WireFaults([
                WireFault(place: "after", code: .outOfRange, reason: "Send the `next` of a page.")
            ])
        }
        return Position(next: next)
    }
}
