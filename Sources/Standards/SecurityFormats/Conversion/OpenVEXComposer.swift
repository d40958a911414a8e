// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import StrictJSON
import Timestamps

/// Writes what an advisory says of products as an OpenVEX document.
struct OpenVEXComposer {
    let advisory: Advisory
    let options: ConversionOptions
    var ledger: LossLedger
    /// Whether an affected product was met of which nothing says what to do.
    private var lacksAction = false

    init(advisory: Advisory, options: ConversionOptions, ledger: LossLedger) {
        self.advisory = advisory
        self.options = options
        self.ledger = ledger
    }

    /// The document; asks for what only the caller knows.
    mutating func document() throws(ConversionFault) -> OpenVEX.Document {
        guard let time = advisory.modified ?? advisory.published else {
            throw .cannot("An OpenVEX document says when it was made, and this source does not.")
        }
        let (id, author) = try names()
        var document = OpenVEX.Document(
            id: id,
            author: author,
            timestamp: time.value.timestamp,
            statements: []
        )
        document.timestamp = ledger.carry(time)
        if let first = advisory.published, first.value.timestamp < time.value.timestamp {
            document.timestamp = ledger.carry(first)
            document.lastUpdated = time.value
        }
        for issue in advisory.issues { document.statements += statements(issue) }
        try checkAffected(document.statements)
        if lacksAction {
            throw .needs([
                ConversionFault.Need(
                    option: .action,
                    sentence: "OpenVEX says what to do about an affected product, and this "
                        + "source does not."
                )
            ])
        }
        guard !document.statements.isEmpty else {
            throw .cannot(
                "OpenVEX names exact versions of products, by package URL or CPE, and this source "
                    + "names none; a range is no exact version."
            )
        }
        return document
    }

    /// A document that leaves out all that is affected would say that nothing is.
    private func checkAffected(_ statements: [OpenVEX.Statement]) throws(ConversionFault) {
        guard advisory.issues.contains(where: { !$0.products(.affected).isEmpty }),
            !statements.contains(where: { $0.status == .affected }), !statements.isEmpty
        else { return }
        throw .cannot(
            "OpenVEX names exact versions, and this source tells none that is affected: "
                + "what is left would say that nothing is."
        )
    }

    private mutating func names() throws(ConversionFault) -> (id: String, author: String) {
        var needs: [ConversionFault.Need] = []
        let own = advisory.id.flatMap { URIText.isAbsoluteIRI($0.value) ? $0 : nil }
        if own == nil, options.documentID == nil {
            needs.append(
                ConversionFault.Need(
                    option: .documentID,
                    sentence: "An OpenVEX document is named by an IRI, and this source by none."
                )
            )
        }
        if options.author == nil, advisory.author == nil {
            needs.append(
                ConversionFault.Need(
                    option: .author,
                    sentence: "An OpenVEX document names its author, and this source names none."
                )
            )
        }
        let author = options.author ?? ledger.carry(advisory.author)
        let id = options.documentID ?? ledger.carry(own)
        guard let id, let author else { throw .needs(needs) }
        return (id, author)
    }

    // MARK: Statements

    private mutating func statements(_ issue: Advisory.Issue) -> [OpenVEX.Statement] {
        guard let vulnerability = vulnerability(issue) else { return [] }
        var statements: [OpenVEX.Statement] = []
        for status in Advisory.Standing.Status.allCases {
            let standings = issue.statuses.filter { $0.status == status }
            let reasons = Dictionary(grouping: standings) { $0.reason?.value.rawValue ?? "" }
            for (_, group) in reasons.sorted(by: { $0.key < $1.key }) {
                if let one = statement(vulnerability, issue, status, group) {
                    statements.append(one)
                }
            }
        }
        return statements
    }

    /// The first text describes it; OpenVEX has one.
    private mutating func vulnerability(_ issue: Advisory.Issue) -> OpenVEX.Vulnerability? {
        guard let name = issue.cve ?? issue.ids.first else { return nil }
        var one = OpenVEX.Vulnerability(ledger.carry(name))
        for id in issue.ids + [advisory.id].compactMap(\.self) {
            let text: String = ledger.carry(id)
            if text != one.name { one.aliases.append(text) }
        }
        one.aliases = one.aliases.distinct
        if let text = issue.texts.first {
            let words: String = ledger.carry(text.text)
            one.description = words
            _ = ledger.carry(text.category)
        } else {
            one.description = ledger.carry(issue.title)
        }
        return one
    }

    private mutating func statement(
        _ vulnerability: OpenVEX.Vulnerability,
        _ issue: Advisory.Issue,
        _ status: Advisory.Standing.Status,
        _ standings: [Advisory.Standing]
    ) -> OpenVEX.Statement? {
        guard let word = OpenVEX.Status(rawValue: status.rawValue) else { return nil }
        var one = OpenVEX.Statement(vulnerability, products: [], word)
        let places = Set(standings.map(\.product))
        if word == .notAffected {
            one.justification = standings.first?.reason.flatMap {
                OpenVEX.Justification(rawValue: $0.value.rawValue)
            }
            one.impactStatement = impact(issue, places)
            guard one.justification != nil || one.impactStatement != nil else {
                for standing in standings {
                    ledger.lose(
                        standing.told,
                        .unmapped,
                        "OpenVEX asks why a product is not affected."
                    )
                }
                return nil
            }
        }
        for standing in standings {
            let products = products(advisory.products[standing.product])
            guard !products.isEmpty else {
                loseWhole(standing)
                continue
            }
            _ = ledger.carry(standing.told)
            _ = ledger.carry(standing.reason)
            one.products += products
        }
        one.products = one.products.distinct
        guard !one.products.isEmpty else { return nil }
        if word == .affected { one.actionStatement = action(issue, places) }
        return one
    }

