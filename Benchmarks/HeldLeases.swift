// SPDX-License-Identifier: Apache-2.0
import Access
import Scanning
import Store
import StrictJSON

/// A question to the index, read beforehand: peers' questions stand in a table, too.
struct LeaseQuestion {
    fileprivate let asked: ExtentQuestion

    init(_ plan: PlannedLease) throws {
        asked = ExtentQuestion(
            scope: try Scope(parsing: plan.scope),
            window: plan.window,
            now: HeldLeases.now
        )
    }
}

/// The overlap index with planned leases in it, each taken in as an entry of the journal.
struct HeldLeases {
    /// A moment before all windows: every lease is in force or planned.
    fileprivate static let now = Instant(microseconds: Int64(PlannedLease.epoch) * 1_000_000)

    private var index = OverlapIndex()

    init(_ plans: [PlannedLease]) {
        for (number, plan) in plans.enumerated() { index.apply(Self.entry(number, plan)) }
        // An entry that the index no longer reads would measure nothing.
        precondition(index.count == plans.count, "The index took in \(index.count) leases.")
    }

    var bytes: Int { index.bytes }

    /// Ends the lease of a number.
    mutating func end(_ number: Int, _ plan: PlannedLease) {
        index.apply(
            Entry(
                sequence: Int64(number),
                time: Self.now,
                actor: .system,
                kind: .scanEnded,
                subject: ID(Self.id(number)),
                body: [
                    "participant": .string(Self.holder(plan).description),
                    "technique": "fuzzing", "scopes": .array([.string(plan.scope)]),
                    "outcome": "abandoned",
                ],
                scope: .house
            )
        )
    }

    /// Seconds a question, of all in a row.
    func secondsEach(_ questions: [LeaseQuestion]) -> Double {
        let began = seconds()
        for question in questions { keep(answer(question)) }
        return (seconds() - began) / Double(questions.count)
    }

    /// How many leases each finds.
    func answers(_ questions: [LeaseQuestion]) -> [Int] { questions.map { answer($0).count } }

    /// Seconds of each question: the median of several rounds through all of them, so that
    /// neither another process nor the question before stands for it.
    func typicalSeconds(_ questions: [LeaseQuestion]) -> [Double] {
        var taken = [[Double]](repeating: [], count: questions.count)
        for _ in 0..<Timing.fewestRuns {
            for (place, question) in questions.enumerated() {
                let began = seconds()
                keep(answer(question))
                taken[place].append(seconds() - began)
            }
        }
        return taken.map { percentile(50, of: $0) }
    }

    @inline(__always)
    private func answer(_ question: LeaseQuestion) -> (count: Int, until: UInt32) {
        index.extent(question.asked)
    }

    private static func id(_ number: Int) -> ScanID {
        ScanID(high: UInt64(number), low: UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    }

    private static func holder(_ plan: PlannedLease) -> ParticipantID {
        ParticipantID(high: plan.holder, low: 1)
    }

    private static func entry(_ number: Int, _ plan: PlannedLease) -> Entry {
        let end = plan.window.end.description
        return Entry(
            sequence: Int64(number),
            time: now,
            actor: .system,
            kind: .scanDeclared,
            subject: ID(id(number)),
            body: [
                "participant": .string(holder(plan).description),
                "technique": "fuzzing", "scopes": .array([.string(plan.scope)]),
                "start": .string(plan.window.start.description), "end": .string(end),
                "expires": .string(end),
            ],
            scope: .house
        )
    }
}

extension PlannedLease {
    fileprivate var window: ScanWindow {
        ScanWindow(
            start: Instant(microseconds: Int64(start) * 1_000_000),
            end: Instant(microseconds: Int64(end) * 1_000_000)
        )
    }
}
