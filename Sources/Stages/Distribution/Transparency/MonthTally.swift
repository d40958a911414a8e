// SPDX-License-Identifier: Apache-2.0

import Coordination
import Discovery
import Prioritization
import Scanning
import Store
import Validation

extension Querying {
    /// What a month is told as: every figure already cut down to its step, nothing finer.
    ///
    /// Walks spans of primary keys and the tables of cases and bundles once a month, in a reader
    /// and never for an asker.
    func tally(of month: CalendarMonth) throws -> [ToldFigure] {
        let span = month.span
        let fixes = try daysToFix(in: span)
        let sent = try sentDeliveries(in: span)
        let waits = sent.compactMap(\.daysToReceipt)
        return try PublicFigure.allCases.map { figure in
            let number: Int? =
                switch figure {
                case .scans: try scansDeclared(in: span)
                case .reports: try reportsReceived(in: span)
                case .findings: try findingsMade(in: span)
                case .duplicates: try duplicatesMet(in: span)
                case .proved: try findingsProved(in: span)
                case .casesOpened: try casesOpened(in: span)
                case .casesClosed: try casesClosed(in: span)
                case .embargoesKept: try embargoesKept(in: span)
                case .embargoesEnded: try embargoesEndedEarly(in: span)
                case .bundles: fixes.count
                case .deliveries: sent.count
                case .acknowledged: Self.percent(waits.count, of: sent.count)
                case .deployed: Self.percent(sent.count { $0.isDeployed }, of: sent.count)
                case .daysToFix: Self.median(fixes)
                case .daysToReceipt: Self.median(waits)
                case .advisories: try advisoriesPublished(in: span)
                }
            return ToldFigure(figure: figure, edge: number.map { figure.unit.edge($0) })
        }
    }

    /// Nil where few lie behind it.
    private static func percent(_ part: Int, of whole: Int) -> Int? {
        whole < FigureUnit.step ? nil : part * 100 / whole
    }

    /// The upper one of two middles; nil where few lie behind it.
    private static func median(_ numbers: [Int]) -> Int? {
        numbers.count < FigureUnit.step ? nil : numbers.sorted()[numbers.count / 2]
    }

    private func advisoriesPublished(in span: Range<Instant>) throws -> Int {
        try first(
            """
            SELECT COUNT(*) FROM advisories
            WHERE published_at >= \(span.lowerBound) AND published_at < \(span.upperBound)
            """
        ) { try $0.read() } ?? 0
    }

    /// For each vulnerability whose first patch was released, the days since its first report.
    private func daysToFix(in span: Range<Instant>) throws -> [Int] {
        let released = try all(
            """
            SELECT vulnerability, MIN(released_at) FROM bundles WHERE released_at IS NOT NULL
            GROUP BY vulnerability
            HAVING MIN(released_at) >= \(span.lowerBound) AND MIN(released_at) < \(span.upperBound)
            """
        ) { (try $0.read(VulnerabilityID.self), try $0.read(Instant.self)) }
        return try released.map { vulnerability, moment in
            let findings = try findingsForSystem(of: vulnerability)
            return Self.days(from: try firstReported(of: findings) ?? moment, to: moment)
        }
    }

    private func sentDeliveries(in span: Range<Instant>) throws -> [SentDelivery] {
        let ids = span.ids(of: DeliveryMark.self)
        return try all(
            """
            SELECT made_at, state,
                (SELECT MIN(given_at) FROM receipts WHERE receipts.delivery = deliveries.id)
            FROM deliveries WHERE id >= \(ids.lowerBound) AND id < \(ids.upperBound)
                AND made_at >= \(span.lowerBound) AND made_at < \(span.upperBound)
            """
        ) { row in
            let made: Instant = try row.read()
            let state: ReceiptKind? = try row.read()
            let receipt: Instant? = try row.read()
            return SentDelivery(
                isDeployed: state == .deployed,
                daysToReceipt: receipt.map { Self.days(from: made, to: $0) }
            )
        }
    }

    /// Days begun between two moments.
    private static func days(from start: Instant, to end: Instant) -> Int {
        let day: Int64 = 86_400_000_000
        return Int((max(0, end.microseconds - start.microseconds) + day - 1) / day)
    }
}

/// What a tally needs of one delivery.
private struct SentDelivery {
    let isDeployed: Bool
    let daysToReceipt: Int?
}
