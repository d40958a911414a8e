// SPDX-License-Identifier: Apache-2.0
import PackageURLs

/// Builds the product tree of a CSAF document, and knows which products stand for which.
struct CSAFShelf {
    /// Where a product's branch stands: below a vendor's, by its place, or at the top.
    private struct Place: Hashable {
        let vendor: Int?
        let product: String
    }

    private var branches: [CSAF.Branch] = []
    /// The places of vendors among the branches: a source may name as many as it has bytes for.
    private var vendors: [String: Int] = [:]
    /// The places of products among the branches that they stand in.
    private var places: [Place: Int] = [:]
    private var identifiers: [[String]] = []
    private var count = 0

    /// The tree; nil where there is no product.
    var tree: CSAF.ProductTree? {
        branches.isEmpty ? nil : CSAF.ProductTree(branches: branches)
    }

    /// The identifiers of one of the advisory's products; none where it could not be told.
    func ids(of product: Int) -> [String] {
        identifiers.indices.contains(product) ? identifiers[product] : []
    }

    /// Puts all products into the tree.
    mutating func fill(_ products: [Advisory.Product], _ ledger: inout LossLedger) {
        for product in products {
            guard let name = name(of: product, &ledger) else {
                identifiers.append([])
                continue
            }
            var ids: [String] = []
            for leaf in leaves(of: product, &ledger) {
                count += 1
                let id = "CSAFPID-\(count)"
                let full = [product.vendor?.value, name, leaf.name]
                var item = CSAF.Product(
                    id: id,
                    name: ledger.carry(product.fullName)
                        ?? full.compactMap(\.self).joined(separator: " "),
                    purl: leaf.purl
                )
                identify(&item, product, &ledger)
                put(CSAF.Branch(leaf.category, leaf.name, product: item), product, name)
                ids.append(id)
            }
            identifiers.append(ids)
        }
    }

    /// What the product is called; nil where the source does not call it anything.
    private func name(of product: Advisory.Product, _ ledger: inout LossLedger) -> String? {
        _ = ledger.carry(product.vendor)
        let name = product.name ?? product.fullName ?? product.purl ?? product.repository
        return ledger.carry(name)
    }

    private func identify(
        _ item: inout CSAF.Product,
        _ product: Advisory.Product,
        _ ledger: inout LossLedger
    ) {
        if case .span(let span) = product.extent, span.order.value == .commits,
            let repository = product.repository, URIText.isAbsolute(repository.value)
        {
            let uri: String = ledger.carry(repository)
            _ = ledger.carry(span.order)
            var identification = item.identification ?? CSAF.ProductIdentification()
            identification.genericURIs = [
                CSAF.GenericURI(namespace: CSAFWords.repository, uri: uri)
            ]
            item.identification = identification
        }
        for cpe in product.cpes {
            var identification = item.identification ?? CSAF.ProductIdentification()
            if identification.cpe == nil, (try? CPEName(parsing: cpe.value)) != nil {
                let name: String = ledger.carry(cpe)
                identification.cpe = name
                item.identification = identification
            } else if identification.cpe != cpe.value {
                ledger.lose(cpe, .unmapped, "CSAF tells one CPE name of a product.")
            }
        }
    }

    // MARK: Versions

    private struct Leaf {
        var category: CSAF.Branch.Category
        var name: String
        var purl: String?
    }

    private func leaves(
        of product: Advisory.Product,
        _ ledger: inout LossLedger
    ) -> [Leaf] {
        let purl = purl(of: product, &ledger)
        let package = purl?.version == nil ? purl?.description : purl?.withoutVersion.description
        let range = { (name: String) in
            Leaf(category: .productVersionRange, name: name, purl: package)
        }
        switch product.extent {
        case .all: return [range("vers:all/*")]
        case .words(let words): return [range(ledger.carry(words))]
        case .span(let span):
            return [range(Self.text(of: span, &ledger))]
        case .versions(let versions):
            let texts = versions.map { ledger.carry($0) }
            if texts.count > 1, let scheme = Self.scheme(of: product, purl),
                let vers = Advisory.Extent.vers(texts, scheme)
            {
                return [range(vers)]
            }
            return texts.map { text in
                guard !CSAFWords.isRange(text) else { return range(text) }
                return Leaf(
                    category: .productVersion,
                    name: text,
                    purl: purl?.with(version: text) ?? purl?.description
                )
            }
        }
    }

    /// A stretch in VERS, or in words where no scheme orders its versions.
    private static func text(of span: Advisory.Span, _ ledger: inout LossLedger) -> String {
        for bound in span.bounds { _ = ledger.carry(bound) }
        if let vers = span.vers {
            _ = ledger.carry(span.order)
            return vers
        }
        ledger.lose(
            span.order,
            .unmapped,
            "VERS has no scheme that orders these versions; the range is told in words."
        )
        return span.words
    }

    private static func scheme(
        of product: Advisory.Product,
        _ purl: PackageURL?
    ) -> VersionScheme? {
        product.ecosystem.flatMap { VersionScheme(osvEcosystem: $0.value) }
            ?? purl.flatMap { VersionScheme(rawValue: $0.type) }
    }

    /// The package URL that the source gives, or that its ecosystem and name come to.
    private func purl(
        of product: Advisory.Product,
        _ ledger: inout LossLedger
    ) -> PackageURL? {
        let given = product.purl.flatMap { try? PackageURL(canonicalizing: $0.value) }
        if let given, given.description == product.purl?.value { _ = ledger.carry(product.purl) }
        var purl = given
        if let ecosystem = product.ecosystem, let name = product.name {
            let package = OSV.Package(ecosystem: ecosystem.value, name: name.value)
            purl = given ?? package.packageURL
            if let purl, OSV.Package(purl)?.ecosystem == ecosystem.value {
                _ = ledger.carry(ecosystem)
            }
        }
        return purl
    }

    // MARK: Branches

    /// Puts a leaf under its vendor and its product, which are made where they are not there.
    private mutating func put(_ leaf: CSAF.Branch, _ product: Advisory.Product, _ name: String) {
        guard let vendor = product.vendor?.value else {
            let place = Place(vendor: nil, product: name)
            if let known = places[place] {
                branches[known].branches.append(leaf)
            } else {
                places[place] = branches.count
                branches.append(CSAF.Branch(.productName, name, branches: [leaf]))
            }
            return
        }
        let place = vendors[vendor] ?? branches.count
        if place == branches.count {
            vendors[vendor] = place
            branches.append(CSAF.Branch(.vendor, vendor, branches: []))
        }
        let within = Place(vendor: place, product: name)
        if let known = places[within] {
            branches[place].branches[known].branches.append(leaf)
        } else {
            places[within] = branches[place].branches.count
            let named = CSAF.Branch(.productName, name, branches: [leaf])
            branches[place].branches.append(named)
        }
    }
}

extension PackageURL {
    /// The same package in one version.
    func with(version: String) -> String? {
        try? PackageURL(
            type: type,
            namespace: namespace,
            name: name,
            version: version,
            qualifiers: qualifiers,
            subpath: subpath
        ).description
    }
}
