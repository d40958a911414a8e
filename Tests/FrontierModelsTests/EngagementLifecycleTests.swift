// SPDX-License-Identifier: Apache-2.0

import Access
import FrontierModels
import Store
import Testing
import Timestamps

/// The code of what was refused; nil where nothing was.
func code(of body: () throws -> Void) throws -> String? {
    do {
        try body()
        return nil
    } catch let refusal as Refusal {
        return refusal.faults.first?.code ?? refusal.code
    }
}

/// An engagement of a developer with an agency, in the states that it can be in.
struct Dealing {
    static let developer = ParticipantID(high: 1, low: 1)
    static let agency = ParticipantID(high: 1, low: 2)
    static let other = ParticipantID(high: 1, low: 3)
    static let person = PersonID(high: 2, low: 1)
    static let colleague = PersonID(high: 2, low: 2)
    static let grant = GrantID(high: 3, low: 1)
    static let partner = PartnerID(high: 4, low: 1)

    var rules = EngagementLifecycle(developer: developer)

    static func shared() throws -> Dealing {
        var all = Dealing()
        try all.rules.ask(agency, by: .developer)
        return all
    }

    /// A window from 2 July with a planned release so many days later.
    static func planned(days: Int = 30) throws -> Dealing {
        var all = try shared()
        let window = try June.window(days: days)
        try all.rules.openWindow(
            opens: window.opens,
            plannedRelease: window.plannedRelease,
            by: .developer,
            now: June.now
        )
        return all
    }

    /// The same, with a person whose grant is good once the window opens.
    static func ready() throws -> Dealing {
        var all = try planned()
        _ = try all.rules.stateTerms(by: .developer)
        try all.rules.name(person, of: agency, as: grant, by: .official, now: June.now)
        try all.rules.give(grant, by: .developer, now: June.now)
        try all.rules.acknowledge(1, by: person, now: June.now)
        return all
    }

    func state(_ hours: Int64 = 12) -> EngagementLifecycle.State {
        rules.state(at: June.hour(hours))
    }

    func grantState(_ hours: Int64 = 12) -> AccessGrant.State? {
        rules.grants.last.map { rules.state(of: $0, at: June.hour(hours)) }
    }
}

@Suite struct EngagementLifecycleTests {
    typealias D = Dealing
    /// Hours from 20 June to a moment in the window, and to one after it.
    private let inside: Int64 = 12 * 24 + 5
    private let after: Int64 = 42 * 24

    @Test func `it goes from its developer alone to a window that is over, by words and time`()
        throws
    {
        #expect(Dealing().state() == .alone)
        #expect(try Dealing.shared().state() == .shared)
        let all = try Dealing.planned()
        #expect(all.state() == .windowPlanned)
        #expect(all.state(inside) == .windowOpen)
        #expect(all.state(after) == .windowOver)
        #expect(all.rules.side(of: D.developer) == .developer)
        #expect(all.rules.side(of: D.agency) == .official)
        #expect(all.rules.side(of: D.other) == nil && all.rules.side(of: nil) == nil)
    }

    @Test func `it is shared with one official's side, and a window needs it`() throws {
        var all = Dealing()
        let window = try June.window(days: 3)
        let open: (inout EngagementLifecycle) throws -> Void = { rules in
            try rules.openWindow(
                opens: window.opens,
                plannedRelease: window.plannedRelease,
                by: .developer,
                now: June.now
            )
        }
        #expect(try code { try open(&all.rules) } == "nobody-asked")
        #expect(try code { try all.rules.ask(D.agency, by: .official) } == "developer-alone")
        try all.rules.ask(D.agency, by: .developer)
        try all.rules.ask(D.agency, by: .developer)
        #expect(try code { try all.rules.ask(D.other, by: .developer) } == "official-named")
        #expect(try code { try open(&all.rules) } == nil)
    }

    @Test func `the developer ends a window at will and alone, and opens no second one`() throws {
        var all = try Dealing.planned()
        let now = June.hour(inside)
        #expect(try code { try all.rules.endWindow(by: .official, now: now) } == "developer-alone")
        #expect(all.state(inside) == .windowOpen)
        try all.rules.endWindow(by: .developer, now: now)
        #expect(all.state(inside) == .windowOver && all.rules.window?.ends == now)
        // Saying it again changes nothing, not even the moment.
        try all.rules.endWindow(by: .developer, now: June.hour(inside + 9))
        #expect(all.rules.window?.ends == now)
        let again = try code {
            try all.rules.openWindow(
                opens: June.day("2026-07-20"),
                plannedRelease: June.day("2026-07-25"),
                by: .developer,
                now: now
            )
        }
        #expect(again == "window-began")
        var none = try Dealing.shared()
        #expect(try code { try none.rules.endWindow(by: .developer, now: now) } == "no-window")
    }

