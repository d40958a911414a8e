// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Server
import Store
import Timestamps

/// How the fields of the form that declares a scan are read, and faults said.
enum ScanForm {
    /// Hours offered at first: a scan of one day.
    static let usualHours = "24"
    /// Hours read at most; the window's own bound is far below and says so itself.
    private static let mostHours: Int64 = 10_000

    /// The form's fields as a plan, which begins now unless they say when.
    static func intent(_ exchange: Exchange) throws -> ScanIntent {
        let (form, now) = (exchange.form, exchange.now)
        let hours = Int64(form["hours"] ?? "") ?? 0
        let start = try Self.start(form["from"]) ?? now
        let end = start.adding(seconds: min(max(hours, 0), mostHours) * 3_600)
        var draft = ScanDraft(
            scopes: words(form["scope"]),
            technique: form["technique"] ?? "",
            tool: form["tool"] ?? "",
            window: ScanWindow(start: start, end: end)
        )
        draft.modelFamily = exchange.typed("model")
        draft.intensity = exchange.typed("intensity")
        draft.contact = exchange.typed("contact")
        draft.sources = words(form["sources"])
        if let digest = exchange.typed("digest") {
            let until = CalendarDate(form["evidenceUntil"] ?? "")
            draft.evidence = ScanEvidence(
                digest: digest,
                contact: form["ownerContact"] ?? "",
                expires: until.map { Instant(Timestamp(startOf: $0)) } ?? now
            )
        }
        return try ScanIntent.checked(draft, now: now)
    }

    private static func start(_ typed: String?) throws(Refusal) -> Instant? {
        do {
            return try CaseForm.hour(typed)
        } catch {
            throw Refusal(
                .invalid,
                code: "invalid-scan",
                detail: "The scan cannot be declared like this; see the faults.",
                faults: [
                    .init(
                        place: "/window/start",
                        code: "not-a-time",
                        reason: "A moment in UTC, such as 2026-12-24T12:00."
                    )
                ]
            )
        }
    }

    private static func words(_ text: String?) -> [String] {
        (text ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// The words that stand beside the field of a place in the plan.
    static func label(of place: String) -> String? {
        switch place.split(separator: "/").first {
        case "scopes": "What will be scanned"
        case "technique": "Technique"
        case "tool": "Tool"
        case "window": place.hasSuffix("/start") ? "From when on" : "For how many hours"
        case "modelFamily": "Family of models"
        case "intensity": "How hard it touches"
        case "sources": "Where it comes from"
        case "contact": "How its owner reaches you"
        case "evidence":
            switch place.split(separator: "/").last {
            case "digest": "The document’s SHA-256"
            case "contact": "How its owner is reached"
            default: "Until when it allows the scan"
            }
        default: place
        }
    }
}
