// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import StrictJSON
import Timestamps

/// Reads what an OpenVEX document says.
struct OpenVEXTeller {
    let document: SourceNode
    var ledger: LossLedger
    /// Each product with all the mentions of it.
    private var mentions: [[SourceNode]] = []
    /// Where each stands there, by what it is called.
    private var known: [String: Int] = [:]

    init(document: SourceNode, ledger: LossLedger) {
        self.document = document
        self.ledger = ledger
    }

    /// The document as an advisory on the vulnerabilities of its statements.
    mutating func advisory() -> Advisory {
        var advisory = Advisory()
        advisory.id = document.text("@id")
        advisory.author = document.text("author")
        advisory.published = document.time("timestamp")
        advisory.modified = document.time("last_updated") ?? advisory.published
        let statements = document.list("statements")
        let places = places(of: statements)
        let later = OpenVEXHolding.superseding(
            statements,
            issues: places,
            since: document.time("timestamp")?.value.timestamp
        )
        for (index, node) in statements.enumerated() {
            guard let place = places[index], let name = node["vulnerability"]?.text("name") else {
                continue
            }
            while advisory.issues.count <= place { advisory.issues.append(Advisory.Issue()) }
            let holding = held(node, later[index])
            if !holding.isEmpty { read(node, holding, name, into: &advisory, place) }
        }
        advisory.products = mentions.map(read)
        for place in advisory.issues.indices { advisory.issues[place].mergeRepeated() }
        ledger.lose(document["@context"], .form, "It is the version of the source's format.")
        ledger.lose(document["version"], .form, "It counts states of the source's document.")
        return advisory
    }

    /// Which vulnerability each statement is about, by its name and its aliases.
    private func places(of statements: [SourceNode]) -> [Int?] {
        var known: [String: Int] = [:]
        var count = 0
        return statements.map { node in
            let vulnerability = node["vulnerability"]
            guard let name = vulnerability?.text("name")?.value else { return nil }
            let names = [name] + (vulnerability?.texts("aliases").map(\.value) ?? [])
            let place = names.lazy.compactMap { known[$0] }.first ?? count
            count = max(count, place + 1)
            for name in names where known[name] == nil { known[name] = place }
            return place
        }
    }

    /// The products of a statement of which no later one speaks; of the others it is lost.
    private mutating func held(_ node: SourceNode, _ later: [Int?]) -> [SourceNode] {
        let products = node.list("products")
        let sentence = { (later: Int) in
            "It is superseded by /statements/\(later), which holds of this product."
        }
        if let first = later.first.flatMap(\.self), !later.contains(nil) {
            ledger.lose(node, .noPlace, sentence(first))
        }
        for (product, statement) in zip(products, later) {
            if let statement { ledger.lose(product, .noPlace, sentence(statement)) }
        }
        return zip(products, later).compactMap { $1 == nil ? $0 : nil }
    }

    /// The place of a product that may have been mentioned before.
    private mutating func place(of product: SourceNode) -> Int {
        let identity = OpenVEXHolding.identity(of: product)
        let place = known[identity] ?? mentions.count
        if place == mentions.count {
            known[identity] = place
            mentions.append([])
        }
        mentions[place].append(product)
        return place
    }

    private mutating func read(
        _ node: SourceNode,
        _ products: [SourceNode],
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
        for product in products {
            let place = self.place(of: product)
            places.append(Told(place, []))
            issue.statuses.append(
                Advisory.Standing(
                    product: place,
                    status: status.value,
                    told: status.map { _ in true },
                    reason: reason
                )
            )
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

    /// A product as its first mention tells it, with the leaves of all that tell the same.
    private func read(_ mentions: [SourceNode]) -> Advisory.Product {
        guard let first = mentions.first else { return Advisory.Product() }
        var product = Advisory.Product()
        product.leaves = mentions.map(\.leaves)
        let ids = mentions.compactMap { $0.text("@id") }
        let urls = mentions.compactMap { $0["identifiers"]?.text("purl") }
        let isPURL = ids.first?.value.hasPrefix("pkg:") == true
        product.purl = urls.first ?? (isPURL ? ids.first : nil)
        product.purl = product.purl.map { purl in
            let same = (ids + urls).filter { $0.value == purl.value }
            return Told(purl.value, same.flatMap(\.leaves))
        }
        let identifiers = first["identifiers"]
        product.cpes = [identifiers?.text("cpe23"), identifiers?.text("cpe22")].compactMap { told in
            told.map { told in
                let others = mentions.compactMap { $0["identifiers"] }
                    .flatMap { [$0.text("cpe23"), $0.text("cpe22")].compactMap(\.self) }
                let same = others.filter { $0.value == told.value }
                return Told(told.value, same.flatMap(\.leaves))
            }
        }
        guard let told = product.purl, let purl = try? PackageURL(canonicalizing: told.value)
        else {
            let same = ids.filter { $0.value == ids.first?.value }
            product.name =
                ids.first.map { Told($0.value, same.flatMap(\.leaves)) } ?? product.cpes.first
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
