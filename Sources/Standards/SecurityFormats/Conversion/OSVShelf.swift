// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import StrictJSON

/// Builds the affected packages of an OSV record, one entry a package.
struct OSVShelf {
    let advisory: Advisory
    let issue: Advisory.Issue
    /// Which of the advisory's products each entry stands for.
    private(set) var places: [[Int]] = []

    init(advisory: Advisory, issue: Advisory.Issue) {
        self.advisory = advisory
        self.issue = issue
    }

    private struct Key: Hashable {
        let vendor, name, package, repository: String?
    }

    /// What is affected; what else the source says of products is told as lost.
    mutating func affected(_ ledger: inout LossLedger) -> [OSV.Affected] {
        var entries: [OSV.Affected] = []
        var known: [Key: Int] = [:]
        for standing in issue.statuses where standing.status == .affected {
            let product = advisory.products[standing.product]
            _ = ledger.carry(standing.told)
            let purl = product.purl.flatMap { try? PackageURL(canonicalizing: $0.value) }
            let key = Key(
                vendor: product.vendor?.value,
                name: product.name?.value ?? product.fullName?.value,
                package: purl?.withoutVersion.description ?? product.ecosystem?.value,
                repository: product.repository?.value
            )
            let place = known[key] ?? entries.count
            if place == entries.count {
                known[key] = place
                entries.append(entry(product, purl, &ledger))
                places.append([])
            } else {
                name(product, entries[place].package, &ledger)
            }
            places[place].append(standing.product)
            extend(&entries[place], product, &ledger)
        }
        tellRest(&ledger)
        for place in entries.indices {
            entries[place].databaseSpecific = entries[place].databaseSpecific.withDistinctEntries
        }
        return entries
    }

    /// Fixed versions that end a range stand there; of other products OSV says nothing.
    private func tellRest(_ ledger: inout LossLedger) {
        let fixes = Set(
            issue.products(.affected).compactMap { place -> String? in
                guard case .span(let span) = advisory.products[place].extent else { return nil }
                return span.fix?.value
            }
        )
        for standing in issue.statuses where standing.status != .affected {
            let product = advisory.products[standing.product]
            if standing.status == .fixed, case .versions(let versions) = product.extent,
                versions.allSatisfy({ fixes.contains($0.value) })
            {
                _ = ledger.carry(standing.told)
                _ = versions.map { ledger.carry($0) }
                continue
            }
            let leaves = Told(true, standing.told.leaves + product.leaves)
            ledger.lose(leaves, .unmapped, "OSV tells of affected products only.")
        }
    }

    // MARK: One entry

    private func entry(
        _ product: Advisory.Product,
        _ purl: PackageURL?,
        _ ledger: inout LossLedger
    ) -> OSV.Affected {
        var package = purl.flatMap { OSV.Package($0) }
        if let ecosystem = product.ecosystem, let name = product.name {
            package = OSV.Package(
                ecosystem: ecosystem.value,
                name: name.value,
                purl: purl?.withoutVersion.description
            )
        }
        if let named = product.name, let own = package?.name, own != named.value,
            Self.folded(named.value) == Self.folded(own)
        {
            // The name as its ecosystem has it, which the package URL writes another way.
            package?.name = named.value
        }
        name(product, package, &ledger)
        return OSV.Affected(package)
    }

    /// A name without what ecosystems write one way or another.
    private static func folded(_ name: String) -> String {
        name.lowercased().replacing("_", with: "-").replacing(".", with: "-")
    }

    /// Takes down which names the package itself tells.
    private func name(
        _ product: Advisory.Product,
        _ package: OSV.Package?,
        _ ledger: inout LossLedger
    ) {
        guard let package else { return }
        _ = ledger.carry(product.ecosystem)
        if product.name?.value == package.name { _ = ledger.carry(product.name) }
        if package.purl != nil { _ = ledger.carry(product.purl) }
    }

    /// What OSV has no member for, and a converted record keeps beside its versions.
    private func own(
        _ entry: OSV.Affected,
        _ product: Advisory.Product,
        _ ledger: inout LossLedger
    ) -> JSONObject {
        var own = entry.databaseSpecific
        own["vendor"] = own["vendor"] ?? product.vendor.map { .string(ledger.carry($0)) }
        _ = ledger.carry(product.vendor)
        if entry.package?.name != product.name?.value || entry.package == nil {
            let name = product.name ?? product.fullName
            own["product"] = own["product"] ?? name.map { .string($0.value) }
            _ = ledger.carry(name)
        }
        for cpe in product.cpes { own.insert(ledger.carry(cpe), into: "cpes") }
        if entry.package == nil, let told = product.purl,
            let purl = try? PackageURL(canonicalizing: told.value).withoutVersion.description
        {
            own["purl"] = own["purl"] ?? .string(purl)
            _ = ledger.carry(told)
        }
        return own
    }

    private func extend(
        _ entry: inout OSV.Affected,
        _ product: Advisory.Product,
        _ ledger: inout LossLedger
    ) {
        var own = own(entry, product, &ledger)
        let isNamed = entry.package != nil
        switch product.extent {
        case .all:
            if isNamed, entry.ranges.isEmpty {
                entry.ranges = [OSV.Range(.ecosystem, events: [OSV.Event(.introduced, "0")])]
            }
        case .words(let words): own.insert(range: ledger.carry(words))
        case .versions(let versions):
            for version in versions {
                let text = ledger.carry(version)
                if isNamed {
                    entry.versions.append(text)
                } else {
                    own.insert(text, into: "versions")
                }
            }
        case .span(let span):
            for bound in span.bounds { _ = ledger.carry(bound) }
            _ = ledger.carry(span.order)
            if let range = Self.range(span, entry.package, product.repository?.value) {
                if range.kind == .git { _ = ledger.carry(product.repository) }
                entry.ranges.append(range)
            } else {
                own.insert(range: span.vers ?? span.words)
            }
        }
        entry.databaseSpecific = own
    }

    private static func range(
        _ span: Advisory.Span,
        _ package: OSV.Package?,
        _ repository: String?
    ) -> OSV.Range? {
        let kind: OSV.RangeKind
        switch span.order.value {
        case .commits:
            guard repository != nil else { return nil }
            kind = .git
        case .scheme(.semver): kind = .semantic
        case .scheme, .unknown:
            guard package != nil else { return nil }
            kind = .ecosystem
        }
        var events = [OSV.Event(.introduced, span.from?.value ?? "0")]
        switch span.end {
        case .before(let version): events.append(OSV.Event(.fixed, version.value))
        case .through(let version): events.append(OSV.Event(.lastAffected, version.value))
        case nil: break
        }
        return OSV.Range(kind, repository: kind == .git ? repository : nil, events: events)
    }
}

extension JSONObject {
    /// Keeps one range in VERS as `vers`, and all else beside it.
    fileprivate mutating func insert(range: String) {
        if range.hasPrefix("vers:"), self["vers"] == nil {
            self["vers"] = .string(range)
        } else if self["vers"] != .string(range) {
            insert(range, into: "versions")
        }
    }

    /// Adds a text to a list that is a member.
    fileprivate mutating func insert(_ text: String, into key: String) {
        var list = self[key]?.arrayValue ?? []
        self[key] = nil
        list.append(.string(text))
        self[key] = .array(list)
    }

    /// The same with each entry of its lists once.
    fileprivate var withDistinctEntries: JSONObject {
        JSONObject(map { ($0.key, $0.value.arrayValue.map { .array($0.distinct) } ?? $0.value) })
    }
}
