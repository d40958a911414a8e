// SPDX-License-Identifier: Apache-2.0

import Access
import FrontierModels
import Store
import Testing

/// Named persons' access: given by the developer, after terms, inside the window.
@Suite struct GrantTests {
    typealias D = Dealing
    private let inside: Int64 = 12 * 24 + 5
    private let after: Int64 = 42 * 24

    @Test func `a grant is named by one side, given by the other, and good after the terms`()
        throws
    {
        var all = try Dealing.planned()
        let now = June.hour(inside)
        #expect(
            try code {
                try all.rules.name(D.person, of: D.developer, as: D.grant, by: .developer, now: now)
            } == "official-alone"
        )
        try all.rules.name(D.person, of: D.agency, as: D.grant, by: .official, now: now)
        #expect(all.grantState(inside) == .named)
        #expect(try code { try all.rules.use(by: D.person, now: now) } == "no-grant")
        #expect(
            try code { try all.rules.give(D.grant, by: .official, now: now) }
                == "developer-alone"
        )
        #expect(try code { try all.rules.give(D.grant, by: .developer, now: now) } == "no-terms")
        _ = try all.rules.stateTerms(by: .developer)
        try all.rules.give(D.grant, by: .developer, now: now)
        #expect(all.grantState(inside) == .unacknowledged)
        #expect(try code { try all.rules.use(by: D.person, now: now) } == "acknowledge-first")
        #expect(
            try code { try all.rules.acknowledge(2, by: D.person, now: now) } == "terms-changed"
        )
        try all.rules.acknowledge(1, by: D.person, now: now)
        #expect(all.grantState(inside) == .ready)
        #expect(try code { try all.rules.use(by: D.person, now: now) } == nil)
        #expect(try code { try all.rules.use(by: D.colleague, now: now) } == "no-grant")
    }

    @Test func `new terms have to be acknowledged before the access is used again`() throws {
        var all = try Dealing.ready()
        let now = June.hour(inside)
        #expect(try code { try all.rules.use(by: D.person, now: now) } == nil)
        #expect(try code { _ = try all.rules.stateTerms(by: .official) } == "developer-alone")
        #expect(try all.rules.stateTerms(by: .developer) == 2)
        #expect(all.grantState(inside) == .unacknowledged)
        #expect(try code { try all.rules.use(by: D.person, now: now) } == "acknowledge-first")
        #expect(
            try code { try all.rules.acknowledge(1, by: D.person, now: now) } == "terms-changed"
        )
        try all.rules.acknowledge(2, by: D.person, now: now)
        #expect(all.grantState(inside) == .ready)
        for _ in 3...EngagementLifecycle.mostTerms { _ = try all.rules.stateTerms(by: .developer) }
        #expect(try code { _ = try all.rules.stateTerms(by: .developer) } == "too-many-terms")
    }

    @Test func `nothing is given or used outside the window, and every grant ends with it`() throws
    {
        var none = try Dealing.shared()
        _ = try none.rules.stateTerms(by: .developer)
        try none.rules.name(D.person, of: D.agency, as: D.grant, by: .official, now: June.now)
        #expect(
            try code { try none.rules.give(D.grant, by: .developer, now: June.now) }
                == "outside-window"
        )
        var all = try Dealing.ready()
        #expect(try code { try all.rules.use(by: D.person, now: June.now) } == "outside-window")
        #expect(all.grantState(after) == .expired)
        let over = June.hour(after)
        #expect(try code { try all.rules.use(by: D.person, now: over) } == "outside-window")
        #expect(
            try code { try all.rules.acknowledge(1, by: D.person, now: over) } == "outside-window"
        )
        #expect(
            try code { try all.rules.give(D.grant, by: .developer, now: over) }
                == "outside-window"
        )
        try all.rules.endWindow(by: .developer, now: June.hour(inside))
        #expect(all.grantState(inside) == .expired)
    }

    @Test func `either side ends a grant, and the person can be named anew`() throws {
        for side in EngagementLifecycle.Side.allCases {
            var all = try Dealing.ready()
            let now = June.hour(inside)
            #expect(
                try code {
                    try all.rules.name(D.person, of: D.agency, as: D.grant, by: .official, now: now)
                } == "person-named"
            )
            try all.rules.endGrant(D.grant, by: side, now: now)
            try all.rules.endGrant(D.grant, by: side, now: now)
            #expect(all.grantState(inside) == .ended)
            #expect(try code { try all.rules.use(by: D.person, now: now) } == "no-grant")
            #expect(
                try code { try all.rules.give(D.grant, by: .developer, now: now) }
                    == "grant-ended"
            )
            let again = GrantID(high: 3, low: 2)
            try all.rules.name(D.person, of: D.agency, as: again, by: .official, now: now)
            #expect(all.grantState(inside) == .named)
        }
    }

    @Test func `a grant that is not there has no moves, and there are not more than the limit`()
        throws
    {
        var all = try Dealing.ready()
        let absent = GrantID(high: 3, low: 9)
        #expect(
            try code { try all.rules.give(absent, by: .developer, now: June.now) }
                == "no-grant"
        )
        #expect(
            try code { try all.rules.endGrant(absent, by: .official, now: June.now) }
                == "no-grant"
        )
        for low in 2...UInt64(EngagementLifecycle.mostGrants) {
            let person = PersonID(high: 5, low: low)
            let id = GrantID(high: 5, low: low)
            try all.rules.name(person, of: D.agency, as: id, by: .official, now: June.now)
        }
        #expect(
            try code {
                try all.rules.name(
                    D.colleague,
                    of: D.agency,
                    as: absent,
                    by: .official,
                    now: June.now
                )
            } == "too-many-grants"
        )
    }

    @Test func `a partner is chosen by both sides, and by no single one`() throws {
        var alone = Dealing()
        #expect(try code { try alone.rules.propose(D.partner, by: .developer) } == "nobody-asked")
        for side in EngagementLifecycle.Side.allCases {
            let other: EngagementLifecycle.Side = side == .developer ? .official : .developer
            var all = try Dealing.shared()
            try all.rules.propose(D.partner, by: side)
            // Its own word again is no second word.
            try all.rules.answer(D.partner, concurs: true, by: side)
            #expect(try code { try all.rules.requireChosen(D.partner) } == "one-sided-partner")
            try all.rules.answer(D.partner, concurs: false, by: other)
            #expect(try code { try all.rules.requireChosen(D.partner) } == "one-sided-partner")
            try all.rules.answer(D.partner, concurs: true, by: other)
            #expect(try code { try all.rules.requireChosen(D.partner) } == nil)
            try all.rules.answer(D.partner, concurs: false, by: side)
            #expect(try code { try all.rules.requireChosen(D.partner) } == "one-sided-partner")
        }
        var all = try Dealing.shared()
        #expect(
            try code { try all.rules.answer(D.partner, concurs: true, by: .official) }
                == "unknown-partner"
        )
        #expect(try code { try all.rules.requireChosen(D.partner) } == "unknown-partner")
        for low in 1...UInt64(EngagementLifecycle.mostPartners) {
            try all.rules.propose(PartnerID(high: 5, low: low), by: .developer)
        }
        #expect(
            try code { try all.rules.propose(D.partner, by: .official) }
                == "too-many-partners"
        )
    }
}
