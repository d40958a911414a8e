// SPDX-License-Identifier: Apache-2.0

package import API
package import Scanning

/// What of a plan a rule may speak against.
package struct ScanManner {
    private let technique: Technique?
    private let intensity: Intensity?
    private let window: Wire.Window

    package init(technique: String, intensity: String?, window: Wire.Window) {
        self.technique = Technique(named: technique)
        self.intensity = intensity.map { Intensity(rawValue: $0) } ?? .passive
        self.window = window
    }

    /// That of a scan that was declared.
    package init(_ scan: Scan) {
        technique = scan.intent.technique
        intensity = scan.intent.intensity
        window = Wire.Window(scan.intent.window)
    }

    /// What of it a rule does not want.
    fileprivate func conflicts(with rule: Wire.ScanRuleTerms) -> [String] {
        var found: [String] = []
        if let technique, rule.refused.contains(technique.rawValue) {
            found.append(technique.rawValue)
        }
        if let most = rule.intensity.flatMap(Intensity.init), let intensity, intensity > most {
            found.append(intensity.rawValue)
        }
        let isQuiet = rule.quiet.contains { $0.start < window.end && window.start < $0.end }
        if isQuiet { found.append("its window") }
        return found
    }
}

extension Wire.Advice {
    /// The advice for a person, the same on a page and on the command line: what is asked of
    /// scanners first, then a line a scope, then what would be better.
    package func lines(on manner: ScanManner?) -> [String] { ruleLines(on: manner) + otherLines }

    /// Each rule on what was asked about, in a line of its own, once.
    package func ruleLines(on manner: ScanManner?, onlyRefusing: Bool = false) -> [String] {
        let rules = scopes.flatMap(\.rules).filter { !onlyRefusing || $0.refusesScans }
        return rules.map { $0.sentence(on: manner) }.reduce(into: []) { lines, line in
            if !lines.contains(line) { lines.append(line) }
        }
    }

    /// A line a scope, then what would be better.
    package var otherLines: [String] {
        var lines = scopes.map(\.sentence)
        if let quietWindow {
            // "Quiet" is when an owner wants nobody there; this is when to come.
            let when = quietWindow.forPeople
            lines.append("Nobody else scans it, and no owner wants quiet, from \(when).")
        }
        if !uncovered.isEmpty {
            lines.append("Not scanned by others then: \(uncovered.joined(separator: ", ")).")
        }
        return lines
    }
}

extension Wire.ScopeAdvice {
    /// The verdict is the weightiest of what is so; the rest is told all the same.
    fileprivate var sentence: String {
        let place = about == scope ? "" : " (in all of \(about))"
        var said: [String] = []
        switch ScanAdvice.Verdict(rawValue: verdict) {
        case .optedOut: said.append("\(verdict), its owner or maintainer asks that nobody scans it")
        case .notAuthorized:
            said.append("\(verdict), only its owner can allow it and nothing here says so")
        case .free, .rule: said.append("\(verdict), nobody else scans it")
        case .overlapping, .recentlyCovered: break
        case nil: said.append(verdict)
        }
        if let overlapping { said.append("overlapping with \(overlapping.words)") }
        if let covered { said.append("recently covered by \(covered.words)") }
        if let requestsPerHour { said.append("your share is \(requestsPerHour) requests an hour") }
        return
            (["\(scope)\(place): \(said.joined(separator: "; "))."]
            + [warning].compactMap(\.self)).joined(separator: " ")
    }

    /// How many others, in words.
    fileprivate static func words(ofExtent extent: String) -> String {
        switch OverlapAdvice.Extent(rawValue: extent) {
        case .one: "one other"
        case .few: "two to four others"
        case .many: "five others or more"
        case nil: extent
        }
    }
}

extension Wire.Others {
    fileprivate var words: String {
        var same: [String] = []
        if isSameModelFamily == true { same.append("with your models") }
        if isSameRevision == true { same.append("at your revision") }
        let nature = same.isEmpty ? "" : " \(same.joined(separator: " and "))"
        let others = Wire.ScopeAdvice.words(ofExtent: extent)
        let how = techniques.joined(separator: ", ")
        return "\(others) (\(how))\(nature) until \(until.forPeople)"
    }
}

extension Wire.Covered {
    /// By how many, how completely and at which revisions it was looked at.
    fileprivate var words: String {
        let how =
            switch Completeness(rawValue: completeness) {
            case .complete: "completely"
            case .partial: "in part"
            case .unknown, nil: "how completely is not known"
            }
        let others = Wire.ScopeAdvice.words(ofExtent: extent)
        let at = revisions.isEmpty ? "" : ", at \(revisions.joined(separator: ", "))"
        return "\(others) (\(techniques.joined(separator: ", "))), \(how)\(at)"
    }
}

extension Wire.ScanRuleTerms {
    /// Whether nobody is to scan what it is on.
    package var refusesScans: Bool { Stance(rawValue: stance)?.refuses == true }

    /// What the rule is, whom to ask, and what to do: first whether to scan at all.
    fileprivate func sentence(on manner: ScanManner?) -> String {
        var sentences = ["Rule on \(scope): \(stance)."]
        if let known = Stance(rawValue: stance) { sentences.append(known.words) }
        if let contact { sentences.append("Whom to ask: \(contact).") }
        sentences += limits
        let against = manner?.conflicts(with: self) ?? []
        if !against.isEmpty {
            let what = against.joined(separator: ", ")
            sentences.append("Your plan goes against it (\(what)): change it, or ask first.")
        }
        return sentences.joined(separator: " ")
    }

    private var limits: [String] {
        var limits = quiet.map { "Scan nothing from \($0.forPeople)." }
        if !refused.isEmpty { limits.append("No \(refused.joined(separator: ", ")).") }
        if let intensity { limits.append("At most \(intensity).") }
        if let requestsPerHour {
            limits.append("At most \(requestsPerHour) requests an hour by all together.")
        }
        if let format { limits.append("Reports as \(format).") }
        return limits
    }
}
