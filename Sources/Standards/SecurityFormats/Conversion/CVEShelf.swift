// SPDX-License-Identifier: Apache-2.0
import PackageURLs

/// Builds the affected products of a CVE record, one entry a product.
struct CVEShelf {
    let advisory: Advisory
    let issue: Advisory.Issue

    private struct Key: Hashable {
        let vendor, name, package, repository: String?
    }

    /// Products with their versions and what is said of those.
    mutating func affected(_ ledger: inout LossLedger) -> [CVE.Affected] {
        var entries: [CVE.Affected] = []
        var known: [Key: Int] = [:]
        for standing in issue.statuses {
            let product = advisory.products[standing.product]
            guard let name = product.name ?? product.fullName ?? product.purl else { continue }
            let purl = package(of: product)
            let key = Key(
                vendor: product.vendor?.value,
                name: name.value,
                package: purl?.description,
                repository: product.repository?.value
            )
            let place = known[key] ?? entries.count
            if place == entries.count {
                known[key] = place
                entries.append(entry(product, name, purl))
            }
            take(product, name, purl, &entries[place], &ledger)
            extend(&entries[place], standing, product, &ledger)
        }
        for place in entries.indices {
            entries[place].versions = entries[place].versions.distinct
            entries[place].cpes = entries[place].cpes.distinct
            guard entries[place].versions.isEmpty else { continue }
            entries[place].defaultStatus = entries[place].defaultStatus ?? .unknown
        }
        return entries
    }

    /// The package, without a version; nil where none is known.
    private func package(of product: Advisory.Product) -> PackageURL? {
        if let purl = product.purl.flatMap({ try? PackageURL(canonicalizing: $0.value) }) {
            return purl.withoutVersion
        }
        guard let ecosystem = product.ecosystem, let name = product.name else { return nil }
        return OSV.Package(ecosystem: ecosystem.value, name: name.value).packageURL
    }

    /// A vendor that nobody knows is `n/a`, as records have it.
    private func entry(
        _ product: Advisory.Product,
        _ name: Told<String>,
        _ purl: PackageURL?
    ) -> CVE.Affected {
        var entry = CVE.Affected(
            vendor: product.vendor?.value ?? (purl == nil ? "n/a" : nil),
            product: name.value
        )
        entry.packageURL = purl?.description
        return entry
    }

    /// Takes down what the entry tells of the product beside its versions.
    private func take(
        _ product: Advisory.Product,
        _ name: Told<String>,
        _ purl: PackageURL?,
        _ entry: inout CVE.Affected,
        _ ledger: inout LossLedger
    ) {
        _ = ledger.carry(name)
        _ = ledger.carry(product.vendor)
        if let purl {
            _ = ledger.carry(product.purl)
            if OSV.Package(purl)?.ecosystem == product.ecosystem?.value {
                _ = ledger.carry(product.ecosystem)
            }
        }
        for cpe in product.cpes where TextRule.cveCPE.problem(cpe.value) == nil {
            entry.cpes.append(ledger.carry(cpe))
        }
        if let repository = product.repository, TextRule.cveURI.problem(repository.value) == nil {
            let text: String = ledger.carry(repository)
            entry.repository = text
        }
    }

    private func extend(
        _ entry: inout CVE.Affected,
        _ standing: Advisory.Standing,
        _ product: Advisory.Product,
        _ ledger: inout LossLedger
    ) {
        _ = ledger.carry(standing.told)
        let status: CVE.Status =
            switch standing.status {
            case .affected: .affected
            case .fixed, .notAffected: .unaffected
            case .underInvestigation: .unknown
            }
        var versions: [CVE.Version] = []
        switch product.extent {
        case .all: entry.defaultStatus = status
        case .words(let words): versions = [CVE.Version(ledger.carry(words), status)]
        case .versions(let list):
            versions = list.map { CVE.Version(ledger.carry($0), status) }
        case .span(let span):
            for bound in span.bounds { _ = ledger.carry(bound) }
            _ = ledger.carry(span.order)
            versions = [Self.version(span, status)]
        }
        entry.versions += versions
    }

    private static func version(_ span: Advisory.Span, _ status: CVE.Status) -> CVE.Version {
        let type =
            switch span.order.value {
            case .scheme(let scheme): scheme.rawValue
            case .commits: "git"
            case .unknown: "custom"
            }
        var version = CVE.Version(span.from?.value ?? "0", status, type: type)
        switch span.end {
        case .before(let end): version.lessThan = end.value
        case .through(let end): version.lessThanOrEqual = end.value
        case nil: version.lessThan = "*"
        }
        return version
    }
}
