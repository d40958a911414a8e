// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Makes UUIDv7 (RFC 9562 §5.7), each later than every one before it in this process (RULES S8).
///
/// The twelve bits after the milliseconds hold their fraction (§6.2, method 3), the rest is random.
final class IDSource: Sendable {
    private struct Last {
        var high: UInt64 = 0
        var low: UInt64 = 0
    }

    private let last = Mutex(Last())

    func next<Kind>(_ kind: Kind.Type, at now: Instant) -> ID<Kind> {
        let (high, low) = last.withLock { last in
            let wanted = Self.high(now)
            if wanted > last.high {
                last = Last(high: wanted, low: Self.variant | (Entropy.word() & Self.random))
            } else {
                Self.advance(&last)
            }
            return (last.high, last.low)
        }
        return ID(high: high, low: low)
    }

    /// A random step keeps neighbours from being guessed; the time moves on when the bits are used
    /// up.
    private static func advance(_ last: inout Last) {
        let sum = (last.low & random) + 1 + (Entropy.word() & (1 << 40 - 1))
        if sum <= random {
            last.low = variant | sum
        } else {
            last.high =
                (last.high & 0xFFF) == 0xFFF
                ? ((last.high >> 16) + 1) << 16 | version
                : last.high + 1
            last.low = variant | Entropy.word() & random
        }
    }

    private static func high(_ now: Instant) -> UInt64 {
        let microseconds = UInt64(max(0, now.microseconds))
        let milliseconds = microseconds / 1_000 & 0xFFFF_FFFF_FFFF
        let fraction = microseconds % 1_000 * 4_096 / 1_000
        return milliseconds << 16 | version | fraction
    }

    private static let version: UInt64 = 7 << 12
    private static let variant: UInt64 = 1 << 63
    private static let random: UInt64 = 1 << 62 - 1
}
