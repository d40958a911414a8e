// SPDX-License-Identifier: Apache-2.0

/// A moment: UTC microseconds since 1970-01-01 in 64 bits (RULES S8).
package struct Instant: Hashable, Comparable, Sendable, SQLConvertible {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package var sqlValue: SQLValue { .integer(microseconds) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        microseconds = value
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment that many seconds later; the ends of 64 bits are kept.
    package func adding(seconds: Int64) -> Instant {
        let (span, tooLong) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, tooFar) = microseconds.addingReportingOverflow(span)
        guard !tooLong, !tooFar else {
            return Instant(microseconds: seconds < 0 ? .min : .max)
        }
        return Instant(microseconds: sum)
    }
}

/// Where the time comes from: the one injected clock of a process (RULES S8).
package protocol WallClock: Sendable {
    /// The present moment.
    func now() -> Instant
    /// The machine's time as the database could see it; only a test's clock answers something else.
    func wall() -> Instant
}

extension WallClock {
    package func wall() -> Instant { now() }
}
