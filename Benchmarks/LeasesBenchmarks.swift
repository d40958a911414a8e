// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring

/// Who overlaps with whom among a million leases; ours and peers take turns on the same data.
func leases(_ bench: Bench) async throws {
    // First: what others gave back, the process would take again without growing.
    if bench.wants("leases.bytes") { try leaseBytes(bench) }
    if bench.wants("leases.network") { try networkLeases(bench) }
    if bench.wants("leases.mixed") { try mixedLeases(bench) }
    if bench.wants("leases.oracle") { try leaseOracle(bench) }
    if bench.wants("leases.grants") || bench.wants("leases.start") { try await grants(bench) }
}

private let million = 1_000_000
/// The hundredth part of the leases: what growth is measured from.
private let few = 10_000

// MARK: Networks

/// Overlap of networks, against what PostgreSQL and SQLite can do with the same.
private func networkLeases(_ bench: Bench) throws {
    let trial = try NetworkTrial(bench)
    try trial.run()
    for kind in LeasePlanner.Question.allCases {
        for (peer, bar) in zip(trial.peers, trial.bars) {
            try bench.record(
                Figure(
                    "leases.network.\(kind.rawValue).\(peer.label)",
                    trial.ours(kind) * 1e9,
                    "ns",
                    better: .less,
                    p99: trial.slowest(kind) * 1e9,
                    peer: peer.figure(kind),
                    bar: .ratio(bar),
                    note: trial.note(kind)
                )
            )
        }
    }
    try trial.recordOwn(bench)
}

/// Rounds in which each side answers all questions, one side after the other.
private final class NetworkTrial {
    /// Questions of a kind that ours is asked in a round; PostgreSQL answers the first of them.
    static let questions = 4_000

    let peers: [PeerTimes]
    /// How many times as fast as each peer ours has to be.
    let bars = [500.0, 10, 10]
    private let index: HeldLeases
    private let small: HeldLeases
    private let six: HeldLeases
    private var asked: [LeasePlanner.Question: [LeaseQuestion]] = [:]
    private var askedSmall: [LeaseQuestion] = []
    private var askedSix: [LeaseQuestion] = []
    private var widest: [LeaseQuestion] = []
    private var seconds: [LeasePlanner.Question: [Double]] = [:]
    private var secondsSmall: [Double] = []
    private var secondsSix: [Double] = []

    init(_ bench: Bench) throws {
        var planner = LeasePlanner(seed: 1)
        let plans = planner.networks(million)
        let tables = PeerTables(bench, plans)
        var plain: [LeasePlanner.Question: [PlannedLease]] = [:]
        for kind in LeasePlanner.Question.allCases {
            plain[kind] = planner.questions(kind, Self.questions, of: plans)
        }
        peers = try tables.peers(plain)
        for (kind, plans) in plain { asked[kind] = try plans.map(LeaseQuestion.init) }
        bench.say("leases: peers hold \(million) leases")
        index = HeldLeases(plans)
        widest = try planner.widest(Self.questions).map(LeaseQuestion.init)
        let fewPlans = planner.networks(few)
        small = HeldLeases(fewPlans)
        for kind in LeasePlanner.Question.allCases {
            askedSmall += try planner.questions(kind, Self.questions, of: fewPlans)
                .map(LeaseQuestion.init)
            // What is asked exactly is asked of some lease: its addresses are in IPv6, too.
            askedSix += try planner.inSix(plain[kind] ?? []).map(LeaseQuestion.init)
        }
        six = HeldLeases(planner.inSix(plans))
        bench.say("leases: ours holds as many, in IPv4 and IPv6")
    }

    func run() throws {
        for round in 0...Timing.fewestRuns {
            let isCounted = round > 0
            let few = small.secondsEach(askedSmall)
            let six = six.secondsEach(askedSix)
            if isCounted { secondsSmall.append(few) }
            if isCounted { secondsSix.append(six) }
            for (kind, questions) in asked {
                let ours = index.secondsEach(questions)
                if isCounted { seconds[kind, default: []].append(ours) }
                for peer in peers { try peer.ask(kind, isCounted: isCounted) }
            }
        }
        for peer in peers {
            for (kind, questions) in asked { try peer.check(kind, index.answers(questions)) }
        }
    }

    func ours(_ kind: LeasePlanner.Question) -> Double { percentile(50, of: seconds[kind] ?? []) }

    func slowest(_ kind: LeasePlanner.Question) -> Double {
        percentile(99, of: index.typicalSeconds(asked[kind] ?? []))
    }

    func note(_ kind: LeasePlanner.Question) -> String {
        "10⁶ leases, \(kind.meaning); exists, count up to 16 and until when"
    }

