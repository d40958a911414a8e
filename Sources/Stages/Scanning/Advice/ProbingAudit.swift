// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// How much one participant asked about others' scans on one day; what it asked about is not told.
package struct ProbingCount: Hashable, Sendable {
    package let participant: ParticipantID
    /// Questions, those over a budget included.
    package let asked: Int
    /// Places that were asked about.
    package let places: Int
    /// Places whose budget was used up.
    package let exhausted: Int
}

extension Querying {
    /// Participants told of one day at most.
    package static var probingRows: Int { 100 }

    /// Who asked most on a UTC day, those first who used budgets up: for whoever triages.
    package func probing(on day: Int64, viewer: Viewer) throws -> [ProbingCount] {
        try decide(viewer, .auditScans).hiding()
        return try all(
            """
            SELECT total.participant, total.asked,
                (SELECT COUNT(*) FROM scan_questions near
                    WHERE near.participant = total.participant AND near.day = total.day
                        AND near.place <> \(AskAdvice.declared)) - 1,
                (SELECT COUNT(*) FROM scan_questions near
                    WHERE near.participant = total.participant AND near.day = total.day
                        AND near.place <> total.place AND near.place <> \(AskAdvice.declared)
                        AND near.asked > \(AskAdvice.perPlace))
            FROM scan_questions total
            WHERE total.day = \(day) AND total.place = \([UInt8]())
            ORDER BY 4 DESC, 2 DESC, 1 LIMIT \(Self.probingRows)
            """
        ) { row in
            ProbingCount(
                participant: try row.read(),
                asked: try row.read(),
                places: try row.read(),
                exhausted: try row.read()
            )
        }
    }
}
