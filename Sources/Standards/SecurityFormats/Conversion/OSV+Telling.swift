// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import StrictJSON
import Timestamps

/// Reads what an OSV record says.
struct OSVTeller {
    let record: SourceNode
    var ledger: LossLedger

    /// The record as an advisory on one vulnerability.
    mutating func advisory(prefix: String?) -> Advisory {
        var advisory = Advisory()
        var issue = Advisory.Issue()
        advisory.id = record.text("id")?.map { id in
            let own = prefix.map { $0 + "-" } ?? ""
            return !own.isEmpty && id.hasPrefix(own) ? String(id.dropFirst(own.count)) : id
        }
        issue.ids = [record.text("id")].compactMap(\.self) + record.texts("aliases")
        issue.title = record.text("summary")
        issue.texts = record.text("details").map { [Advisory.Text(.description, $0)] } ?? []
        advisory.modified = record.time("modified")
        advisory.published = record.time("published")
        advisory.withdrawn = record.time("withdrawn")
        issue.weaknesses = record["database_specific"]?.texts("cwe_ids") ?? []
        issue.scores = record.list("severity").compactMap { score($0, products: []) }
        issue.references = record.list("references").compactMap(reference)
        issue.credits = record.list("credits").compactMap(credit)
        for node in record.list("affected") { add(node, to: &advisory, &issue) }
        advisory.issues = [issue]
        ledger.lose(record["schema_version"], .form, "It is the version of the source's format.")
        ledger.lose(
            record["related"],
            .noPlace,
            "It names other vulnerabilities, and only OSV lists those."
        )
        return advisory
    }

    private func score(_ node: SourceNode, products: [Int]) -> Advisory.Score? {
        guard let kind: Told<OSV.SeverityKind> = node.word("type"),
            let vector = node.text("score")
        else { return nil }
        return Advisory.Score(
            kind: kind.value,
            vector: vector.with(node["type"]),
            products: products.map { Told($0, []) }
        )
    }

    private func reference(_ node: SourceNode) -> Advisory.Reference? {
        node.text("url").map { Advisory.Reference(kind: node.word("type"), url: $0) }
    }

    private func credit(_ node: SourceNode) -> Advisory.Credit? {
        node.text("name").map {
            Advisory.Credit(name: $0, contacts: node.texts("contact"), kind: node.word("type"))
        }
    }

    // MARK: Affected packages

    private mutating func add(
        _ node: SourceNode,
        to advisory: inout Advisory,
        _ issue: inout Advisory.Issue
    ) {
        var product = Advisory.Product()
        let package = node["package"]
        product.ecosystem = package?.text("ecosystem")
        product.name = package?.text("name")
        product.purl = package?.text("purl")
        var extents = ownWords(node, &product)
        for range in node.list("ranges") { extents += spans(range, &product) }
        let versions = node.texts("versions")
        if !versions.isEmpty { extents.append(.versions(versions)) }
        addOwnRange(node, &extents)
        if extents.isEmpty { extents = [.all] }
        let first = advisory.products.count
        for extent in extents {
            product.extent = extent
            let told = Told(true, [])
            let place = advisory.products.count
            issue.statuses.append(
                Advisory.Standing(product: place, status: .affected, told: told)
            )
            advisory.products.append(product)
        }
        let places = Array(first..<advisory.products.count)
        issue.scores += node.list("severity").compactMap { score($0, products: places) }
    }

    /// What a converter to OSV notes of products that no ecosystem has.
    private func ownWords(
        _ node: SourceNode,
        _ product: inout Advisory.Product
    ) -> [Advisory.Extent] {
        guard let own = node[OSV.Affected.ownKey] else { return [] }
        product.vendor = own.text("vendor")
        product.name = product.name ?? own.text("product")
        product.cpes = own.texts("cpes")
        if let purl = own.text("purl") {
            let isSame = product.purl?.value == purl.value
            product.purl = isSame ? product.purl?.with(own["purl"]) : product.purl ?? purl
            if product.name == nil, let read = try? PackageURL(canonicalizing: purl.value) {
                product.name = Told(read.name, [])
            }
        }
        return own.texts("versions").flatMap { Advisory.Extent.ranges($0) }
    }

