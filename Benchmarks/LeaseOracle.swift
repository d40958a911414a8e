// SPDX-License-Identifier: Apache-2.0
import Measuring
import Scanning

/// The index against looking at every lease: all six kinds, skewed, while leases end.
func leaseOracle(_ bench: Bench) throws {
    let (rounds, each) = (100, 1_000)
    var planner = LeasePlanner(seed: 4)
    var (differing, found) = (0, 0)
    for round in 0..<rounds {
        // From a set that fits into a bucket to some that fill many.
        let plans = planner.everyKind(each * (round % 4) + 20)
        var index = HeldLeases(plans)
        let scopes = try plans.map { try Scope(parsing: $0.scope) }
        let standing = plans.indices.filter { $0 % 3 != round % 3 }
        for number in plans.indices where number % 3 == round % 3 {
            index.end(number, plans[number])
        }
        for plan in planner.everyKind(each) {
            let scope = try Scope(parsing: plan.scope)
            let wanted = plan.overlapping(
                standing.filter { scopes[$0].overlaps(scope) }.map { plans[$0] }
            )
            let answer = index.answers([try LeaseQuestion(plan)])
            if answer != [wanted] { differing += 1 }
            found += wanted
        }
    }
    try bench.record(
        Figure(
            "leases.oracle",
            Double(differing),
            "answers differ",
            better: .less,
            bar: .value(0),
            note: "of \(rounds * each) against looking at every lease; \(found) leases found"
        )
    )
}

extension PlannedLease {
    /// How many of these count that are held at some moment of its window: 16 at most, and five of
    /// one holder.
    fileprivate func overlapping(_ others: [PlannedLease]) -> Int {
        var held: [UInt64: Int] = [:]
        for other in others where other.start < end && other.end > start {
            held[other.holder, default: 0] += 1
        }
        return min(held.values.reduce(0) { $0 + min($1, 5) }, 16)
    }
}
