// SPDX-License-Identifier: Apache-2.0
import Glibc

/// How long repeated runs of one piece of work took.
struct Timing {
    /// Seconds on the wall clock, one figure a run.
    let wallSeconds: [Double]
    /// Seconds of processor time of the whole process, one figure a run.
    let cpuSeconds: [Double]

    /// The fewest runs a median is taken from.
    static let fewestRuns = 5

    /// The median on the wall clock.
    var seconds: Double { percentile(50, of: wallSeconds) }
    /// The median of processor time: what single-threaded peers are compared by.
    var processorSeconds: Double { percentile(50, of: cpuSeconds) }
}

/// Runs the work once to warm up, then at least five times more.
func timed(
    runs: Int = Timing.fewestRuns,
    _ work: () async throws -> Void
) async rethrows -> Timing {
    var wall: [Double] = []
    var processor: [Double] = []
    try await work()
    for _ in 0..<max(runs, Timing.fewestRuns) {
        let began = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
        try await work()
        wall.append(seconds(CLOCK_MONOTONIC) - began.0)
        processor.append(seconds(CLOCK_PROCESS_CPUTIME_ID) - began.1)
    }
    return Timing(wallSeconds: wall, cpuSeconds: processor)
}

/// The value below which this many percent of the values lie (nearest rank).
func percentile(_ percent: Double, of values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.last else { return .nan }
    let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
    return rank >= sorted.count ? last : sorted[max(rank - 1, 0)]
}

/// Seconds on one of the system's clocks.
func seconds(_ clock: clockid_t = CLOCK_MONOTONIC) -> Double {
    // The members of `timespec` belong to another module where HTTP is imported beside it.
    var time = (seconds: 0, nanoseconds: 0)
    withUnsafeMutablePointer(to: &time) { place in
        _ = place.withMemoryRebound(to: timespec.self, capacity: 1) { clock_gettime(clock, $0) }
    }
    return Double(time.seconds) + Double(time.nanoseconds) / 1e9
}

/// Keeps a result alive, so that the compiler cannot leave the work out.
@inline(never)
func keep<Value>(_ value: Value) {
    withExtendedLifetime(value) {}
}
