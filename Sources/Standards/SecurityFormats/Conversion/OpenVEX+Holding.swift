// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import StrictJSON
import Timestamps

/// Which of a document's statements hold: the latest on a product ("The VEX Statement").
///
/// `OpenVEX.effectiveStatement` tells it of one product; this tells it of all in one pass.
struct OpenVEXHolding {
    /// What was said later, by what a product is called.
    private struct Later {
        /// The statement on the product as a whole.
        var whole: Int?
        /// The latest on it or on any of its parts.
        var any: Int
        /// Statements on parts.
        var parts: [String: Int] = [:]
    }

    /// By the vulnerability's place, and by what the product is called.
    private struct Key: Hashable {
        let issue: Int
        let name: String
    }

    private var later: [Key: Later] = [:]

    /// For each statement and each of its products, the statement that holds instead, if any.
    static func superseding(
        _ statements: [SourceNode],
        issues: [Int?],
        since time: Timestamp?
    ) -> [[Int?]] {
        var found = statements.map { [Int?](repeating: nil, count: $0.list("products").count) }
        let times = statements.map { $0.time("timestamp")?.value.timestamp ?? time }
        let order = statements.indices.sorted { left, right in
            guard let one = times[left], let other = times[right], one != other else {
                return left > right
            }
            return one > other
        }
        var holding = OpenVEXHolding()
        for index in order {
            guard let issue = issues[index] else { continue }
            let products = statements[index].list("products")
            for (place, product) in products.enumerated() {
                found[index][place] = holding.statement(on: product, issue)
            }
            for product in products { holding.note(product, issue, index) }
        }
        return found
    }

    /// The later statement on all that a product's statement is about.
    private func statement(on product: SourceNode, _ issue: Int) -> Int? {
        let parts = Self.parts(of: product)
        for name in Self.names(of: product, isAskedFor: true) {
            guard let known = later[Key(issue: issue, name: name)] else { continue }
            if parts.isEmpty { return known.any }
            if let whole = known.whole { return whole }
            let others = parts.compactMap { known.parts[$0] }
            if others.count == parts.count { return others.max() }
        }
        return nil
    }

    private mutating func note(_ product: SourceNode, _ issue: Int, _ statement: Int) {
        let parts = Self.parts(of: product)
        for name in Self.names(of: product, isAskedFor: false) {
            let key = Key(issue: issue, name: name)
            if later[key] == nil { later[key] = Later(any: statement) }
            if parts.isEmpty, later[key]?.whole == nil { later[key]?.whole = statement }
            for part in parts where later[key]?.parts[part] == nil {
                later[key]?.parts[part] = statement
            }
        }
    }

    private static func parts(of product: SourceNode) -> [String] {
        product.list("subcomponents").compactMap { names(of: $0, isAskedFor: false).first }
    }

    /// What a component is called; asked for, also what a statement on more than it is called.
    private static func names(of component: SourceNode, isAskedFor: Bool) -> [String] {
        let identifiers = component["identifiers"]
        let id = component.text("@id")?.value
        var names = [id].compactMap(\.self)
        for text in [identifiers?.text("purl")?.value, id].compactMap(\.self) {
            guard text.hasPrefix("pkg:"), let purl = try? PackageURL(canonicalizing: text) else {
                continue
            }
            names.append(purl.description)
            guard isAskedFor else { continue }
            names += [
                purl.withoutQualifiers.description, purl.withoutVersion.description,
                purl.withoutVersion.withoutQualifiers.description,
                purl.withoutVersion.withoutQualifiers.withoutSubpath.description,
            ]
        }
        for text in [identifiers?.text("cpe23"), identifiers?.text("cpe22")].compactMap(\.self) {
            if let name = try? CPEName(parsing: text.value) { names.append(name.description) }
        }
        for (name, digest) in component["hashes"]?.children ?? [] {
            if let text = digest.text?.value { names.append("\(name):\(text.lowercased())") }
        }
        return names.distinct
    }

    /// What makes two mentions of a product mentions of one.
    static func identity(of product: SourceNode) -> String {
        let names = names(of: product, isAskedFor: false)
        return names.first { $0.hasPrefix("pkg:") && (try? PackageURL(parsing: $0)) != nil }
            ?? names.first ?? product.value.description
    }
}
