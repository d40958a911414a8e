// SPDX-License-Identifier: Apache-2.0

package import Store

extension Querying {
    /// How many cases were opened in a span of time, whoever is on them; for the system alone.
    package func casesOpened(in span: Range<Instant>) throws -> Int {
        try caseCount(where: "opened >= \(span.lowerBound) AND opened < \(span.upperBound)")
    }

    /// How many cases were closed in a span of time; for the system alone.
    package func casesClosed(in span: Range<Instant>) throws -> Int {
        try caseCount(where: "closed >= \(span.lowerBound) AND closed < \(span.upperBound)")
    }

    /// How many embargoes ended at their hour, or by the release of two persons that they were
    /// made for; for the system alone.
    package func embargoesKept(in span: Range<Instant>) throws -> Int {
        try caseCount(
            where: """
                force_end IS NOT NULL AND (
                    (ending IS NULL AND force_end >= \(span.lowerBound)
                        AND force_end < \(span.upperBound))
                    OR (ending = \(EmbargoLifecycle.Ending.released)
                        AND ended >= \(span.lowerBound) AND ended < \(span.upperBound)))
                """
        )
    }

    /// How many embargoes ended before their hour, because silence protected nobody any more; for
    /// the system alone.
    package func embargoesEndedEarly(in span: Range<Instant>) throws -> Int {
        try caseCount(
            where: """
                force_end IS NOT NULL AND ending <> \(EmbargoLifecycle.Ending.released)
                    AND ended >= \(span.lowerBound) AND ended < \(span.upperBound)
                """
        )
    }

    private func caseCount(where condition: Statement) throws -> Int {
        try first("SELECT COUNT(*) FROM cases WHERE \(fragment: condition)") {
            try $0.read()
        } ?? 0
    }
}
