// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Limits how often something is asked for by one key, in bounded memory: one bucket of tokens a
/// key.
final class RateLimiter: Sendable {
    /// Keys remembered at most: some megabytes, and more than one minute of honest askers.
    static let mostKeys = 20_000

    /// How much a key may ask for.
    struct Rate: Sendable {
        let perMinute: Int
        /// How much at once, after a quiet time.
        let burst: Int
    }

    private struct Bucket {
        var level: Double
        var filledAt: ContinuousClock.Instant
    }

    private let rate: Rate
    private let buckets = Mutex<[String: Bucket]>([:])

    init(_ rate: Rate) {
        self.rate = rate
    }

    /// Takes tokens for one request; answers the seconds to wait where there are not enough.
    func take(_ key: String, cost: Int = 1, now: ContinuousClock.Instant = .now) -> Int? {
        buckets.withLock { buckets in
            if buckets[key] == nil, buckets.count >= Self.mostKeys { makeRoom(&buckets, now) }
            var bucket = buckets[key] ?? Bucket(level: Double(rate.burst), filledAt: now)
            bucket.level = level(of: bucket, now)
            bucket.filledAt = now
            defer { buckets[key] = bucket }
            let missing = Double(cost) - bucket.level
            guard missing > 0 else {
                bucket.level -= Double(cost)
                return nil
            }
            let seconds = missing * 60 / Double(rate.perMinute)
            return max(1, Int(seconds.rounded(.up)))
        }
    }

    /// Takes tokens for what has gone wrong, whether they are there or not: the next request waits.
    func charge(_ key: String, cost: Int, now: ContinuousClock.Instant = .now) {
        buckets.withLock { buckets in
            var bucket = buckets[key] ?? Bucket(level: Double(rate.burst), filledAt: now)
            bucket.level = max(level(of: bucket, now) - Double(cost), -Double(rate.burst))
            bucket.filledAt = now
            buckets[key] = bucket
        }
    }

    /// How many keys are remembered.
    var count: Int { buckets.withLock { $0.count } }

    private func level(of bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
        let (whole, part) = bucket.filledAt.duration(to: now).components
        let seconds = Double(whole) + Double(part) / 1e18
        return min(Double(rate.burst), bucket.level + seconds * Double(rate.perMinute) / 60)
    }

    /// Forgets keys whose bucket is full again, and if none is, an eighth of all.
    ///
    /// A forgotten key begins anew with a full bucket, so a flood from many addresses costs memory
    /// no more than the bound, and honest askers nothing.
    private func makeRoom(_ buckets: inout [String: Bucket], _ now: ContinuousClock.Instant) {
        buckets = buckets.filter { level(of: $0.value, now) < Double(rate.burst) }
        guard buckets.count >= Self.mostKeys else { return }
        for key in Array(buckets.keys.prefix(Self.mostKeys / 8)) { buckets[key] = nil }
    }
}

/// The rates of a server.
enum Rates {
    /// A failed credential costs as much as so many requests: guessing is slow.
    static let failedCredentialCost = 20
    /// A flood from one network counts as one: the first four groups of an IPv6 address are a
    /// site's.
    static func key(of address: String) -> String {
        guard address.contains(":") else { return address }
        let groups = address.split(separator: ":", omittingEmptySubsequences: false)
        return groups.prefix(4).joined(separator: ":")
    }
}
