// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// A row of `scan_rules`.
struct ScanRuleRow {
    /// The columns in the order in which they are read.
    static let columns: Statement = """
        scan_rules.id, scan_rules.participant, scan_rules.scope, scan_rules.stance, \
        scan_rules.contact, scan_rules.format, scan_rules.rate, scan_rules.quiet, \
        scan_rules.refused, scan_rules.intensity, scan_rules.until, scan_rules.listed, \
        scan_rules.on_behalf, scan_rules.changed
        """

    let id: ScanRuleID
    let stance: Stance
    /// Nil where its scope is of a kind that this version knows no more.
    let rule: ScanRule?

    init(_ row: inout Row, in tables: any Querying) throws {
        id = try row.read()
        let owner: ParticipantID = try row.read()
        let scope = try? Scope(parsing: try row.read())
        stance = try row.read()
        let contact = try tables.openWords(try row.read())
        let format = try tables.openWords(try row.read())
        let rate: Int? = try row.read()
        let quiet = Self.windows(try row.read())
        let refused = Self.techniques(try row.read())
        let (intensity, until): (Intensity?, Instant?) = (try row.read(), try row.read())
        let isListed: Bool = try row.read()
        let onBehalf = try tables.openWords(try row.read())
        let changed: Instant = try row.read()
        rule = scope.map { [id, stance] scope in
            ScanRule(
                id: id,
                owner: owner,
                scope: scope,
                stance: stance,
                contact: contact,
                format: format,
                requestsPerHour: rate,
                quiet: quiet,
                refused: refused,
                intensity: intensity,
                until: until,
                isListed: isListed,
                onBehalf: onBehalf,
                changed: changed
            )
        }
    }

    /// Windows in one text: start and end with a slash between, apart by commas.
    static func text(of windows: [ScanWindow]) -> String {
        windows.map { "\($0.start)/\($0.end)" }.joined(separator: ",")
    }

    private static func windows(_ text: String) -> [ScanWindow] {
        text.split(separator: ",").compactMap { part in
            let ends = part.split(separator: "/").compactMap { Instant(String($0)) }
            return ends.count == 2 ? ScanWindow(start: ends[0], end: ends[1]) : nil
        }
    }

    private static func techniques(_ text: String) -> [Technique] {
        text.split(separator: ",").compactMap { Technique(rawValue: String($0)) }
    }
}
