// SPDX-License-Identifier: Apache-2.0

package import Store

extension Querying {
    /// How many reports came in a span of time, whoever sent them; for the system alone.
    package func reportsReceived(in span: Range<Instant>) throws -> Int {
        let ids = span.ids(of: ReportMark.self)
        return try first(
            """
            SELECT COUNT(*) FROM reports
            WHERE id >= \(ids.lowerBound) AND id < \(ids.upperBound)
                AND received >= \(span.lowerBound) AND received < \(span.upperBound)
            """
        ) { try $0.read() } ?? 0
    }

    /// How many findings were new in a span of time; for the system alone.
    package func findingsMade(in span: Range<Instant>) throws -> Int {
        let ids = span.ids(of: FindingMark.self)
        return try first(
            """
            SELECT COUNT(*) FROM findings
            WHERE id >= \(ids.lowerBound) AND id < \(ids.upperBound)
                AND found >= \(span.lowerBound) AND found < \(span.upperBound)
            """
        ) { try $0.read() } ?? 0
    }

    /// How many claims met a finding that was known already; for the system alone.
    package func duplicatesMet(in span: Range<Instant>) throws -> Int {
        let ids = span.ids(of: ReportMark.self)
        return try first(
            """
            SELECT COUNT(*) FROM report_claims JOIN reports ON reports.id = report_claims.report
            WHERE report_claims.report >= \(ids.lowerBound)
                AND report_claims.report < \(ids.upperBound)
                AND report_claims.verdict IN (\(DedupVerdict.dupSkip), \(DedupVerdict.dupBetter))
                AND reports.received >= \(span.lowerBound)
                AND reports.received < \(span.upperBound)
            """
        ) { try $0.read() } ?? 0
    }

    /// When the first of these findings was reported; nil where there is none.
    package func firstReported(of findings: [FindingID]) throws -> Instant? {
        guard !findings.isEmpty else { return nil }
        return try first("SELECT MIN(found) FROM findings WHERE id IN (\(each: findings))") {
            try $0.read(Instant?.self)
        } ?? nil
    }
}
