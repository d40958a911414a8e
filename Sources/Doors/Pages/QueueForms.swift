// SPDX-License-Identifier: Apache-2.0

import Access
import Discovery
import Prioritization
import Store

/// The form that states a fact: one choice of what is so, its source and its day.
struct FactForm: Sendable {
    let key: String
    let choices: [Choice]
    let source: String
    let asOf: String
    let faults: [String]
    let hasFaults: Bool

    init(key: String, typed: [String: String] = [:], faults all: [Refusal.Fault] = []) {
        self.key = key
        choices = FactKind.allCases.flatMap { kind in
            kind.values.map { value in
                Choice(
                    value: "\(kind.rawValue) \(value.rawValue)",
                    label: "\(kind.forPeople): \(value.forPeople)",
                    isChosen: typed["fact"] == "\(kind.rawValue) \(value.rawValue)"
                )
            }
        }
        source = typed["source"] ?? ""
        asOf = typed["asOf"] ?? ""
        faults = all.map { "\(Self.label(of: $0.place)): \($0.reason)" }
        hasFaults = !all.isEmpty
    }

    /// What was chosen.
    static func choice(_ form: [String: String]) throws -> (FactKind, FactValue) {
        let words = (form["fact"] ?? "").split(separator: " ")
        guard words.count == 2, let kind = FactKind(rawValue: String(words[0])),
            let value = FactValue(rawValue: String(words[1]))
        else { throw fault("/fact", "unknown-choice", "Choose what is so.") }
        return (kind, value)
    }

    /// The day, as its first moment in UTC; nil is now.
    static func day(_ form: [String: String]) throws -> Instant? {
        guard let text = form["asOf"], !text.isEmpty else { return nil }
        guard let day = Instant(day: text) else {
            throw fault("/asOf", "not-a-date", "A day such as 2026-11-20.")
        }
        return day
    }

    private static func fault(_ place: String, _ code: String, _ reason: String) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-fact",
            detail: "The fact cannot be stated like this; see the faults.",
            faults: [.init(place: place, code: code, reason: reason)]
        )
    }

    private static func label(of place: String) -> String {
        switch place {
        case "/source": "Source"
        case "/asOf": "As of"
        default: "What is so"
        }
    }
}

/// The form that names the root cause of a finding.
struct RecordPage: Sendable {
    let frame: PageFrame
    let todo: Todo
    let finding: String
    let findingTitle: String
    let package: String
    let versions: String
    let key: String
    let title: String
    let range: String
    let cvss: String
    let cve: String
    let example: String
    let faults: [String]
    let hasFaults: Bool

    init(
        frame: PageFrame,
        finding: Finding,
        key: String,
        typed: [String: String],
        faults all: [Refusal.Fault]
    ) {
        self.frame = frame
        self.finding = finding.id.description
        self.key = key
        findingTitle = finding.title
        package = finding.package
        versions =
            finding.versions.isEmpty ? "not said" : finding.versions.joined(separator: ", ")
        title = typed["title"] ?? finding.title
        range = typed["range"] ?? ""
        cvss = typed["cvss"] ?? ""
        cve = typed["cve"] ?? ""
        example = PackageVersions.example(for: finding.package)
        faults = all.map { "\(Self.label(of: $0.place)): \($0.reason)" }
        hasFaults = !all.isEmpty
        todo = Todo(
            "Say what the root cause is, and which versions have it.",
            why: "It then stands in the queue, as close as the finding: the same people see it."
        )
    }

    private static func label(of place: String) -> String {
        switch place {
        case "/title": "What it is"
        case "/range": "Affected versions"
        case "/cvss": "CVSS vector"
        case "/cve": "CVE identifier"
        default: place
        }
    }
}
