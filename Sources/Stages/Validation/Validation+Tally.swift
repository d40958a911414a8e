// SPDX-License-Identifier: Apache-2.0

package import Store

extension Querying {
    /// How many findings a reproducer proved in a span of time; for the system alone.
    ///
    /// A run that waited for longer than a month before its verdict is not counted.
    package func findingsProved(in span: Range<Instant>) throws -> Int {
        let month: Int64 = 31 * 86_400
        let asked = span.lowerBound.adding(seconds: -month)..<span.upperBound
        let ids = asked.ids(of: ValidationMark.self)
        return try first(
            """
            SELECT COUNT(DISTINCT finding) FROM validations
            WHERE id >= \(ids.lowerBound) AND id < \(ids.upperBound)
                AND status = \(ValidationStatus.passed)
                AND ended >= \(span.lowerBound) AND ended < \(span.upperBound)
            """
        ) { try $0.read() } ?? 0
    }
}
