// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Store
import TestSupport
import Testing

@Suite("What time tells")
struct TimingTests {
    /// Pairs of one hidden and one absent thing, asked for in turns (RULES A2).
    private static let pairs = 5_000
    /// As a part of a lookup inside the process, before a network adds its noise of many times
    /// that.
    private static let mostDifference = 0.1
    /// Other work on the machine disturbs a run, and only ever away from equal.
    private static let runs = 5

    @Test(arguments: Engine.allCases)
    func `a lookup of what is hidden takes as long as one of what is absent`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let stranger = try await house.person(of: house.participant(), [.member])
        var hidden: [ParticipantID] = []
        for number in 1...100 { hidden.append(try await house.participant(name: "P\(number)")) }
        var best = Double.infinity
        for _ in 0..<Self.runs where best > Self.mostDifference {
            best = min(best, try await difference(hidden, by: stranger, in: house))
        }
        #expect(best <= Self.mostDifference)
        await house.test.close()
    }

    /// How far the medians lie apart, as a part of the one for what is absent.
    private func difference(
        _ hidden: [ParticipantID],
        by stranger: Viewer,
        in house: House
    ) async throws -> Double {
        var times = (hidden: [Double](), absent: [Double]())
        for number in 0..<Self.pairs {
            let there = hidden[number % hidden.count]
            let not = ParticipantID(high: there.high ^ 1 << 40, low: there.low)
            if number % 2 == 0 {
                times.hidden.append(try await time(there, by: stranger, in: house))
                times.absent.append(try await time(not, by: stranger, in: house))
            } else {
                times.absent.append(try await time(not, by: stranger, in: house))
                times.hidden.append(try await time(there, by: stranger, in: house))
            }
        }
        let hiddenMedian = times.hidden.sorted()[Self.pairs / 2]
        let absentMedian = times.absent.sorted()[Self.pairs / 2]
        return abs(hiddenMedian - absentMedian) / absentMedian
    }

    private func time(
        _ id: ParticipantID,
        by viewer: Viewer,
        in house: House
    ) async throws -> Double {
        let now = house.now
        let clock = ContinuousClock()
        let start = clock.now
        let found = try await house.store.read {
            try $0.participant(id, viewer: viewer, now: now)
        }
        let spent = clock.now - start
        #expect(found == nil)
        return Double(spent.components.attoseconds)
    }
}
