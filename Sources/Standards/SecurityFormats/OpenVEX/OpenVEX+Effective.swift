// SPDX-License-Identifier: Apache-2.0
import PackageURLs
public import Timestamps

extension OpenVEX {
    /// The statement that holds, and where it stands.
    public struct EffectiveStatement: Sendable, Hashable {
        /// The statement.
        public let statement: Statement
        /// The product that it speaks of, which is the one asked for.
        public let product: Product
        /// Since when it is known to be so: its own time, or else its document's.
        public let time: Timestamp
        /// Which of the documents has it, from 0.
        public let documentIndex: Int
        /// Which statement of the document it is, from 0.
        public let statementIndex: Int

        /// How the product stands to the vulnerability.
        public var status: Status { statement.status }
    }

    /// What holds of a product in the end: the latest statement on it ("The VEX Statement").
    ///
    /// Of several made at one time the one that stands later holds. Whose documents count is the
    /// caller's choice; a statement on parts of a product is one on the product, unless another
    /// part is asked for.
    public static func effectiveStatement(
        in documents: [Document],
        on product: Component,
        within subcomponent: Component? = nil,
        for vulnerability: String
    ) -> EffectiveStatement? {
        let wanted = Wanted(product)
        let part = subcomponent.map(Wanted.init)
        var latest: EffectiveStatement?
        for (documentIndex, document) in documents.enumerated() {
            for (index, statement) in document.statements.enumerated()
            where statement.vulnerability.isNamed(vulnerability) {
                let time = (statement.timestamp ?? document.timestamp).timestamp
                if let latest, time < latest.time { continue }
                let found = statement.products.first { product in
                    wanted.isMeant(by: product.component)
                        && (part == nil || product.subcomponents.isEmpty
                            || product.subcomponents.contains { part?.isMeant(by: $0) == true })
                }
                guard let found else { continue }
                latest = EffectiveStatement(
                    statement: statement,
                    product: found,
                    time: time,
                    documentIndex: documentIndex,
                    statementIndex: index
                )
            }
        }
        return latest
    }
}

extension OpenVEX.Document {
    /// What holds of a product by this document: the latest of its statements on it.
    public func effectiveStatement(
        on product: OpenVEX.Component,
        within subcomponent: OpenVEX.Component? = nil,
        for vulnerability: String
    ) -> OpenVEX.EffectiveStatement? {
        OpenVEX.effectiveStatement(
            in: [self],
            on: product,
            within: subcomponent,
            for: vulnerability
        )
    }
}

/// The software asked for, its identifiers read once.
private struct Wanted {
    let component: OpenVEX.Component
    let purls: [PackageURL]
    let cpes: [CPEName]

    init(_ component: OpenVEX.Component) {
        self.component = component
        purls = Self.purls(of: component)
        cpes = Self.cpes(of: component)
    }

    /// Whether a statement's component means it: one identifier agrees, or one digest.
    func isMeant(by stated: OpenVEX.Component) -> Bool {
        if let id = stated.id, id == component.id { return true }
        for (name, digest) in stated.hashes {
            guard let mine = component.hashes[name] else { continue }
            if mine.lowercased() == digest.lowercased() { return true }
        }
        if !purls.isEmpty {
            let theirs = Self.purls(of: stated)
            if purls.contains(where: { mine in theirs.contains { $0.covers(mine) } }) {
                return true
            }
        }
        guard !cpes.isEmpty else { return false }
        let theirs = Self.cpes(of: stated)
        return cpes.contains { mine in theirs.contains { $0.matches(mine) } }
    }

    /// The package URL proper, and an `@id` that is one.
    private static func purls(of component: OpenVEX.Component) -> [PackageURL] {
        [component.purl, component.id].compactMap { text in
            guard let text, text.hasPrefix("pkg:") else { return nil }
            do throws(PackageURLFault) {
                return try PackageURL(canonicalizing: text)
            } catch {
                return nil
            }
        }
    }

    private static func cpes(of component: OpenVEX.Component) -> [CPEName] {
        [component.cpe23, component.cpe22].compactMap { text in
            guard let text else { return nil }
            do throws(CPEFault) {
                return try CPEName(parsing: text)
            } catch {
                return nil
            }
        }
    }
}

extension PackageURL {
    /// Whether another names the same package, and what this one says beyond that.
    ///
    /// One without a version stands for all versions, and without a qualifier for all its values.
    fileprivate func covers(_ other: PackageURL) -> Bool {
        guard type == other.type, namespace == other.namespace, name == other.name else {
            return false
        }
        if version != nil, version != other.version { return false }
        if !subpath.isEmpty, subpath != other.subpath { return false }
        let others = other.qualifiers
        return qualifiers.allSatisfy(others.contains)
    }
}
