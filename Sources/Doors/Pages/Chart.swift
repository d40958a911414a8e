// SPDX-License-Identifier: Apache-2.0

import Prioritization
import Scanning
import Store

/// How a whole falls into parts: a table that says it, and in each row a bar that shows it.
struct Chart: Sendable {
    /// One part.
    struct Row: Sendable {
        let label: String
        let count: Int
        let drawing: Drawing?
    }

    let title: String
    /// What the parts are.
    let parted: String
    /// What is counted.
    let counted: String
    let summary: String
    let rows: [Row]

    /// Nil where there is nothing to count: then a sentence of the page stands in its place.
    init?(
        _ title: String,
        parted: String,
        counted: String,
        summary: String,
        parts: [(label: String, kind: String, count: Int)]
    ) {
        let whole = parts.map(\.count).reduce(0, +)
        guard whole > 0 else { return nil }
        self.title = title
        self.parted = parted
        self.counted = counted
        self.summary = summary
        // What nothing falls into is left out: a row of noughts says less than its absence.
        rows = parts.filter { $0.count > 0 }.map { part in
            Row(
                label: part.label,
                count: part.count,
                drawing: Drawing(part: part.count, of: whole, kind: part.kind)
            )
        }
    }
}

extension Chart {
    /// Things whose age is looked at: the newest.
    static let agesAtMost = 1_000

    private static let spans: [(label: String, kind: String, days: Int64)] = [
        ("up to 7 days", "active", 7), ("8 to 30 days", "active", 30),
        ("31 to 90 days", "lapsed", 90), ("91 to 365 days", "late", 365),
        ("more than a year", "late", .max),
    ]

    /// How old things are that wait, the moments at which they came being given.
    init?(agesOf moments: [Instant], counted: String, now: Instant) {
        var counts = Self.spans.map { _ in 0 }
        for moment in moments {
            let days = (now.microseconds - moment.microseconds - 1) / 86_400_000_000 + 1
            let span = Self.spans.firstIndex { days <= $0.days } ?? Self.spans.count - 1
            counts[span] += 1
        }
        let oldest = moments.min().map { "The oldest came on \($0.forPeople)." } ?? ""
        let isAll = moments.count < Self.agesAtMost
        self.init(
            "How long they have waited",
            parted: "Age",
            counted: counted,
            summary: isAll ? oldest : "Of the newest \(Self.agesAtMost). \(oldest)",
            parts: zip(Self.spans, counts).map { ($0.label, $0.kind, $1) }
        )
    }

    /// How far an operator is with what affects it.
    init?(coverageOf exposures: [Exposure]) {
        func open(_ reach: AssetReach) -> Int {
            exposures.count { $0.settled == nil && $0.widestReach == reach }
        }
        func settled(_ outcome: DealingOutcome) -> Int {
            exposures.count { $0.settled?.outcome == outcome }
        }
        let done = exposures.count { $0.settled != nil }
        self.init(
            "How far you are",
            parted: "Where it stands",
            counted: "Vulnerabilities",
            summary: "\(done) of \(exposures.count) that affect you are dealt with.",
            parts: [
                ("open, reachable from outside", "late", open(.exposed)),
                ("open, reachable or not: not said", "lapsed", open(.unknown)),
                ("open, not reachable from outside", "lapsed", open(.inside)),
                ("mitigated", "active", settled(.mitigated)),
                ("patched", "completed", settled(.deployed)),
                ("not affected", "completed", settled(.notAffected)),
            ]
        )
    }

    /// How much of what was lately to be scanned was scanned: each target once, by the scan of it
    /// that came furthest; one target alone is no picture.
    init?(coverageOf scans: [Scan], now: Instant) {
        var best: [String: ScanState] = [:]
        for scan in scans {
            let state = scan.lease.state(at: now)
            for scope in scan.intent.scopes {
                let known = best[scope.text]
                if known.map({ state.distance < $0.distance }) ?? true { best[scope.text] = state }
            }
        }
        guard best.count > 1 else { return nil }
        func count(_ states: ScanState...) -> Int { best.values.count { states.contains($0) } }
        self.init(
            "How much is scanned",
            parted: "Target",
            counted: "Targets",
            summary:
                "\(count(.completed)) of \(best.count) targets of the scans above are scanned.",
            parts: [
                ("scanned to the end", "completed", count(.completed)),
                ("being scanned", "active", count(.active)),
                ("planned", "planned", count(.planned)),
                ("lease lapsed, or window over", "lapsed", count(.lapsed, .over)),
                ("given up", "planned", count(.abandoned, .cancelled)),
            ]
        )
    }
}

extension ScanState {
    /// How far it is from a scan that is done.
    fileprivate var distance: Int {
        switch self {
        case .completed: 0
        case .active: 1
        case .planned: 2
        case .lapsed, .over: 3
        case .abandoned, .cancelled, .stopped: 4
        }
    }
}

extension Exposure {
    /// The worst of what is said of its assets.
    fileprivate var widestReach: AssetReach {
        let reaches = Set(assets.map(\.item.reach))
        return reaches.contains(.exposed)
            ? .exposed : reaches.contains(.unknown) ? .unknown : .inside
    }
}
