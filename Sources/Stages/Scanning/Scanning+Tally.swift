// SPDX-License-Identifier: Apache-2.0

package import Store

extension Querying {
    /// How many scans were declared in a span of time, whoever did; for the system alone.
    package func scansDeclared(in span: Range<Instant>) throws -> Int {
        let ids = span.ids(of: ScanMark.self)
        return try first(
            """
            SELECT COUNT(*) FROM scans
            WHERE id >= \(ids.lowerBound) AND id < \(ids.upperBound)
                AND declared >= \(span.lowerBound) AND declared < \(span.upperBound)
            """
        ) { try $0.read() } ?? 0
    }
}
