// SPDX-License-Identifier: Apache-2.0

import Scanning
import Store

extension PlanAdvice {
    /// The advice in sentences: one or two a scope, then what would be better.
    var forPeople: [String] {
        var lines = scopes.map(\.forPeople)
        if let window = proposal.quietWindow {
            lines.append("The next quiet window as long: \(window.forPeople).")
        }
        if let uncovered = proposal.uncovered {
            let names = uncovered.map(\.text).joined(separator: ", ")
            lines.append("Not scanned by others then: \(names).")
        }
        return lines
    }
}

extension ScanAdvice {
    /// The advice on one scope.
    fileprivate var forPeople: String {
        let place = about == scope ? "" : " (in all of \(about.text))"
        var said: [String] = []
        switch verdict {
        case .optedOut: said.append("its owner or maintainer asks that nobody scans it.")
        case .notAuthorized: said.append("only its owner can allow it, and nothing here says so.")
        case .free, .rule, .overlapping, .recentlyCovered: break
        }
        // The verdict is the weightiest of what is so; the rest is told all the same.
        if let others = overlap.overlapping { said.append("\(others.forPeople) overlapping.") }
        if let covered = overlap.covered { said.append(covered.forPeople) }
        if said.isEmpty { said.append("nobody else.") }
        if let requestsPerHour { said.append("Your share: \(requestsPerHour) requests an hour.") }
        let words = rules.map(\.forPeople) + [scope.warning].compactMap(\.self)
        return (["\(scope.text)\(place): \(said.joined(separator: " "))"] + words)
            .joined(separator: " ")
    }
}

extension ScanRule {
    /// What it asks, in a sentence.
    fileprivate var forPeople: String {
        var parts: [String] = [stance.forPeople]
        if let contact { parts.append("contact \(contact)") }
        if let format { parts.append("reports as \(format)") }
        if let requestsPerHour {
            parts.append("at most \(requestsPerHour) requests an hour by all together")
        }
        parts += quiet.map { "quiet from \($0.forPeople)" }
        if !refused.isEmpty {
            parts.append("no \(refused.map(\.rawValue).joined(separator: ", "))")
        }
        if let intensity { parts.append("at most \(intensity.rawValue)") }
        return "Rule of \(scope.text): \(parts.joined(separator: "; "))."
    }
}

extension Stance {
    fileprivate var forPeople: String {
        switch self {
        case .neverScan: "never scan, lives depend on it"
        case .optedOut: "do not scan"
        case .ask: "ask first"
        case .welcome: "scans are welcome"
        }
    }
}

extension OverlapAdvice.Others {
    fileprivate var forPeople: String {
        let names = techniques.techniques.map(\.rawValue).joined(separator: ", ")
        var same: [String] = []
        if sameModelFamily == true { same.append("with your models") }
        if sameRevision == true { same.append("at your revision") }
        let nature = same.isEmpty ? "" : " \(same.joined(separator: " and "))"
        return "\(extent.forPeople)\(nature), \(names),"
    }
}

extension OverlapAdvice.Covered {
    /// By how many, how completely and at which revisions it was looked at.
    fileprivate var forPeople: String {
        let names = techniques.techniques.map(\.rawValue).joined(separator: ", ")
        let how =
            switch completeness {
            case .complete: "completely"
            case .partial: "in part"
            case .unknown: "how completely is not known"
            }
        let at = revisions.isEmpty ? "" : "; at \(revisions.joined(separator: ", "))"
        return "looked at recently by \(extent.forPeople), \(names), \(how)\(at)."
    }
}

extension OverlapAdvice.Extent {
    fileprivate var forPeople: String {
        switch self {
        case .one: "one other"
        case .few: "two to four others"
        case .many: "five others or more"
        }
    }
}
