// SPDX-License-Identifier: Apache-2.0

import Access
import FrontierModels
import Store
import Testing
import Timestamps

/// Whatever others do, in whatever order, the date and the window are the developer's.
@Suite struct EngagementPropertyTests {
    /// SplitMix64: the same walk each time.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    private static let people = (1...3).map { PersonID(high: 2, low: $0) }
    private static let grants = (1...4).map { GrantID(high: 3, low: $0) }
    private static let partners = (1...4).map { PartnerID(high: 4, low: $0) }

    @Test(arguments: 0..<200)
    func `no sequence of others' moves changes the planned date or makes a window last longer`(
        seed: Int
    ) throws {
        var random = Seeded(state: UInt64(seed))
        var rules = try (seed.isMultiple(of: 2) ? Dealing.ready() : Dealing.planned()).rules
        let window = try #require(rules.window)
        var now = June.now
        for _ in 0..<300 {
            now = now.adding(seconds: Int64.random(in: 0...36_000, using: &random))
            Self.move(&rules, now: now, using: &random)
            #expect(rules.window == window, "\(seed)")
            #expect(rules.withdrawn == nil, "\(seed)")
            guard now >= window.ends else { continue }
            #expect(rules.state(at: now) == .windowOver, "\(seed)")
            for person in Self.people {
                #expect((try? rules.use(by: person, now: now)) == nil, "\(seed)")
            }
        }
        #expect(now > window.ends)
    }

    @Test(arguments: 0..<200)
    func `whatever both sides do, no window is open for more than thirty days`(
        seed: Int
    ) throws {
        var random = Seeded(state: UInt64(seed) &+ 1_000)
        var rules = try Dealing.shared().rules
        var now = June.now
        var opened: Instant?
        for _ in 0..<400 {
            now = now.adding(seconds: Int64.random(in: 0...40_000, using: &random))
            Self.move(&rules, now: now, using: &random)
            Self.develop(&rules, now: now, using: &random)
            guard rules.state(at: now) == .windowOpen else { continue }
            let first = try #require(rules.window?.begins)
            // One window: once it was open, no other begins.
            #expect(opened == nil || opened == first, "\(seed)")
            opened = first
            #expect(now.microseconds - first.microseconds < 30 * 86_400_000_000, "\(seed)")
        }
    }

    /// A move of the official's side, or one that it may not make.
    private static func move(
        _ rules: inout EngagementLifecycle,
        now: Instant,
        using random: inout Seeded
    ) {
        guard let person = people.randomElement(using: &random),
            let grant = grants.randomElement(using: &random),
            let partner = partners.randomElement(using: &random),
            let day = anyDay(using: &random), let later = day.adding(days: 20)
        else { return }
        switch Int.random(in: 0..<13, using: &random) {
        case 0: try? rules.ask(Dealing.other, by: .official)
        case 1: try? rules.openWindow(opens: day, plannedRelease: later, by: .official, now: now)
        case 2: try? rules.endWindow(by: .official, now: now)
        case 3: try? rules.plan(day, by: .official, now: now)
        case 4: _ = try? rules.stateTerms(by: .official)
        case 5: try? rules.name(person, of: Dealing.agency, as: grant, by: .official, now: now)
        case 6: try? rules.give(grant, by: .official, now: now)
        case 7: try? rules.endGrant(grant, by: .official, now: now)
        case 8: try? rules.acknowledge(rules.terms, by: person, now: now)
        case 9: try? rules.use(by: person, now: now)
        case 10: try? rules.propose(partner, by: .official)
        case 11:
            let concurs = Bool.random(using: &random)
            try? rules.answer(partner, concurs: concurs, by: .official)
        default:
            if Int.random(in: 0..<20, using: &random) == 0 { rules.withdraw(.official, now: now) }
        }
    }

    /// A move of the developer's own.
    private static func develop(
        _ rules: inout EngagementLifecycle,
        now: Instant,
        using random: inout Seeded
    ) {
        guard let day = anyDay(using: &random), let grant = grants.randomElement(using: &random)
        else { return }
        let later = day.adding(days: Int.random(in: 0...40, using: &random)) ?? day
        switch Int.random(in: 0..<40, using: &random) {
        case 0..<10:
            try? rules.openWindow(opens: day, plannedRelease: later, by: .developer, now: now)
        case 10..<30: try? rules.plan(later, by: .developer, now: now)
        case 30..<36: try? rules.give(grant, by: .developer, now: now)
        case 36..<38: try? rules.ask(Dealing.agency, by: .developer)
        case 38: _ = try? rules.stateTerms(by: .developer)
        default: try? rules.endWindow(by: .developer, now: now)
        }
    }

    private static func anyDay(using random: inout Seeded) -> CalendarDate? {
        CalendarDate("2026-06-20")?.adding(days: Int.random(in: 0...90, using: &random))
    }
}
