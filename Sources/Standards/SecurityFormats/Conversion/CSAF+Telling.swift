// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON
import Timestamps

/// Reads what a CSAF 2.0 document says.
struct CSAFTeller {
    let document: SourceNode
    var ledger: LossLedger
    /// The advisory's products by the identifier that the document gives them.
    var places: [String: [Int]] = [:]
    /// Members of groups of products, by the group's identifier.
    var groups: [String: [Told<String>]] = [:]
    var products: [Advisory.Product] = []

    /// The document as an advisory.
    mutating func advisory() -> Advisory {
        var advisory = Advisory()
        guard let about = document["document"] else { return advisory }
        let tracking = about["tracking"]
        advisory.id = tracking?.text("id")
        advisory.otherIDs = tracking?.texts("aliases") ?? []
        advisory.published = tracking?.time("initial_release_date")
        advisory.modified = tracking?.time("current_release_date")
        advisory.title = about.text("title")
        advisory.author = about["publisher"]?.text("name")
        advisory.language = about.text("lang")
        for note in about.list("notes") { read(note, into: &advisory) }
        advisory.references = about.list("references").compactMap(reference)
        advisory.credits = about.list("acknowledgments").flatMap(credits)
        readProducts()
        advisory.products = products
        for node in document.list("vulnerabilities") { advisory.issues.append(issue(node)) }
        ledger.lose(about["csaf_version"], .form, "It is the version of the source's format.")
        ledger.lose(about["category"], .form, "It is the profile of the source's format.")
        ledger.lose(
            tracking?["revision_history"],
            .noPlace,
            "Only CSAF keeps a history of a document's changes."
        )
        return advisory
    }

    private mutating func read(_ node: SourceNode, into advisory: inout Advisory) {
        guard let text = text(node) else { return }
        if text.title?.value == CSAFWords.withdrawn, text.category.value == .general,
            let time = node.time("text")
        {
            advisory.withdrawn = time.with(node)
            return
        }
        advisory.texts.append(text)
    }

    private func text(_ node: SourceNode) -> Advisory.Text? {
        guard let category: Told<CSAF.Note.Category> = node.word("category"),
            let words = node.text("text")
        else { return nil }
        var text = Advisory.Text(category.value, words, title: node.text("title"))
        text.category = category
        return text
    }

    private func reference(_ node: SourceNode) -> Advisory.Reference? {
        guard let url = node.text("url") else { return nil }
        let isItself = node.text("category")?.map { $0 == "self" }
        var one = Advisory.Reference(url: url, isItself: isItself)
        guard let summary = node.text("summary") else { return one }
        one.kind = summary.flatMap(CSAFWords.referenceKind)
        if one.kind == nil { one.words = summary }
        return one
    }

    private func credits(_ node: SourceNode) -> [Advisory.Credit] {
        let summary = node.text("summary")
        let kind = summary?.flatMap(CSAFWords.creditKind)
        let organization = node.text("organization")
        var credits: [Advisory.Credit] = []
        for name in node.texts("names") {
            var credit = Advisory.Credit(name: name, kind: kind)
            if let organization {
                credit.name = Told(
                    "\(name.value), \(organization.value)",
                    name.leaves + organization.leaves
                )
            }
            credits.append(credit)
        }
        if let organization, credits.isEmpty {
            credits.append(
                Advisory.Credit(name: organization, kind: kind, isOrganization: true)
            )
        }
        for place in credits.indices {
            credits[place].contacts = node.texts("urls")
            if kind == nil { credits[place].words = summary }
        }
        return credits
    }

    // MARK: The vulnerability

    private mutating func issue(_ node: SourceNode) -> Advisory.Issue {
        var issue = Advisory.Issue()
        issue.leaves = [node.leaves]
        issue.ids = [node.text("cve")].compactMap(\.self)
        for id in node.list("ids") {
            guard let text = id.text("text") else { continue }
            let isKnown = CSAFWords.system(of: text.value) == id.text("system_name")?.value
            issue.ids.append(isKnown ? text.with(id) : text)
        }
        issue.title = node.text("title")
        for note in node.list("notes") {
            guard let text = text(note) else { continue }
            if text.title?.value == CSAFWords.cvss4, let score = scoreOfNote(text, note) {
                issue.scores.append(score)
            } else {
                issue.texts.append(text)
            }
        }
        issue.weaknesses = [node["cwe"]?.text("id")].compactMap(\.self)
        ledger.lose(node["cwe"]?["name"], .implied, "It follows from the weakness's number.")
        issue.discovered = node.time("discovery_date")
        issue.released = node.time("release_date")
        readStatuses(node, &issue)
        for score in node.list("scores") { issue.scores += scores(score) }
        issue.remedies = node.list("remediations").compactMap { remedy($0) }
        issue.threats = node.list("threats").compactMap { threat($0) }
        issue.references = node.list("references").compactMap(reference)
        issue.credits = node.list("acknowledgments").flatMap(credits)
        return issue
    }

    /// `CVSS:4.0/…: 9.3, Critical.`, as converters write it.
    private func scoreOfNote(_ text: Advisory.Text, _ node: SourceNode) -> Advisory.Score? {
        let parts = text.text.value.split(separator: ": ")
        guard let vector = parts.first, vector.hasPrefix("CVSS:4.0/") else { return nil }
        return Advisory.Score(kind: .cvss4, vector: Told(String(vector), [node.leaves]))
    }

    private func scores(_ node: SourceNode) -> [Advisory.Score] {
        var scores: [Advisory.Score] = []
        for (key, kind) in [("cvss_v2", OSV.SeverityKind.cvss2), ("cvss_v3", .cvss3)] {
            guard let cvss = node[key], let vector = cvss.text("vectorString") else { continue }
            let base = (try? CVSSVector(parsing: vector.value))?.scores.base.value
            let implied = cvss.children.filter { key, child in
                key != "vectorString"
                    && (key != "baseScore" || child.value.doubleValue == base)
            }
            scores.append(
                Advisory.Score(
                    kind: kind,
                    vector: vector,
                    products: node.texts("products").flatMap(self.places),
                    implied: implied.map { Told($0.node.value, [$0.node.leaves]) }
                )
            )
        }
        return scores
    }

    private func remedy(_ node: SourceNode) -> Advisory.Remedy? {
        guard let category: Told<CSAF.Remediation.Category> = node.word("category"),
            let details = node.text("details")
        else { return nil }
        return Advisory.Remedy(
            category: category,
            details: details,
            url: node.text("url"),
            date: node.time("date"),
            products: meant(node)
        )
    }

    private func threat(_ node: SourceNode) -> Advisory.Threat? {
        guard let category: Told<CSAF.Threat.Category> = node.word("category"),
            let details = node.text("details")
        else { return nil }
        return Advisory.Threat(
            category: category,
            details: details,
            date: node.time("date"),
            products: meant(node)
        )
    }

    // MARK: Products by their identifiers

    /// The products that a member names, directly and by groups.
    func meant(_ node: SourceNode) -> [Told<Int>] {
        let inGroups = node.texts("group_ids").flatMap { group in
            (groups[group.value] ?? []).map { Told($0.value, group.leaves + $0.leaves) }
        }
        return (node.texts("product_ids") + inGroups).flatMap(places)
    }

    func places(_ id: Told<String>) -> [Told<Int>] {
        (places[id.value] ?? []).map { Told($0, id.leaves) }
    }
}
