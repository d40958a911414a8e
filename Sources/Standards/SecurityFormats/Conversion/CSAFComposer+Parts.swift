// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON

extension CSAFComposer {
    /// Identifiers of products that are named by their places, each once.
    mutating func ids(_ products: [Told<Int>]) -> [String] {
        var ids: [String] = []
        var seen: Set<String> = []
        for product in products {
            let own = shelf.ids(of: product.value)
            if !own.isEmpty { _ = ledger.carry(product) }
            for id in own where seen.insert(id).inserted { ids.append(id) }
        }
        return ids
    }

    mutating func notes(_ texts: [Advisory.Text]) -> [CSAF.Note] {
        texts.map { text in
            let language = text.language
            if language?.value.hasPrefix("en") == true {
                ledger.lose(language, .implied, "English is what a reader expects.")
            }
            return CSAF.Note(
                ledger.carry(text.category),
                ledger.carry(text.text),
                title: ledger.carry(text.title)
            )
        }
    }

    mutating func references(_ references: [Advisory.Reference]) -> [CSAF.Reference] {
        var written: [CSAF.Reference] = []
        for told in references {
            guard URIText.isAbsolute(told.url.value) else {
                ledger.lose(told.url, .unmapped, "It is no URI with a scheme.")
                continue
            }
            let kind = ledger.carry(told.kind)
            let words = told.words.map { ledger.carry($0) }
            let reference = CSAF.Reference(
                told.isItself?.value == true ? .itself : .external,
                summary: words ?? CSAFWords.summary(of: kind ?? .web),
                url: ledger.carry(told.url)
            )
            written.append(reference)
        }
        return written.distinct
    }

    mutating func credits(_ credits: [Advisory.Credit]) -> [CSAF.Acknowledgment] {
        credits.map { told in
            let name = ledger.carry(told.name)
            var urls: [String] = []
            for contact in told.contacts {
                if URIText.isAbsolute(contact.value) {
                    urls.append(ledger.carry(contact))
                } else {
                    ledger.lose(contact, .unmapped, "It is no URI with a scheme.")
                }
            }
            let kind = ledger.carry(told.kind).map(CSAFWords.summary(of:))
            return CSAF.Acknowledgment(
                names: told.isOrganization ? [] : [name],
                organization: told.isOrganization ? name : nil,
                summary: ledger.carry(told.words) ?? kind,
                urls: urls
            )
        }
    }

    // MARK: Severity

    /// Scores of CVSS 2 and 3; one of CVSS 4, which CSAF 2.0 has no place for, is told by a note.
    mutating func scores(
        _ issue: Advisory.Issue,
        _ notes: inout [CSAF.Note]
    ) -> [CSAF.Score] {
        var scores: [CSAF.Score] = []
        var told: Set<String> = []
        for score in issue.scores {
            guard let vector = try? CVSSVector(parsing: score.vector.value) else {
                ledger.lose(score.vector, .unmapped, "CSAF tells vectors of CVSS only.")
                continue
            }
            if vector.version == .v40 {
                let text = "\(vector): \(vector.score), \(vector.rating.rawValue)."
                notes.append(CSAF.Note(.other, text, title: CSAFWords.cvss4))
                carry(score)
                continue
            }
            let all = score.products.isEmpty ? affected(issue) : score.products
            let ids = ids(all).filter { told.insert("\(vector.version) \($0)").inserted }
            guard !ids.isEmpty else {
                let none = shelf.tree == nil || all.isEmpty
                ledger.lose(
                    score.vector,
                    .unmapped,
                    none
                        ? "CSAF tells scores of products, and the source names none."
                        : "CSAF tells one score of a version of CVSS for a product."
                )
                continue
            }
            carry(score)
            scores.append(Self.score(vector, score.vector.value, ids))
        }
        return scores
    }

    private mutating func carry(_ score: Advisory.Score) {
        _ = ledger.carry(score.vector)
        for implied in score.implied {
            ledger.lose(implied, .implied, "It follows from the vector.")
        }
    }

    private func affected(_ issue: Advisory.Issue) -> [Told<Int>] {
        issue.products(.affected).map { Told($0, []) }
    }

    private static func score(
        _ vector: CVSSVector,
        _ text: String,
        _ products: [String]
    ) -> CSAF.Score {
        let base = vector.scores.base
        let number = JSONNumber(text: base.description) ?? 0
        var score = CSAF.Score(products: products)
        if vector.version == .v20 {
            score.cvss2 = [
                "version": "2.0", "vectorString": .string(text), "baseScore": .number(number),
            ]
        } else {
            score.cvss3 = CSAF.CVSS3(
                vector: text,
                baseScore: number,
                baseSeverity: CSAF.CVSS3.Severity(
                    rawValue: base.rating.rawValue.uppercased()
                ) ?? .none
            )
        }
        return score
    }

    // MARK: What to do

    /// What the source advises, and, for a stretch that ends at a fix, to go there.
    mutating func remedies(_ issue: Advisory.Issue) -> [CSAF.Remediation] {
        var remedies: [CSAF.Remediation] = []
        for told in issue.remedies {
            let products = told.products.isEmpty ? affected(issue) : told.products
            let ids = ids(products)
            guard !ids.isEmpty else {
                ledger.lose(
                    told.details,
                    .unmapped,
                    "CSAF tells remediations of products, and the source names none."
                )
                continue
            }
            var remedy = CSAF.Remediation(
                ledger.carry(told.category),
                details: ledger.carry(told.details),
                products: ids,
                url: ledger.carry(told.url)
            )
            remedy.date = ledger.carry(told.date)
            remedies.append(remedy)
        }
        let singles = singles(issue)
        for product in issue.products(.affected) {
            guard case .span(let span) = advisory.products[product].extent, let fix = span.fix
            else { continue }
            guard case .scheme = span.order.value else { continue }
            let own = shelf.ids(of: product)
            let ids = (own + (singles[product] ?? [])).distinct
            guard !own.isEmpty else { continue }
            remedies.append(
                CSAF.Remediation(
                    .vendorFix,
                    details: CSAFWords.update(to: fix.value),
                    products: ids
                )
            )
        }
        return remedies
    }

    /// Products of single versions, by the one stretch of the same package that ends at a fix.
    private func singles(_ issue: Advisory.Issue) -> [Int: [String]] {
        var versions: [CSAFPackageKey: [Int]] = [:]
        var spans: [CSAFPackageKey: [Int]] = [:]
        for place in issue.products(.affected) {
            let product = advisory.products[place]
            switch product.extent {
            case .versions: versions[CSAFPackageKey(product), default: []].append(place)
            case .span: spans[CSAFPackageKey(product), default: []].append(place)
            case .all, .words: continue
            }
        }
        var singles: [Int: [String]] = [:]
        for (key, places) in spans where places.count == 1 {
            singles[places[0]] = (versions[key] ?? []).flatMap { shelf.ids(of: $0) }
        }
        return singles
    }
}

/// What makes products those of one package.
private struct CSAFPackageKey: Hashable {
    let vendor, ecosystem, name, purl: String?

    init(_ product: Advisory.Product) {
        vendor = product.vendor?.value
        ecosystem = product.ecosystem?.value
        name = product.name?.value
        purl = product.purl?.value
    }
}
