// SPDX-License-Identifier: Apache-2.0

import API
import Timestamps

extension Wire.Advice {
    /// The advice for a person: a line a scope, then what would be better.
    var sentence: String {
        var lines = scopes.map(\.sentence)
        if let window = quietWindow {
            lines.append("next quiet window: \(window.start.forPeople) to \(window.end.forPeople)")
        }
        if !uncovered.isEmpty {
            lines.append("not scanned by others then: \(uncovered.joined(separator: " "))")
        }
        return lines.map(Table.harmless).joined(separator: "\n")
    }
}

extension Wire.ScopeAdvice {
    fileprivate var sentence: String {
        let place = about == scope ? "" : " (in all of \(about))"
        var parts = [verdict]
        if let others = overlapping {
            parts.append(
                "others: \(others.extent) (\(others.techniques.joined(separator: ", ")))"
            )
            if others.isSameModelFamily == true { parts.append("with your models") }
            if others.isSameRevision == true { parts.append("at your revision") }
            if verdict == "overlapping" { parts.append("until \(others.until.forPeople)") }
        }
        if let covered { parts.append(covered.words) }
        if let requestsPerHour { parts.append("your share \(requestsPerHour) requests an hour") }
        let words = rules.map(\.sentence) + [warning].compactMap(\.self)
        return (["\(scope)\(place): \(parts.joined(separator: ", "))."] + words)
            .joined(separator: " ")
    }
}

extension Wire.Covered {
    /// By how many, how completely and at which revision it was looked at.
    fileprivate var words: String {
        let at = revisions.first.map { " at \($0)" } ?? ""
        let how = techniques.joined(separator: ", ")
        return "looked at by \(extent) (\(how)), at best \(completeness)\(at)"
    }
}

extension Wire.ScanRuleTerms {
    fileprivate var sentence: String {
        var parts = [stance]
        if let contact { parts.append("contact \(contact)") }
        if let format { parts.append("reports as \(format)") }
        parts += quiet.map { "quiet \($0.start.forPeople) to \($0.end.forPeople)" }
        if !refused.isEmpty {
            parts.append("no \(refused.joined(separator: ", "))")
        }
        if let intensity { parts.append("at most \(intensity)") }
        return "Rule of \(scope): \(parts.joined(separator: "; "))."
    }
}
