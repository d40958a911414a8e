// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import StrictJSON

/// Reads what an OpenVEX document says.
struct OpenVEXTeller {
    let document: SourceNode
    var ledger: LossLedger

    /// The document as an advisory on the vulnerabilities of its statements.
    mutating func advisory() -> Advisory {
        var advisory = Advisory()
        advisory.id = document.text("@id")
        advisory.author = document.text("author")
        advisory.published = document.time("timestamp")
        advisory.modified = document.time("last_updated") ?? advisory.published
        var known: [String: Int] = [:]
        for node in document.list("statements") {
            guard let name = node["vulnerability"]?.text("name") else { continue }
            let place = known[name.value] ?? advisory.issues.count
            if place == advisory.issues.count {
                known[name.value] = place
                advisory.issues.append(Advisory.Issue())
            }
            read(node, name, into: &advisory, place)
        }
        for place in advisory.issues.indices { advisory.issues[place].mergeRepeated() }
        ledger.lose(document["@context"], .form, "It is the version of the source's format.")
        ledger.lose(document["version"], .form, "It counts states of the source's document.")
        return advisory
    }

    private mutating func read(
        _ node: SourceNode,
        _ name: Told<String>,
        into advisory: inout Advisory,
        _ place: Int
    ) {
        var issue = advisory.issues[place]
        issue.leaves.append(node.leaves)
        let vulnerability = node["vulnerability"]
        issue.ids += [name] + (vulnerability?.texts("aliases") ?? [])
        add(vulnerability?.text("description"), .description, to: &issue)
        add(node.text("status_notes"), .other, to: &issue)
        guard let status: Told<Advisory.Standing.Status> = node.word("status") else { return }
        let reason: Told<CSAF.Flag.Label>? = node.word("justification")
        var places: [Told<Int>] = []
        for product in node.list("products") {
            places.append(Told(advisory.products.count, []))
            issue.statuses.append(
                Advisory.Standing(
                    product: advisory.products.count,
                    status: status.value,
                    told: status.map { _ in true },
                    reason: reason
                )
            )
            advisory.products.append(read(product))
        }
        tellActs(node, places, &issue)
        advisory.issues[place] = issue
    }

    /// What a vulnerability does to products, and what to do about it.
    private func tellActs(
        _ node: SourceNode,
        _ places: [Told<Int>],
        _ issue: inout Advisory.Issue
    ) {
        if let impact = node.text("impact_statement") {
            issue.threats.append(
                Advisory.Threat(category: Told(.impact, []), details: impact, products: places)
            )
        }
        if let action = node.text("action_statement") {
            var remedy = Advisory.Remedy(category: Told(.mitigation, []), details: action)
            remedy.date = node.time("action_statement_timestamp")
            remedy.products = places
            issue.remedies.append(remedy)
        }
    }

    private func add(
        _ text: Told<String>?,
        _ category: CSAF.Note.Category,
        to issue: inout Advisory.Issue
    ) {
        guard let text else { return }
        issue.texts.append(Advisory.Text(category, text))
    }

    private func read(_ node: SourceNode) -> Advisory.Product {
        var product = Advisory.Product()
        product.leaves = [node.leaves]
        let identifiers = node["identifiers"]
        let id = node.text("@id")
        let isPURL = id?.value.hasPrefix("pkg:") == true
        product.purl = identifiers?.text("purl") ?? (isPURL ? id : nil)
        if isPURL, let id, id.value == product.purl?.value {
            product.purl = product.purl?.with(node["@id"])
        }
        product.cpes = [identifiers?.text("cpe23"), identifiers?.text("cpe22")].compactMap(\.self)
        guard let told = product.purl, let purl = try? PackageURL(canonicalizing: told.value)
        else {
            product.name = id ?? product.cpes.first
            return product
        }
        product.name = told.map { _ in purl.name }
        if let version = purl.version {
            product.extent = .versions([told.map { _ in version }])
        }
        return product
    }
}

extension Advisory.Issue {
    /// Each identifier and each text once, with all the leaves that say it: statements repeat them.
    fileprivate mutating func mergeRepeated() {
        var places: [String: Int] = [:]
        var merged: [Told<String>] = []
        for id in ids {
            if let place = places[id.value] {
                merged[place] = Told(id.value, merged[place].leaves + id.leaves)
            } else {
                places[id.value] = merged.count
                merged.append(id)
            }
        }
        ids = merged
        places = [:]
        var kept: [Advisory.Text] = []
        for text in texts {
            if let place = places[text.text.value] {
                let leaves = kept[place].text.leaves + text.text.leaves
                kept[place].text = Told(text.text.value, leaves)
            } else {
                places[text.text.value] = kept.count
                kept.append(text)
            }
        }
        texts = kept
    }
}
