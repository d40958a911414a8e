// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import StrictJSON

extension CVETeller {
    /// Reads an affected product, an entry of its versions at a time.
    mutating func add(
        _ node: SourceNode,
        to advisory: inout Advisory,
        _ issue: inout Advisory.Issue
    ) {
        var product = Advisory.Product()
        product.leaves = [node.leaves]
        product.vendor = said(node, "vendor")
        product.name = said(node, "product") ?? said(node, "packageName")
        product.purl = node.text("packageURL")
        product.cpes = node.texts("cpes")
        product.repository = node.text("repo")
        let standard: Told<CVE.Status>? = node.word("defaultStatus")
        let versions = node.list("versions")
        var statements = versions.compactMap { statement($0) }
        if standard?.value == .affected || versions.isEmpty {
            // "All other versions", where some are named, and simply all where none is.
            let told = standard?.map { _ in true } ?? Told(true, [])
            let rest = told.map { _ in "all other versions" }
            statements.append((.affected, versions.isEmpty ? .all : .words(rest), told))
        }
        for (status, extent, told) in merged(statements) {
            product.extent = extent
            let place = advisory.products.count
            issue.statuses.append(
                Advisory.Standing(product: place, status: status, told: told)
            )
            advisory.products.append(product)
        }
    }

    private typealias Statement = (
        status: Advisory.Standing.Status, extent: Advisory.Extent, told: Told<Bool>
    )

    /// What a member says, unless it says that there is nothing to say.
    private mutating func said(_ node: SourceNode, _ key: String) -> Told<String>? {
        guard let text = node.text(key) else { return nil }
        guard CVEWords.nothing.contains(text.value) else { return text }
        ledger.lose(text, .form, "It says nothing.")
        return nil
    }

    private mutating func statement(_ node: SourceNode) -> Statement? {
        guard let told: Told<CVE.Status> = node.word("status"), let version = node.text("version")
        else { return nil }
        let status: Advisory.Standing.Status =
            switch told.value {
            case .affected: .affected
            case .unaffected: .notAffected
            case .unknown: .underInvestigation
            }
        ledger.lose(
            node["changes"],
            .unmapped,
            "A range whose status changes in between is told as a whole."
        )
        let said = told.map { _ in true }
        guard let end = end(node) else {
            ledger.lose(node["versionType"], .implied, "One version needs no order.")
            if CVEWords.nothing.contains(version.value) {
                ledger.lose(version, .form, "It says nothing.")
                return (status, .all, said)
            }
            return (status, .versions([version]), said)
        }
        let type = node.text("versionType")
        let order = type?.map(Self.order) ?? Told(.unknown, [])
        let isStart = CVEWords.nothing.contains(version.value)
        if isStart { ledger.lose(version, .form, "It says nothing.") }
        var span = Advisory.Span(order: order, from: isStart ? nil : version)
        span.end = end.value
        return (status, .span(span), end.value == nil ? Told(true, said.leaves + end.leaves) : said)
    }

    private static func order(_ type: String) -> Advisory.Span.Order {
        if type == "git" { return .commits }
        return VersionScheme(cveVersionType: type).map { .scheme($0) } ?? .unknown
    }

    /// Where a range ends; an end of `*` is none, and nil stands for one version.
    private func end(_ node: SourceNode) -> Told<Advisory.Span.End?>? {
        if let end = node.text("lessThan") {
            return end.map { $0 == "*" ? nil : .before(end) }
        }
        guard let end = node.text("lessThanOrEqual") else { return nil }
        return end.map { $0 == "*" ? nil : .through(end) }
    }

    /// Single versions of one status together.
    private func merged(_ statements: [Statement]) -> [Statement] {
        var merged: [Statement] = []
        for statement in statements {
            guard let last = merged.last, last.status == statement.status,
                case .versions(let before) = last.extent,
                case .versions(let more) = statement.extent
            else {
                merged.append(statement)
                continue
            }
            merged[merged.count - 1].extent = .versions(before + more)
            merged[merged.count - 1].told = Told(
                true,
                last.told.leaves + statement.told.leaves
            )
        }
        return merged
    }
}