    @Test func `a window that has not begun is planned anew, or called off`() throws {
        var all = try Dealing.planned()
        try all.rules.endWindow(by: .developer, now: June.now)
        #expect(all.state() == .windowOver)
        try all.rules.openWindow(
            opens: June.day("2026-07-05"),
            plannedRelease: June.day("2026-07-06"),
            by: .developer,
            now: June.now
        )
        #expect(all.rules.window?.sum.days == 1 && all.state() == .windowPlanned)
        let official = try code {
            try all.rules.openWindow(
                opens: June.day("2026-07-05"),
                plannedRelease: June.day("2026-07-09"),
                by: .official,
                now: June.now
            )
        }
        #expect(official == "developer-alone")
    }

    @Test func `the planned date is the developer's, and never makes a window longer than it may`()
        throws
    {
        var all = try Dealing.planned(days: 10)
        let now = June.hour(inside)
        let far = try June.day("2027-01-01")
        #expect(
            try code { try all.rules.plan(far, by: .official, now: now) } == "developer-alone"
        )
        try all.rules.plan(far, by: .developer, now: now)
        #expect(all.rules.window?.plannedRelease == far)
        #expect(all.rules.window?.ends.description == "2026-08-01T00:00:00Z")
        #expect(
            all.rules.window?.sum.sentence
                == "2 July 2026 + 30 days = 1 August 2026: 30 days at most, whatever is planned "
                + "for 1 January 2027."
        )
        #expect(
            try code { try all.rules.plan(June.day("2026-07-01"), by: .developer, now: now) }
                == "in-the-past"
        )
        // Today: the window ends now, and not some hours ago.
        try all.rules.plan(June.day("2026-07-02"), by: .developer, now: now)
        #expect(all.rules.window?.ends == now && all.state(inside) == .windowOver)
        // A window that is over is not opened by a later plan.
        try all.rules.plan(far, by: .developer, now: now.adding(seconds: 60))
        #expect(all.state(inside + 1) == .windowOver && all.rules.window?.ends == now)
        var none = try Dealing.shared()
        #expect(try code { try none.rules.plan(far, by: .developer, now: now) } == "no-window")
    }

    @Test func `a side withdraws from any state, and it is nobody's fault`() throws {
        let states = [
            Dealing(), try Dealing.shared(), try Dealing.planned(), try Dealing.ready(),
        ]
        for (before, hours) in states.flatMap({ state in
            [12, inside, after].map { (state, $0) }
        }) {
            var all = before
            all.rules.withdraw(.developer, now: June.hour(hours))
            #expect(all.state(hours) == .withdrawn)
            #expect(all.rules.window.map { $0.ends <= June.hour(hours) } != false)
            #expect(all.rules.grants.allSatisfy { all.rules.state(of: $0, at: June.now) == .ended })
            let once = all.rules
            all.rules.withdraw(.developer, now: June.hour(hours + 1))
            #expect(all.rules == once)
            #expect(
                try code { try all.rules.ask(D.agency, by: .developer) }
                    == "engagement-withdrawn"
            )
            #expect(
                try code { try all.rules.propose(D.partner, by: .developer) }
                    == "engagement-withdrawn"
            )
            #expect(
                try code { try all.rules.use(by: D.person, now: June.now) }
                    == "engagement-withdrawn"
            )
        }
    }

    @Test func `an official's side that leaves takes its grants along, and nothing else`() throws {
        var all = try Dealing.ready()
        try all.rules.propose(D.partner, by: .official)
        try all.rules.answer(D.partner, concurs: true, by: .developer)
        let window = all.rules.window
        all.rules.withdraw(.official, now: June.hour(inside))
        #expect(all.rules.window == window && all.state(inside) == .windowOpen)
        #expect(all.grantState(inside) == .ended && all.rules.official == nil)
        #expect(try code { try all.rules.requireChosen(D.partner) } == "one-sided-partner")
        try all.rules.ask(D.other, by: .developer)
        #expect(all.rules.official == D.other)
    }
}
