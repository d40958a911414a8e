// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Store
import Testing

/// Whatever parties do, in whatever order, an embargo keeps the word that was given.
@Suite struct EmbargoPropertyTests {
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

    private static let people = (1...6).map { ParticipantID(high: 1, low: $0) }

    @Test(arguments: 0..<200)
    func `it never ends before the earliest end that was accepted, but by a documented exit`(
        seed: Int
    ) {
        var random = Seeded(state: UInt64(seed))
        var embargo = Self.fresh
        var now = Negotiation.hour(0)
        var settled = 0
        for _ in 0..<300 {
            if embargo.state(at: now) == .exited { embargo = Self.fresh }
            let before = embargo
            now = now.adding(seconds: Int64.random(in: 0...5_400, using: &random))
            let exits = Self.move(&embargo, now: now, using: &random)
            guard let old = before.terms(at: now) else { continue }
            settled += 1
            let signed = before.parties.filter { $0.value.signed?.number == old.number }
            guard let new = embargo.terms(at: now) else {
                // Gone before its hour only where a coordinator ended it, or two released it.
                #expect(exits, "\(seed)")
                continue
            }
            // Shorter only as all said who keep to it; nobody who relied on it was passed over.
            if new.end < old.end {
                let here = signed.keys.filter { embargo.parties[$0]?.signed != nil }
                #expect(here.allSatisfy { embargo.parties[$0]?.accepted == new.number }, "\(seed)")
            }
            let ends = embargo.parties.values.compactMap { $0.signed?.end }
            #expect(ends.allSatisfy { $0 <= new.end }, "\(seed)")
            // Whoever has not signed what is in force is shown nothing under it.
            for person in Self.people where embargo.admits(person, at: now) {
                #expect(embargo.consent(of: person, at: now) == .signatory, "\(seed)")
            }
        }
        #expect(settled > 20, "\(seed)")
    }

    /// A case with nobody but its coordinator.
    private static var fresh: EmbargoLifecycle {
        var embargo = EmbargoLifecycle()
        embargo.invite(people[0], isCoordinator: true)
        return embargo
    }

    /// Makes any move; whether it was one that may end the embargo early.
    private static func move(
        _ embargo: inout EmbargoLifecycle,
        now: Instant,
        using random: inout Seeded
    ) -> Bool {
        guard let who = people.randomElement(using: &random) else { return false }
        let number = Int.random(
            in: max(0, embargo.proposals - 2)...embargo.proposals,
            using: &random
        )
        switch Int.random(in: 0..<200, using: &random) {
        case 0: return (try? embargo.terminate(.leaked, by: who, now: now)) != nil
        case 1: return !embargo.release(now: now).isEmpty
        case 2..<10: _ = who == people[0] ? [] : embargo.leave(who, now: now)
        case 10..<50: embargo.invite(who, isCoordinator: who == people[0])
        case 50..<80:
            let hours = Int64.random(in: 1...400, using: &random)
            let hour = now.microseconds / 3_600_000_000 * 3_600_000_000
            let end = Instant(microseconds: hour).adding(seconds: hours * 3_600)
            _ = try? embargo.propose(end: end, by: who, now: now)
        case 80..<170: _ = try? embargo.accept(number, by: who, now: now)
        default: _ = try? embargo.decline(number, by: who, now: now)
        }
        return false
    }
}
