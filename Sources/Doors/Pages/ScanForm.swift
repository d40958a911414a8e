// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Store
import Timestamps

/// The form that declares a scan: what was typed into it, and what was wrong with that.
struct ScanForm: Sendable {
    /// One word to choose.
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
    let model: String
    let sources: String
    let contact: String
    let digest: String
    let ownerContact: String
    let evidenceUntil: String
    let techniques: [Choice]
    let intensities: [Choice]
    /// Whether the fields for what somebody runs are shown at once.
    let isAboutOwners: Bool
    let faults: [String]
    let hasFaults: Bool

    init(typed: [String: String] = [:], faults all: [Refusal.Fault] = []) {
        scope = typed["scope"] ?? ""
        tool = typed["tool"] ?? ""
        hours = typed["hours"] ?? Self.usualHours
        model = typed["model"] ?? ""
        sources = typed["sources"] ?? ""
        contact = typed["contact"] ?? ""
        digest = typed["digest"] ?? ""
        ownerContact = typed["ownerContact"] ?? ""
        evidenceUntil = typed["evidenceUntil"] ?? ""
        techniques = Self.choices(Technique.allCases.map(\.rawValue), typed["technique"])
        intensities = Self.choices(Intensity.allCases.map(\.rawValue), typed["intensity"])
        isAboutOwners = !all.isEmpty
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
        let typed = { (name: String) in form[name].flatMap { $0.isEmpty ? nil : $0 } }
        draft.modelFamily = typed("model")
        draft.intensity = typed("intensity")
        draft.contact = typed("contact")
        draft.sources =
            typed("sources")?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        if let digest = typed("digest") {
            let until = CalendarDate(form["evidenceUntil"] ?? "")
            draft.evidence = ScanEvidence(
                digest: digest,
                contact: form["ownerContact"] ?? "",
                expires: until.map { Instant(Timestamp(startOf: $0)) } ?? now
            )
        }
        return try ScanIntent.checked(draft, now: now)
    }

    private static func choices(_ words: [String], _ chosen: String?) -> [Choice] {
        words.map { word in
            Choice(
                value: word,
                label: word.replacing("-", with: " "),
                isChosen: word == chosen
            )
        }
    }

    /// The words that stand beside the field of a place in the plan.
    private static func label(of place: String) -> String {
        switch place.split(separator: "/").first {
        case "scopes": "What will be scanned"
        case "technique": "Technique"
        case "tool": "Tool"
        case "window": "For how many hours"
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
