// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Store
import Testing

/// Every move of an embargo that is no move.
@Suite struct EmbargoRefusalTests {
    private typealias N = Negotiation
    private typealias Move = (inout EmbargoLifecycle) throws -> Void

    private static func propose(_ end: Instant, by who: ParticipantID = N.finder) -> Move {
        { _ = try $0.propose(end: end, by: who, now: N.now) }
    }

    private static func accept(_ number: Int, by who: ParticipantID = N.finder) -> Move {
        { _ = try $0.accept(number, by: who, now: N.now) }
    }

    private static func decline(_ number: Int, by who: ParticipantID = N.finder) -> Move {
        { _ = try $0.decline(number, by: who, now: N.now) }
    }

    private static func end(
        _ ending: EmbargoLifecycle.Ending,
        by who: ParticipantID = N.coordinator
    ) -> Move {
        { _ = try $0.terminate(ending, by: who, now: N.now) }
    }

    private func expect(_ code: String, _ move: Move, on before: Negotiation) throws {
        var embargo = before.embargo
        #expect(try CoordinationTests.code { try move(&embargo) } == code)
        #expect(embargo == before.embargo)
    }

    @Test func `a proposal that is none is refused, and changes nothing`() throws {
        let fresh = Negotiation()
        var tired = fresh
        for round in 1...Int64(EmbargoLifecycle.mostProposals) {
            _ = try tired.embargo.propose(end: N.hour(round), by: N.finder, now: N.now)
        }
        let late = N.hour(1).adding(seconds: EmbargoLifecycle.longestSeconds)
        try expect("not-on-the-hour", Self.propose(N.now.adding(seconds: 3_600)), on: fresh)
        try expect("in-the-past", Self.propose(N.hour(0)), on: fresh)
        try expect("too-late", Self.propose(late), on: fresh)
        try expect("not-on-case", Self.propose(N.hour(4), by: N.stranger), on: fresh)
        try expect("too-many-proposals", Self.propose(N.hour(200)), on: tired)
        var active = try Negotiation.agreed(until: 48)
        try expect("embargo-same-end", Self.propose(N.hour(48)), on: active)
        _ = try active.embargo.terminate(.leaked, by: N.coordinator, now: N.now)
        try expect("embargo-exited", Self.propose(N.hour(48)), on: active)
    }

    @Test func `an answer to other terms, or of a stranger, is refused, and changes nothing`()
        throws
    {
        let fresh = Negotiation()
        let active = try Negotiation.agreed(until: 48)
        try expect("terms-changed", Self.accept(1), on: fresh)
        try expect("terms-changed", Self.accept(0), on: active)
        try expect("terms-changed", Self.accept(2), on: active)
        try expect("not-on-case", Self.accept(1, by: N.stranger), on: active)
        try expect("terms-changed", Self.decline(0), on: active)
        try expect("not-on-case", Self.decline(1, by: N.stranger), on: active)
        try expect("coordinator-holds", Self.decline(1, by: N.coordinator), on: active)
    }

    @Test func `an end that is not one's to declare is refused, and changes nothing`() throws {
        var active = try Negotiation.agreed(until: 48)
        try expect("no-embargo", Self.end(.leaked), on: Negotiation())
        try expect("coordinator-terminates", Self.end(.leaked, by: N.finder), on: active)
        try expect("not-on-case", Self.end(.leaked, by: N.stranger), on: active)
        try expect("two-people-release", Self.end(.released), on: active)
        _ = try active.embargo.terminate(.leaked, by: N.coordinator, now: N.now)
        try expect("embargo-exited", Self.end(.leaked), on: active)
    }
}