    /// A range in VERS beside an entry's own: it adds what OSV's members could not say.
    private mutating func addOwnRange(_ node: SourceNode, _ extents: inout [Advisory.Extent]) {
        guard let text = node[OSV.Affected.ownKey]?.text("vers") else { return }
        let told = Set(extents.map(\.key))
        let more = Advisory.Extent.ranges(text).filter { !told.contains($0.key) }
        if more.isEmpty {
            ledger.lose(text, .implied, "The ranges and versions beside it say the same.")
        } else if extents.contains(where: \.isRange) {
            ledger.lose(text, .unmapped, "The ranges beside it are told, and say otherwise.")
        } else {
            extents += more
        }
    }

    private mutating func spans(
        _ range: SourceNode,
        _ product: inout Advisory.Product
    ) -> [Advisory.Extent] {
        guard let kind: Told<OSV.RangeKind> = range.word("type") else { return [] }
        let ecosystem = product.ecosystem?.value ?? ""
        let order: Advisory.Span.Order =
            switch kind.value {
            case .git: .commits
            case .semantic: .scheme(.semver)
            case .ecosystem:
                VersionScheme(osvEcosystem: ecosystem).map { .scheme($0) } ?? .unknown
            }
        if kind.value == .git { product.repository = range.text("repo") }
        return Self.spans(range.list("events"), order: kind.map { _ in order }).map { .span($0) }
    }

    /// Pairs each introduction with the end that follows it.
    private static func spans(
        _ events: [SourceNode],
        order: Told<Advisory.Span.Order>
    ) -> [Advisory.Span] {
        var told: [(kind: OSV.Event.Kind, version: Told<String>)] = []
        for event in events {
            for kind in OSV.Event.Kind.allCases {
                if let version = event.text(kind.rawValue) { told.append((kind, version)) }
            }
        }
        if case .scheme(let scheme) = order.value { told = sorted(told, by: scheme) }
        var spans: [Advisory.Span] = []
        var open: Told<String>?
        for (kind, version) in told {
            switch kind {
            case .introduced:
                // Still inside: what was introduced before is there yet.
                open = open ?? version
            case .fixed, .lastAffected:
                guard let from = open else { continue }
                let end: Advisory.Span.End =
                    kind == .fixed ? .before(version) : .through(version)
                spans.append(Advisory.Span(order: order, from: from, end: end))
                open = nil
            case .limit: continue
            }
        }
        if let open { spans.append(Advisory.Span(order: order, from: open)) }
        return spans
    }

    private static func sorted(
        _ events: [(kind: OSV.Event.Kind, version: Told<String>)],
        by scheme: VersionScheme
    ) -> [(kind: OSV.Event.Kind, version: Told<String>)] {
        var keyed: [(version: Version?, place: Int)] = []
        for (place, event) in events.enumerated() {
            let version = try? Version(event.version.value, scheme: scheme)
            guard version != nil || event.version.value == "0" else { return events }
            keyed.append((event.version.value == "0" ? nil : version, place))
        }
        keyed.sort { left, right in
            guard let one = left.version, let other = right.version, one != other else {
                let isBefore = left.version == nil && right.version != nil
                let isAfter = left.version != nil && right.version == nil
                return isBefore || !isAfter && left.place < right.place
            }
            return one < other
        }
        return keyed.map { events[$0.place] }
    }
}

extension Advisory.Extent {
    /// What makes two extents the same, in whatever order of versions.
    fileprivate var key: String {
        switch self {
        case .all: "*"
        case .words(let words): words.value
        case .versions(let versions): "=" + versions.map(\.value).sorted().joined(separator: "|")
        case .span(let span):
            Advisory.Span(order: span.order, from: span.firstVersion, end: span.end).words
        }
    }

    /// Whether it is a stretch of versions that are ordered.
    fileprivate var isRange: Bool {
        guard case .span(let span) = self else { return false }
        return span.order.value != .commits
    }
}

extension OSV.Affected {
    /// Where a converted record keeps what OSV has no member for: `database_specific`.
    static let ownKey = "database_specific"
}