    private mutating func impact(_ issue: Advisory.Issue, _ places: Set<Int>) -> String? {
        var texts: [String] = []
        for threat in issue.threats where threat.category.value == .impact {
            guard isAbout(threat.products, places) else { continue }
            _ = ledger.carry(threat.category)
            _ = threat.products.map { ledger.carry($0) }
            texts.append(ledger.carry(threat.details))
        }
        return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }

    /// What the source advises, else the versions that its ranges end before.
    private mutating func action(_ issue: Advisory.Issue, _ places: Set<Int>) -> String? {
        var texts: [String] = []
        for remedy in issue.remedies where isAbout(remedy.products, places) {
            _ = ledger.carry(remedy.category)
            _ = remedy.products.map { ledger.carry($0) }
            let text: String = ledger.carry(remedy.details)
            let address = remedy.url.map { " \(ledger.carry($0))" } ?? ""
            texts.append(text + address)
        }
        if texts.isEmpty {
            for place in issue.products(.affected) {
                guard case .span(let span) = advisory.products[place].extent, let fix = span.fix
                else { continue }
                let text = CSAFWords.update(to: ledger.carry(fix))
                texts.append(text)
            }
        }
        if texts.isEmpty, let action = options.action { texts = [action] }
        if texts.isEmpty { lacksAction = true }
        return texts.isEmpty ? nil : texts.distinct.joined(separator: "\n")
    }

    private func isAbout(_ products: [Told<Int>], _ places: Set<Int>) -> Bool {
        products.isEmpty || products.contains { places.contains($0.value) }
    }

    // MARK: Products

    /// A product in each version that is told exactly.
    private mutating func products(_ product: Advisory.Product) -> [OpenVEX.Product] {
        switch product.extent {
        case .span(let span):
            let sentence = Self.inexact(span.words)
            for bound in span.bounds { ledger.lose(bound, .unmapped, sentence) }
            ledger.lose(span.order, .unmapped, sentence)
            return []
        case .words(let words):
            ledger.lose(words, .unmapped, Self.inexact(words.value))
            return []
        case .all, .versions: break
        }
        guard let purl = purl(of: product) else { return byCPE(product) }
        take(product, purl)
        guard case .versions(let versions) = product.extent else {
            return [Self.product(purl.description, product)]
        }
        return versions.compactMap { version in
            guard let text = purl.with(version: version.value) else { return nil }
            if text.hasSuffix("@\(version.value)") {
                _ = ledger.carry(version)
            } else {
                ledger.lose(version, .implied, "It stands in \(text), as package URLs write it.")
            }
            return Self.product(text, product)
        }
    }

    /// Says why a product that no exact version is known of does not stand there.
    private mutating func loseWhole(_ standing: Advisory.Standing) {
        let product = advisory.products[standing.product]
        let sentence: String
        switch product.extent {
        case .span(let span): sentence = Self.inexact(span.words)
        case .words(let words): sentence = Self.inexact(words.value)
        case .all, .versions: sentence = Self.nameless
        }
        ledger.lose(standing.told, .unmapped, sentence)
        for text in [product.fullName, product.name, product.purl] + product.cpes {
            ledger.lose(text, .unmapped, sentence)
        }
    }

    private static let nameless = "OpenVEX names products by package URL, CPE or IRI."

    /// 100 characters are enough to know a range by.
    private static func inexact(_ range: String) -> String {
        "OpenVEX names exact versions; \(range.prefix(100)) is a range."
    }

    private static func product(_ purl: String, _ product: Advisory.Product) -> OpenVEX.Product {
        OpenVEX.Product(OpenVEX.Component(id: purl, purl: purl))
    }

    private mutating func byCPE(_ product: Advisory.Product) -> [OpenVEX.Product] {
        guard let cpe = product.cpes.first(where: { TextRule.cveCPE23.problem($0.value) == nil })
        else {
            let name = product.fullName ?? product.name
            ledger.lose(name, .unmapped, Self.nameless)
            return []
        }
        let text: String = ledger.carry(cpe)
        return [OpenVEX.Product(OpenVEX.Component(cpe23: text))]
    }

    private func purl(of product: Advisory.Product) -> PackageURL? {
        if let purl = product.purl.flatMap({ try? PackageURL(canonicalizing: $0.value) }) {
            return purl
        }
        guard let ecosystem = product.ecosystem, let name = product.name else { return nil }
        return OSV.Package(ecosystem: ecosystem.value, name: name.value).packageURL
    }

    /// Takes down what a package URL tells of a product.
    private mutating func take(_ product: Advisory.Product, _ purl: PackageURL) {
        _ = ledger.carry(product.purl)
        if OSV.Package(purl)?.ecosystem == product.ecosystem?.value {
            _ = ledger.carry(product.ecosystem)
        }
        if product.name?.value == purl.name { _ = ledger.carry(product.name) }
    }
}
