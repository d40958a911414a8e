// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A lease or a question, made from numbers, the same at every run.
struct PlannedLease {
    /// The beginning of the month that all windows lie in, in seconds since 1970.
    static let epoch: UInt32 = 1_767_225_600
    /// The days in which windows begin.
    static let days: UInt32 = 30

    let scope: String
    /// The same as a network of IPv4, for peers that know nothing else.
    var network = Network(address: 0, length: 32)
    /// Seconds since 1970, the first and that after the last.
    let start: UInt32
    let end: UInt32
    /// Who holds it, by number.
    let holder: UInt64

    /// Addresses of IPv4 by prefix.
    struct Network {
        let address: UInt32
        let length: UInt32

        /// An address with the bits after the prefix taken off.
        init(address: UInt32, length: UInt32) {
            self.address = length == 0 ? 0 : address & (.max << (32 - length))
            self.length = length
        }

        var last: UInt32 { length == 32 ? address : address | (.max >> length) }

        var text: String {
            "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
                + "/\(length)"
        }
    }
}

/// Makes leases and questions: skewed as the world is, a few targets with very many of them.
struct LeasePlanner {
    /// What questions are like.
    enum Question: String, CaseIterable {
        /// As leases are.
        case like
        /// A few addresses anywhere.
        case narrow
        /// The very target and window of a lease.
        case exact
        /// A large network for a short time.
        case wide
    }

    var chance: BenchChance
    /// Networks of organisations, a few with most of the leases.
    let organisations: [PlannedLease.Network]
    private let shares: Shares

    init(seed: UInt64) {
        var chance = BenchChance(seed: 7)
        organisations = (0..<5_000).map { _ in
            PlannedLease.Network(
                address: UInt32(truncatingIfNeeded: chance.next()),
                length: UInt32.random(in: 16...22, using: &chance)
            )
        }
        shares = Shares(organisations.count)
        self.chance = BenchChance(seed: seed)
    }

    // MARK: Networks

    /// Leases on networks of IPv4: most of them in organisations' networks, half of these on one
    /// address; for a quarter of an hour to a day.
    mutating func networks(_ count: Int) -> [PlannedLease] {
        (0..<count).map { _ in network(skewed(), window(900, 86_400)) }
    }

    /// Questions of one kind.
    mutating func questions(
        _ kind: Question,
        _ count: Int,
        of leases: [PlannedLease]
    ) -> [PlannedLease] {
        (0..<count).map { _ in
            switch kind {
            case .like: network(skewed(), window(900, 86_400))
            case .narrow: network(anywhere(24...32), window(900, 86_400))
            case .exact: leases[Int.random(in: 0..<leases.count, using: &chance)]
            case .wide: network(anywhere(8...16), window(900, 3_600))
            }
        }
    }

    /// Questions about everything there is, or nearly.
    mutating func widest(_ count: Int) -> [PlannedLease] {
        (0..<count).map { network(anywhere(0...0, $0 % 8), window(1, 900)) }
    }

    /// The same leases or questions in IPv6: in 2001:db8::/32, with 64 more bits after each.
    mutating func inSix(_ plans: [PlannedLease]) -> [PlannedLease] {
        plans.map { plan in
            let network = plan.network
            let high = String(network.address >> 16, radix: 16)
            let low = String(network.address & 0xFFFF, radix: 16)
            let length = network.length == 32 ? 128 : network.length + 32
            let rest = length == 128 ? String(chance.next() % 4 + 1, radix: 16) : ""
            return PlannedLease(
                scope: "2001:db8:\(high):\(low)::\(rest)/\(length)",
                start: plan.start,
                end: plan.end,
                holder: plan.holder
            )
        }
    }

    mutating func skewed() -> PlannedLease.Network {
        guard chance.part() < 0.7 else {
            let length = Self.length(chance.part(), of: Self.anywhereLengths)
            return anywhere(length...length)
        }
        let home = organisations[shares.pick(&chance)]
        let length = max(home.length, Self.length(chance.part(), of: Self.homeLengths))
        let host = UInt32(truncatingIfNeeded: chance.next()) & (.max >> home.length)
        return PlannedLease.Network(address: home.address | host, length: length)
    }

    /// Lengths of prefixes, each with the part of all that are at most so long.
    private static let homeLengths: [(Double, UInt32)] = [
        (0.5, 32), (0.7, 24), (0.75, 22), (0.8, 25), (0.85, 27), (0.9, 28), (0.95, 29), (1, 30),
    ]
    private static let anywhereLengths: [(Double, UInt32)] = [
        (0.01, 16), (0.05, 20), (0.15, 22), (0.5, 24), (0.65, 28), (1, 32),
    ]

    private static func length(_ part: Double, of lengths: [(Double, UInt32)]) -> UInt32 {
        lengths.first { part < $0.0 }?.1 ?? 32
    }

    private mutating func anywhere(
        _ lengths: ClosedRange<UInt32>,
        _ more: Int = 0
    ) -> PlannedLease.Network {
        PlannedLease.Network(
            address: UInt32(truncatingIfNeeded: chance.next()),
            length: UInt32.random(in: lengths, using: &chance) + UInt32(more)
        )
    }

    private mutating func network(
        _ network: PlannedLease.Network,
        _ window: Range<UInt32>
    ) -> PlannedLease {
        PlannedLease(
            scope: network.text,
            network: network,
            start: window.lowerBound,
            end: window.upperBound,
            holder: chance.next() % 2_000
        )
    }

    mutating func window(_ shortest: Double, _ longest: Double) -> Range<UInt32> {
        let start =
            PlannedLease.epoch
            + UInt32.random(in: 0..<PlannedLease.days * 86_400, using: &chance)
        let length = shortest * exp(chance.part() * log(longest / shortest))
        return start..<start + UInt32(length)
    }
}

/// Shares of a whole, the first the largest (Zipf).
private struct Shares {
    private let sums: [Double]

    init(_ count: Int) {
        var sum = 0.0
        sums = (1...count).map { place in
            sum += 1 / Double(place)
            return sum
        }
    }

    func pick(_ chance: inout BenchChance) -> Int {
        let wanted = chance.part() * (sums.last ?? 0)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] <= wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Chance that repeats itself (SplitMix64).
struct BenchChance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A part of one, from 0 up to but not including 1.
    mutating func part() -> Double { Double(next() >> 11) * 0x1p-53 }
}
