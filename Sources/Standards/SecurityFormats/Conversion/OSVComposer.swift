// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Timestamps

/// Writes what an advisory says of one vulnerability as an OSV record.
struct OSVComposer {
    let advisory: Advisory
    let options: ConversionOptions
    var ledger: LossLedger

    private var issue: Advisory.Issue { advisory.issues.first ?? Advisory.Issue() }

    /// The record; asks for what only the caller knows.
    mutating func record() throws(ConversionFault) -> OSV.Record {
        guard let modified = advisory.modified ?? advisory.published else {
            throw .cannot("An OSV record says when it changed, and this source does not.")
        }
        var record = OSV.Record(id: try id(), modified: modified.value.timestamp)
        record.modified = time(modified)
        record.published = advisory.published.map { time($0) }
        record.withdrawn = advisory.withdrawn.map { time($0) }
        for id in issue.ids + advisory.otherIDs {
            let text = ledger.carry(id)
            if text != record.id { record.aliases.append(text) }
        }
        record.aliases = record.aliases.distinct
        record.summary = summary()
        record.details = details()
        var shelf = OSVShelf(advisory: advisory, issue: issue)
        record.affected = shelf.affected(&ledger)
        setSeverity(&record, shelf.places)
        record.references = references()
        record.credits = credits()
        let weaknesses = issue.weaknesses.map { JSONValue.string(ledger.carry($0)) }
        if !weaknesses.isEmpty { record.databaseSpecific["cwe_ids"] = .array(weaknesses) }
        return record
    }

    /// Prefixes that OSV's schema lists and that advisories of other formats are called by.
    private static let prefixes: Set<String> = [
        "CH", "CVE", "GHSA", "GO", "PYSEC", "RUSTSEC", "OSV", "CLR",
    ]

    private mutating func id() throws(ConversionFault) -> String {
        guard let told = advisory.id ?? issue.ids.first else {
            throw .cannot("An OSV record has an identifier, and this source has none.")
        }
        var id = told.value
        let known = id.contains("-") && Self.prefixes.contains(String(id.prefix { $0 != "-" }))
        if let prefix = options.osvPrefix {
            id = "\(prefix)-\(id)"
        } else if !known {
            throw .needs([
                ConversionFault.Need(
                    option: .osvPrefix,
                    sentence: "An OSV identifier begins with its database's prefix, and "
                        + "\(id) has none that is known; x_ begins one of your own."
                )
            ])
        }
        _ = ledger.carry(told)
        // Several records out of one document need several names.
        return advisory.chosen.map { "\(id)-\($0 + 1)" } ?? id
    }

    /// OSV demands UTC, written with Z.
    private mutating func time(_ told: Told<DateTime>) -> DateTime {
        let time = ledger.carry(told)
        return time.isUTC ? time : DateTime(time.timestamp)
    }

    // MARK: Texts

    private mutating func summary() -> String? {
        guard let own = issue.title else { return ledger.carry(advisory.title) }
        if advisory.title?.value == own.value {
            _ = ledger.carry(advisory.title)
        } else {
            ledger.lose(advisory.title, .unmapped, "OSV has one line for a title.")
        }
        let summary: String = ledger.carry(own)
        return summary
    }

    private static let told: Set<CSAF.Note.Category> = [
        .description, .details, .faq, .general, .summary,
    ]

    /// All texts in CommonMark; the first without a heading, and what to do at the end.
    private mutating func details() -> String? {
        var parts: [String] = []
        for text in issue.texts + advisory.texts where Self.told.contains(text.category.value) {
            _ = ledger.carry(text.category)
            let words = ledger.carry(text.text)
            let title = text.title.map { ledger.carry($0) }
            if let title { parts.append("### \(title)") }
            parts.append(words)
            if text.language?.value.hasPrefix("en") == true {
                ledger.lose(text.language, .implied, "English is what a reader expects.")
            }
        }
        var remedies: [String] = []
        let updates = updates
        for remedy in issue.remedies {
            _ = ledger.carry(remedy.category)
            _ = remedy.products.map { ledger.carry($0) }
            let words = ledger.carry(remedy.details)
            let heading = Self.heading(remedy.category.value)
            let address = remedy.url.map { " <\(ledger.carry($0))>" } ?? ""
            if updates.contains(words) { continue }
            remedies.append("- **\(heading).** \(words)\(address)")
        }
        if !remedies.isEmpty { parts += ["### What to do"] + remedies }
        return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
    }

    /// Advice that the end of a range says as well.
    private var updates: Set<String> {
        Set(
            advisory.products.compactMap { product in
                guard case .span(let span) = product.extent else { return nil }
                return span.fix.map { CSAFWords.update(to: $0.value) }
            }
        )
    }

    private static func heading(_ category: CSAF.Remediation.Category) -> String {
        switch category {
        case .fixPlanned: "A fix is planned"
        case .mitigation: "Mitigation"
        case .noFixPlanned: "No fix is planned"
        case .noneAvailable: "No fix is available"
        case .optionalPatch: "Optional patch"
        case .vendorFix: "Fix"
        case .workaround: "Workaround"
        }
    }

    // MARK: Severity, references, credits

    /// One severity for all, or one a package, as the schema has it.
    private mutating func setSeverity(_ record: inout OSV.Record, _ places: [[Int]]) {
        let affected = Set(issue.products(.affected))
        let isShared = issue.scores.allSatisfy {
            $0.products.isEmpty || Set($0.products.map(\.value)).isSuperset(of: affected)
        }
        var entries: [Int: Int] = [:]
        for (index, own) in places.enumerated() {
            for place in own { entries[place] = index }
        }
        for score in issue.scores {
            let severity = OSV.Severity(score.kind, score: score.vector.value)
            if isShared {
                record.severity.append(severity)
                carry(score)
                continue
            }
            let wanted =
                score.products.isEmpty
                ? Set(record.affected.indices)
                : Set(score.products.compactMap { entries[$0.value] })
            for index in wanted { record.affected[index].severity.append(severity) }
            if !wanted.isEmpty { carry(score) }
        }
        record.severity = record.severity.distinct
        for index in record.affected.indices {
            record.affected[index].severity = record.affected[index].severity.distinct
        }
    }

    private mutating func carry(_ score: Advisory.Score) {
        _ = ledger.carry(score.vector)
        _ = score.products.map { ledger.carry($0) }
        for implied in score.implied {
            ledger.lose(implied, .implied, "It follows from the vector.")
        }
    }

    private mutating func references() -> [OSV.Reference] {
        var references: [OSV.Reference] = []
        for told in issue.references + advisory.references {
            guard URIText.isAbsolute(told.url.value) else {
                ledger.lose(told.url, .unmapped, "It is no URI with a scheme.")
                continue
            }
            _ = ledger.carry(told.isItself)
            let kind = ledger.carry(told.kind) ?? (told.isItself?.value == true ? .advisory : .web)
            let reference = OSV.Reference(kind, url: ledger.carry(told.url))
            references.append(reference)
        }
        return references.distinct
    }

    private mutating func credits() -> [OSV.Credit] {
        (issue.credits + advisory.credits).map { told in
            OSV.Credit(
                name: ledger.carry(told.name),
                kind: ledger.carry(told.kind),
                contacts: told.contacts.map { ledger.carry($0) }
            )
        }
    }
}
