// SPDX-License-Identifier: Apache-2.0

extension ID {
    /// The least id that anything made at that moment can have, to the millisecond.
    package init(leastAt moment: Instant) {
        self.init(high: (UInt64(max(0, moment.microseconds)) / 1_000) << 16, low: 0)
    }
}

extension Range where Bound == Instant {
    /// The ids of what was made within it and a day around it: a span of the primary key, whose
    /// rows are then looked at by the times that they hold.
    package func ids<Kind>(of kind: Kind.Type) -> Range<ID<Kind>> {
        let day: Int64 = 86_400
        let first = ID<Kind>(leastAt: lowerBound.adding(seconds: -day))
        return first..<Swift.max(first, ID(leastAt: upperBound.adding(seconds: day)))
    }
}
