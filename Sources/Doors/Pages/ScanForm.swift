// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Store

/// The form that declares a scan: what was typed into it, and what was wrong with that.
struct ScanForm: Sendable {
    /// One technique to choose.
    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// Hours offered at first: a scan of one day.
    private static let usualHours = "24"
    /// Hours read at most; the window's own bound is far below and says so itself.
    private static let mostHours: Int64 = 10_000

    let scope: String
    let tool: String
    let hours: String
    let techniques: [Choice]
    let faults: [String]
    let hasFaults: Bool

    init(typed: [String: String] = [:], faults all: [Refusal.Fault] = []) {
        scope = typed["scope"] ?? ""
        tool = typed["tool"] ?? ""
        hours = typed["hours"] ?? Self.usualHours
        techniques = Technique.allCases.map {
            Choice(
                value: $0.rawValue,
                label: $0.rawValue.replacing("-", with: " "),
                isChosen: $0.rawValue == typed["technique"]
            )
        }
        faults = all.map { "\(Self.label(of: $0.place)): \($0.reason)" }
        hasFaults = !all.isEmpty
    }

    /// The form's fields as a plan that begins now.
    static func intent(_ form: [String: String], now: Instant) throws -> ScanIntent {
        let hours = Int64(form["hours"] ?? "") ?? 0
        let end = now.adding(seconds: min(max(hours, 0), mostHours) * 3_600)
        var draft = ScanDraft(
            scopes: (form["scope"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init),
            technique: form["technique"] ?? "",
            tool: form["tool"] ?? "",
            window: ScanWindow(start: now, end: end)
        )
        draft.modelFamily = form["model"].flatMap { $0.isEmpty ? nil : $0 }
        draft.intensity = form["intensity"].flatMap { $0.isEmpty ? nil : $0 }
        return try ScanIntent.checked(draft, now: now)
    }

    /// The words that stand beside the field of a place in the plan.
    private static func label(of place: String) -> String {
        switch place.split(separator: "/").first {
        case "scopes": "What will be scanned"
        case "technique": "Technique"
        case "tool": "Tool"
        case "window": "For how many hours"
        default: place
        }
    }
}
