// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// By what leases are looked up.
enum AlertSide: Hashable {
    /// A declared network of theirs holds this address.
    case source(Scope)
    /// A scope of theirs overlaps this one.
    case target(Scope)
    /// Both, source first.
    case both(Scope, Scope)
    /// One scan, where it overlaps a target.
    case scan(ScanID, Scope)

    var target: Scope? {
        switch self {
        case .source: nil
        case .target(let target), .both(_, let target), .scan(_, let target): target
        }
    }

    /// What a row says of this side; nil where its scope only has its key in common with it.
    func match(_ row: AlertLeaseRow) -> AlertEvidence.Match? {
        guard let target else { return .init(row.lease, covers: false, basis: row.basis) }
        // What is stored was checked before; a kind that is known no more is passed over.
        guard let scope = try? Scope(parsing: row.scope), scope.overlaps(target) else { return nil }
        return .init(
            row.lease,
            covers: scope.contains(target),
            basis: row.basis,
            authorizer: row.authorizer
        )
    }

    /// Who gave the word that a scope rests on; NULL where nobody did.
    ///
    /// Asked row by row: joined, an engine may rather read all words.
    var authorizer: Statement {
        switch self {
        case .source: "NULL"
        case .target, .both, .scan:
            """
            (SELECT scan_authorizations.owner FROM scan_authorizations
                WHERE scan_authorizations.id = found.authorized_by)
            """
        }
    }

    /// The table that it is looked up in, as `found`, and what holds there.
    var lookup: Statement {
        let columns = ScopeColumns(key: "found.scope_key", bits: "found.scope_bits")
        let from = { (source: Scope) -> Statement in
            "source IN (\(each: source.declarableNetworks))"
        }
        return switch self {
        case .source(let source):
            """
            (SELECT scan, place, source AS scope, 'open' AS basis FROM scan_sources
                WHERE \(fragment: from(source))) AS found
            JOIN scans ON scans.id = found.scan WHERE 1 = 1
            """
        case .target(let target):
            """
            scan_scopes AS found JOIN scans ON scans.id = found.scan
            WHERE \(fragment: columns.meet(target))
            """
        case .both(let source, let target):
            """
            scan_scopes AS found JOIN scans ON scans.id = found.scan
            WHERE \(fragment: columns.meet(target)) AND EXISTS (SELECT 1 FROM scan_sources
                WHERE scan_sources.scan = scans.id AND \(fragment: from(source)))
            """
        case .scan(let scan, let target):
            """
            scan_scopes AS found JOIN scans ON scans.id = found.scan
            WHERE \(fragment: columns.meet(target)) AND scans.id = \(scan)
            """
        }
    }
}

/// A lease with one of its scopes, or of its sources.
struct AlertLeaseRow {
    let lease: AlertLease
    let scope: String
    let basis: ScanBasis
    let intensity: Intensity
    /// Whose word the scope rests on, where it was authorized.
    let authorizer: ParticipantID?
}

extension Querying {
    /// Rows of leases that were not cancelled and that claim something of the span, the latest
    /// first.
    func leaseRows(
        _ side: AlertSide,
        in span: ClosedRange<Instant>?,
        declaredFrom oldest: ScanID? = nil,
        limit: Int
    ) throws -> [AlertLeaseRow] {
        let from: Statement = oldest.map { "found.scan >= \($0)" } ?? "1 = 1"
        let touching: Statement = span.map { AlertLease.touches($0) } ?? "1 = 1"
        return try all(
            """
            SELECT \(fragment: AlertLease.columns), found.scope, found.basis, scans.intensity,
                \(fragment: side.authorizer)
            FROM \(fragment: side.lookup) AND \(fragment: touching) AND \(fragment: from)
                AND (scans.outcome IS NULL OR scans.outcome <> \(ScanOutcome.cancelled))
            ORDER BY scans.id DESC, found.place LIMIT \(limit)
            """
        ) { row in
            AlertLeaseRow(
                lease: try AlertLease(&row),
                scope: try row.read(),
                basis: try row.read(),
                intensity: try row.read(),
                authorizer: try row.read()
            )
        }
    }
}

extension AlertLease {
    fileprivate static let columns: Statement = """
        scans.id, scans.participant, scans.starts, scans.ends, scans.declared, scans.expires, \
        scans.ended, scans.outcome
        """

    fileprivate init(_ row: inout Row) throws {
        self.init(
            scan: try row.read(),
            participant: try row.read(),
            window: ScanWindow(start: try row.read(), end: try row.read()),
            declared: try row.read(),
            expires: try row.read(),
            ended: try row.read(),
            outcome: try row.read()
        )
    }

    /// Holds for scans whose window, up to when they ended, comes as near to the span as clocks may
    /// be apart.
    ///
    /// A bound on ids would leave out what is long past, and lead SQLite along all that is not; one
    /// on ends alone, along all ends.
    fileprivate static func touches(_ span: ClosedRange<Instant>) -> Statement {
        let from = span.lowerBound.adding(seconds: -ProbeToken.clockSeconds)
        let to = span.upperBound.adding(seconds: ProbeToken.clockSeconds)
        return """
            (scans.starts <= \(to) AND scans.ends > \(from)
                AND COALESCE(scans.ended, scans.ends) > \(from))
            """
    }
}

extension Scope {
    /// The canonical texts of all networks that a scan may declare as its source and that hold
    /// this address.
    var declarableNetworks: [String] {
        guard kind == .network else { return [] }
        let address = Array(key.bytes.dropFirst())
        let narrowest = address.count * 8
        let widest = isIPv4 ? Scope.sourcePrefix4 : Scope.sourcePrefix6
        guard networkPrefix == narrowest else { return [] }
        return (widest...narrowest).map { length in
            let beginning = ScopeKey(tag: key.bytes[0], address, bits: length)
            let kept = Array(beginning.bytes.dropFirst())
            let zeros = [UInt8](repeating: 0, count: address.count - kept.count)
            return "\(Self.text(of: kept + zeros))/\(length)"
        }
    }
}
