// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON
import Timestamps

/// Writes what an advisory says of one vulnerability as a CVE record.
struct CVEComposer {
    let advisory: Advisory
    let options: ConversionOptions
    var ledger: LossLedger

    private var issue: Advisory.Issue { advisory.issues.first ?? Advisory.Issue() }

    /// The record; asks for what only the caller knows.
    mutating func record() throws(ConversionFault) -> CVE.Record {
        let (id, assigner) = try names()
        var metadata = CVE.Metadata(id: id, assigner: assigner)
        metadata.published = ledger.carry(advisory.published)
        metadata.updated = ledger.carry(advisory.modified)
        var container = CVE.Container(CVE.Provider(id: assigner))
        container.title = title()
        container.madePublic = ledger.carry(issue.released)
        container.descriptions = try descriptions()
        var shelf = CVEShelf(advisory: advisory, issue: issue)
        container.affected = shelf.affected(&ledger)
        guard !container.affected.isEmpty else {
            throw .cannot("A CVE record names affected products, and this source names none.")
        }
        container.references = references()
        guard !container.references.isEmpty else {
            throw .cannot("A CVE record has a public reference, and this source has none.")
        }
        container.metrics = metrics()
        container.problemTypes = weaknesses()
        container.solutions = texts([.vendorFix, .noFixPlanned, .noneAvailable])
        container.workarounds = texts([.workaround, .mitigation])
        container.exploits = exploits()
        container.credits = credits()
        return CVE.Record(metadata, CVE.Containers(cna: container))
    }

    private mutating func names() throws(ConversionFault) -> (id: String, assigner: String) {
        var needs: [ConversionFault.Need] = []
        let told = issue.cve
        let id = options.cve ?? told?.value
        if id == nil {
            needs.append(
                ConversionFault.Need(
                    option: .cve,
                    sentence: "A CVE record has a CVE identifier, and this source names none."
                )
            )
        }
        if options.assigner == nil {
            needs.append(
                ConversionFault.Need(
                    option: .assigner,
                    sentence: "A CVE record names the organisation that assigned it by a UUID."
                )
            )
        }
        guard let id, let assigner = options.assigner else { throw .needs(needs) }
        for other in issue.ids + [advisory.id].compactMap(\.self) + advisory.otherIDs {
            if other.value == id {
                _ = ledger.carry(other)
            } else {
                ledger.lose(other, .noPlace, "A CVE record names itself only.")
            }
        }
        return (id, assigner)
    }

    /// Longer titles than 256 characters are none (`title`).
    private mutating func title() -> String? {
        guard let title = issue.title ?? advisory.title else { return nil }
        if advisory.title?.value == title.value { _ = ledger.carry(advisory.title) }
        guard title.value.unicodeScalars.count <= 256 else {
            ledger.lose(title, .unmapped, "A title in a CVE record has at most 256 characters.")
            return nil
        }
        let text: String = ledger.carry(title)
        return text
    }

    /// 4 096 characters are the most of a description (`description`).
    private mutating func descriptions() throws(ConversionFault) -> [CVE.Text] {
        var texts: [CVE.Text] = []
        for text in issue.texts {
            guard [.description, .details, .summary].contains(text.category.value) else { continue }
            guard text.text.value.unicodeScalars.count <= 4_096 else {
                ledger.lose(
                    text.text,
                    .unmapped,
                    "A description in a CVE record has at most 4096 characters."
                )
                continue
            }
            _ = ledger.carry(text.category)
            let value: String = ledger.carry(text.text)
            let entry = CVE.Text(value, language: language(text))
            texts.append(entry)
        }
        texts = texts.distinct
        if !texts.contains(where: \.isEnglish), let title = issue.title ?? advisory.title {
            let value: String = ledger.carry(title)
            texts.append(CVE.Text(value))
        }
        guard !texts.isEmpty else {
            throw .cannot("A CVE record describes the vulnerability, and this source does not.")
        }
        return texts
    }

    private mutating func language(_ text: Advisory.Text) -> String {
        if let language = text.language { return ledger.carry(language) }
        if let language = advisory.language { return ledger.carry(language) }
        return "en"
    }

    private mutating func references() -> [CVE.Reference] {
        var references: [CVE.Reference] = []
        for told in issue.references + advisory.references {
            // 512 and 2 048 are the schema's own bounds.
            guard URIText.isAbsolute(told.url.value), told.url.value.utf8.count <= 2_048,
                references.count < 512
            else {
                ledger.lose(told.url, .unmapped, "A CVE record takes 512 URIs of 2048 characters.")
                continue
            }
            let url: String = ledger.carry(told.url)
            var tags: [String] = []
            if let kind = told.kind {
                if let tag = CVEWords.tag(kind.value) {
                    tags = [tag]
                    _ = ledger.carry(kind)
                } else if kind.value == .web {
                    ledger.lose(kind, .implied, "It is what a reference without a tag is.")
                }
            }
            let name = told.words.flatMap { $0.value.utf8.count <= 512 ? $0 : nil }
            let reference = CVE.Reference(url: url, name: ledger.carry(name), tags: tags)
            references.append(reference)
        }
        return references.distinct
    }

    private mutating func metrics() -> [CVE.Metric] {
        var metrics: [CVE.Metric] = []
        for score in issue.scores {
            guard let vector = try? CVSSVector(parsing: score.vector.value) else {
                ledger.lose(score.vector, .unmapped, "It is no vector of CVSS.")
                continue
            }
            _ = ledger.carry(score.vector)
            for implied in score.implied {
                ledger.lose(implied, .implied, "It follows from the vector.")
            }
            let metric = CVE.Metric(CVE.CVSS(vector))
            metrics.append(metric)
        }
        return metrics.distinct
    }

    private mutating func weaknesses() -> [CVE.ProblemType] {
        var types: [CVE.ProblemType] = []
        for weakness in issue.weaknesses {
            let id: String = ledger.carry(weakness)
            let text = WeaknessNames.name(of: id).map { "\(id) \($0)" } ?? id
            let type = CVE.ProblemType([CVE.Weakness(text, cwe: id, type: "CWE")])
            types.append(type)
        }
        return types.distinct
    }

    private mutating func texts(_ categories: [CSAF.Remediation.Category]) -> [CVE.Text] {
        var texts: [CVE.Text] = []
        for remedy in issue.remedies where categories.contains(remedy.category.value) {
            if [.vendorFix, .workaround].contains(remedy.category.value) {
                _ = ledger.carry(remedy.category)
            }
            let details: String = ledger.carry(remedy.details)
            let address = remedy.url.map { " \(ledger.carry($0))" } ?? ""
            let text = CVE.Text(String((details + address).prefix(4_096)))
            texts.append(text)
        }
        return texts.distinct
    }

    private mutating func exploits() -> [CVE.Text] {
        issue.threats.filter { $0.category.value == .exploitStatus }.map { threat in
            _ = ledger.carry(threat.category)
            return CVE.Text(ledger.carry(threat.details))
        }
    }

    private mutating func credits() -> [CVE.Credit] {
        var credits: [CVE.Credit] = []
        for told in issue.credits + advisory.credits {
            let kind = told.kind?.flatMap(CVEWords.kind)
            let name: String = ledger.carry(told.name)
            let credit = CVE.Credit(name, kind: ledger.carry(kind))
            credits.append(credit)
        }
        return credits.distinct
    }
}