    /// Growth, tails, the widest questions, IPv6.
    func recordOwn(_ bench: Bench) throws {
        let kinds = LeasePlanner.Question.allCases
        let mean = kinds.map(ours).reduce(0, +) / Double(kinds.count)
        let fewMean = percentile(50, of: secondsSmall)
        let all = kinds.flatMap { asked[$0] ?? [] }
        try bench.recordTail("leases.network.p99", index.typicalSeconds(all), "all four kinds")
        try bench.recordTail("leases.network.ipv6-p99", six.typicalSeconds(askedSix), "in IPv6")
        try bench.recordGrowth("leases.network.growth", from: fewMean, to: mean)
        try bench.recordWidest("leases.network.widest", index.typicalSeconds(widest), "/0 to /7")
        try bench.record(
            Figure(
                "leases.network.ipv6",
                percentile(50, of: secondsSix) * 1e9,
                "ns",
                better: .less,
                note: "the four kinds in 2001:db8::/32, exactly; no peer answers these"
            )
        )
    }
}

extension LeasePlanner.Question {
    fileprivate var meaning: String {
        switch self {
        case .like: "asked as they are declared"
        case .narrow: "/24 to /32 anywhere asked"
        case .exact: "a lease's own target and window asked"
        case .wide: "/8 to /16 for up to an hour asked"
        }
    }
}

// MARK: Mixed kinds

/// The same bounds for leases of several kinds, where no peer knows all of them.
private func mixedLeases(_ bench: Bench) throws {
    var planner = LeasePlanner(seed: 2)
    let small = HeldLeases(planner.mixed(few))
    let index = HeldLeases(planner.mixed(million))
    let asked = try (0..<2).map { _ in try planner.mixed(5_000).map(LeaseQuestion.init) }
    let hot = try planner.hot(2_000).map(LeaseQuestion.init)
    let roots = try planner.roots(2_000).map(LeaseQuestion.init)
    var seconds: [[Double]] = [[], [], []]
    for round in 0...Timing.fewestRuns {
        let taken = [
            small.secondsEach(asked[0]), index.secondsEach(asked[1]), index.secondsEach(hot),
        ]
        guard round > 0 else { continue }
        for side in taken.indices { seconds[side].append(taken[side]) }
    }
    let means = seconds.map { percentile(50, of: $0) }
    let tails = [index.typicalSeconds(asked[1]), index.typicalSeconds(hot)]
    for (side, name) in ["like", "hot"].enumerated() {
        try bench.record(
            Figure(
                "leases.mixed.\(name)",
                means[side + 1] * 1e9,
                "ns",
                better: .less,
                p99: percentile(99, of: tails[side]) * 1e9,
                note: side == 0 ? "10⁶ leases: \(LeasePlanner.about)" : "the ten targets alone"
            )
        )
    }
    try bench.recordTail("leases.mixed.p99", tails[0], LeasePlanner.about)
    try bench.recordGrowth("leases.mixed.growth", from: means[0], to: means[1])
    let widest = "0.0.0.0/0, a quarter of it, roots of names"
    try bench.recordWidest("leases.mixed.widest", index.typicalSeconds(roots), widest)
}

extension Bench {
    /// A tail in process: medians of each question, so that it is the question's and not the
    /// machine's.
    fileprivate func recordTail(_ name: String, _ seconds: [Double], _ note: String) throws {
        try record(
            Figure(
                name,
                percentile(99, of: seconds) * 1e6,
                "µs",
                better: .less,
                bar: .value(5),
                note: "99th percentile of \(seconds.count), each its median: \(note)"
            )
        )
    }

    fileprivate func recordGrowth(_ name: String, from few: Double, to many: Double) throws {
        try record(
            Figure(
                name,
                many / few,
                "times",
                better: .less,
                bar: .value(6),
                note: String(format: "from %.0f ns at 10⁴ to %.0f at 10⁶", few * 1e9, many * 1e9)
            )
        )
    }

    fileprivate func recordWidest(_ name: String, _ seconds: [Double], _ note: String) throws {
        try record(
            Figure(
                name,
                (seconds.max() ?? .infinity) * 1e6,
                "µs",
                better: .less,
                p99: percentile(99, of: seconds) * 1e6,
                bar: .value(20),
                note: "the slowest of \(seconds.count), each its median: \(note)"
            )
        )
    }
}

// MARK: Bytes

/// What the index takes for a lease.
private func leaseBytes(_ bench: Bench) throws {
    var planner = LeasePlanner(seed: 3)
    // What the process keeps for later from building is there before.
    keep(HeldLeases(planner.mixed(few)).bytes)
    for isParts in [true, false] {
        let count = isParts ? million / 10 : million
        let plans = isParts ? planner.parts(count) : planner.mixed(count)
        let before = try residentBytes()
        let index = HeldLeases(plans)
        let grown = Double(try residentBytes() - before) / Double(count)
        try bench.record(
            Figure(
                isParts ? "leases.bytes.parts" : "leases.bytes.mixed",
                // A process that did not grow had the room before: nothing was measured.
                isParts ? (grown > 0 ? grown : .infinity) : Double(index.bytes) / Double(count),
                "bytes",
                better: .less,
                bar: .value(isParts ? 1_024 : 300),
                note: isParts
                    ? "a lease of 10⁵ with a range or paths, by the process's memory"
                    : "as allocated, a lease of 10⁶; the process's memory grew by \(Int(grown)): "
                        + LeasePlanner.about
            )
        )
    }
}

/// What this process holds in memory.
private func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
}
