// SPDX-License-Identifier: Apache-2.0

import Store

/// What everybody may know of a month's work, each only as coarse as its unit allows.
///
/// Engagements about models are not among them, not even as a number: that one exists is
/// confidential (ORDER C7), and most months would have few. Nor is who takes part, or how many do:
/// leaving is not disclosed (ORDER V5).
package enum PublicFigure: String, Sendable, CaseIterable, SQLConvertible {
    case scans
    case reports
    case findings
    case duplicates
    case proved
    case casesOpened = "cases-opened"
    case casesClosed = "cases-closed"
    case embargoesKept = "embargoes-kept"
    case embargoesEnded = "embargoes-ended-early"
    case bundles
    case deliveries
    case acknowledged
    case deployed
    case daysToFix = "days-to-fix"
    case daysToReceipt = "days-to-receipt"
    case advisories

    /// What it counts, in words.
    package var words: String {
        switch self {
        case .scans: "Scans declared"
        case .reports: "Reports received"
        case .findings: "Findings that were new"
        case .duplicates: "Claims that met a finding known already"
        case .proved: "Findings proved by a reproducer"
        case .casesOpened: "Cases opened"
        case .casesClosed: "Cases closed"
        case .embargoesKept: "Embargoes kept to their hour or their release"
        case .embargoesEnded: "Embargoes ended early: public, exploited or leaked"
        case .bundles: "Vulnerabilities whose first patch was released"
        case .deliveries: "Deliveries of patches"
        case .acknowledged: "Of these deliveries, acknowledged by a receipt"
        case .deployed: "Of these deliveries, deployed"
        case .daysToFix: "From the first report to the patch, median"
        case .daysToReceipt: "From the release to the first receipt, median"
        case .advisories: "Advisories published"
        }
    }

    /// In what steps it is told.
    package var unit: FigureUnit {
        switch self {
        case .acknowledged, .deployed: .share
        case .daysToFix, .daysToReceipt: .days
        case .advisories: .published
        default: .count
        }
    }
}

/// The steps in which a figure is told.
///
/// They are why no single act shows: one act changes a figure only when it carries it over the
/// edge of a step. Counts go in steps of 5, so that everything below 5 is one step, and none is
/// not told from few. Shares go in quarters, medians in the spans of a calendar, and both only
/// where at least 5 lie behind them. Only what stands in public one by one is told exactly.
package enum FigureUnit: String, Sendable, CaseIterable {
    case count
    case share
    case days
    case published

    /// As many acts as lie in one step of a count, and behind each share and median at least.
    package static let step = 5
    /// The edges of the spans in which a median is told, in days.
    static let edges = [0, 1, 3, 7, 14, 30, 60, 90, 180]
    private static let quarter = 25

    /// The lower edge of the step that a number lies in; a share is in percent.
    func edge(_ number: Int) -> Int {
        let number = max(0, number)
        return switch self {
        case .count: number / Self.step * Self.step
        case .share: min(number / Self.quarter, 3) * Self.quarter
        case .days: Self.edges.last { $0 < number } ?? 0
        case .published: number
        }
    }

    /// The last number of the step with that lower edge; nil where the step has no end.
    func last(from edge: Int) -> Int? {
        switch self {
        case .count: edge + Self.step - 1
        case .share: edge + Self.quarter
        case .days: Self.edges.first { $0 > edge }
        case .published: edge
        }
    }
}

/// What is told of one figure in one month.
package struct ToldFigure: Hashable, Sendable {
    package let figure: PublicFigure
    /// The edge that was kept; nil where fewer than 5 lay behind a share or median.
    let edge: Int?

    /// The least that it can be.
    package var least: Int? { edge }
    /// The most that it can be; nil where nothing is told, or the step has no end.
    package var most: Int? { edge.flatMap { figure.unit.last(from: $0) } }

    /// The step in words.
    package var text: String {
        guard let edge else { return "fewer than \(FigureUnit.step) behind it" }
        let last = figure.unit.last(from: edge)
        switch figure.unit {
        case .count where edge == 0: return "fewer than \(FigureUnit.step)"
        case .count: return "\(edge) to \(last ?? edge)"
        case .share: return "\(edge) to \(last ?? 100) %"
        case .days: return last.map { Self.within($0) } ?? "more than \(edge) days"
        case .published: return String(edge)
        }
    }

    private static func within(_ days: Int) -> String {
        days == 1 ? "within a day" : "within \(days) days"
    }
}
