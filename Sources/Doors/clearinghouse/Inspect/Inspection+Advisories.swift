// SPDX-License-Identifier: Apache-2.0

import SecurityFormats
import Severity
import StrictJSON
import Timestamps

extension Inspection {
    /// Explains an advisory, or a statement about one, of the kind that is known already.
    mutating func explainAdvisory(_ bytes: [UInt8], _ preset: CSAF.Preset, _ draft: Bool) throws {
        switch kind {
        case .osv: explain(try OSV.Record(parsing: bytes, limits: .document))
        case .cve: explain(try CVE.Record(parsing: bytes, limits: .document))
        case .openvex: explain(try OpenVEX.Document(parsing: bytes, limits: .document))
        case .inToto: explain(try InToto.Statement(parsing: bytes, limits: .document))
        case .csafProvider:
            explain(try CSAF.ProviderMetadata(parsing: bytes, limits: .document))
        case .csafAggregator: explain(try CSAF.Aggregator(parsing: bytes, limits: .document))
        case .rolie: explain(try CSAF.ROLIE.FeedDocument(parsing: bytes, limits: .document))
        default:
            if draft,
                let document = try? CSAF.Document(
                    parsing: bytes,
                    limits: .document,
                    allowing: .draft21
                ), document.metadata.edition == .draft21
            {
                explain(document, preset)
                note("CSAF 2.1 is a draft: the document keeps to its schema; no test is run.")
                return
            }
            let received = try CSAF.Received(parsing: bytes, limits: .document)
            explain(received.document, preset)
            hold(received.validate(preset), bytes)
        }
    }

    // MARK: OSV

    private mutating func explain(_ record: OSV.Record) {
        summary = "An OSV record: \(record.summary ?? record.id)."
        add("id", record.id)
        add("aliases", record.aliases.joined(separator: ", "))
        add("published", record.published?.description)
        add("modified", record.modified.description)
        add("withdrawn", record.withdrawn?.description)
        let severity = record.severity + record.affected.flatMap(\.severity)
        add("severity", Self.rating(severity.map(\.score)))
        add("references", record.references.count)
        add("credits", record.credits.count)
        var affected = Listing(
            name: "affected",
            heads: ["package", "ecosystem", "ranges", "fixed", "versions"]
        )
        affected.rows = record.affected.prefix(Self.mostShown).map { entry in
            let events = entry.ranges.filter { $0.kind != .git }.flatMap(\.events)
            let fixed = events.filter { $0.kind == .fixed }.map(\.version)
            return [
                entry.package.map { .string($0.name) } ?? .null,
                entry.package.map { .string($0.ecosystem) } ?? .null,
                .string(Self.words(events)), .string(fixed.joined(separator: ", ")),
                .number(JSONNumber(entry.versions.count)),
            ]
        }
        listings.append(affected)
    }

    /// `>=1.0 <1.2, >=2.0`.
    private static func words(_ events: [OSV.Event]) -> String {
        var text = ""
        for event in events {
            switch event.kind {
            case .introduced: text += (text.isEmpty ? "" : ", ") + ">=\(event.version)"
            case .fixed: text += " <\(event.version)"
            case .lastAffected: text += " <=\(event.version)"
            case .limit: text += " (up to \(event.version))"
            }
        }
        return text
    }

    /// The worst of the vectors that can be read: `9.8 Critical (CVSS 3.1)`.
    private static func rating(_ vectors: [String]) -> String? {
        let read = vectors.compactMap { try? CVSSVector(parsing: $0) }
        return read.max { $0.score < $1.score }.map {
            "\($0.score) \($0.rating.rawValue) (CVSS \($0.version.rawValue))"
        }
    }

    // MARK: CSAF

    private mutating func explain(_ document: CSAF.Document, _ preset: CSAF.Preset) {
        let metadata = document.metadata
        summary = "A CSAF \(metadata.edition.rawValue) document: \(metadata.title)."
        add("id", metadata.tracking.id)
        add("category", metadata.category)
        add("publisher", metadata.publisher.name)
        add("status", metadata.tracking.status.rawValue)
        add("version", metadata.tracking.version)
        add("released", metadata.tracking.initialReleaseDate.description)
        add("updated", metadata.tracking.currentReleaseDate.description)
        add("tlp", metadata.distribution?.tlp?.rawValue)
        add("products", document.productTree?.allProducts.count ?? 0)
        add("vulnerabilities", document.vulnerabilities.count)
        add("preset", preset.rawValue)
        var listing = Listing(
            name: "vulnerabilities",
            heads: ["cve", "title", "severity", "affected", "fixed"]
        )
        listing.rows = document.vulnerabilities.prefix(Self.mostShown).map { one in
            let vectors = one.scores.compactMap(\.cvss3?.vector)
            return [
                (one.cve ?? one.ids.first?.text).map { .string($0) } ?? .null,
                one.title.map { .string($0) } ?? .null,
                Self.rating(vectors).map { .string($0) } ?? .null,
                .number(JSONNumber(one.productStatus?.knownAffected.count ?? 0)),
                .number(JSONNumber(one.productStatus?.fixed.count ?? 0)),
            ]
        }
        listings.append(listing)
        var advice = Listing(name: "what to do", heads: ["category", "details", "products"])
        let remedies = document.vulnerabilities.flatMap(\.remediations)
        advice.rows = remedies.prefix(Self.mostShown).map { remedy in
            [
                .string(remedy.category.rawValue), .string(remedy.details),
                .number(JSONNumber(remedy.products.count + remedy.groups.count)),
            ]
        }
        listings.append(advice)
    }

    /// What breaks the schema or a mandatory test is a fault; what is recommended, a note.
    private mutating func hold(_ report: CSAF.Report, _ bytes: [UInt8]) {
        for fault in report.faults {
            let told = InspectionFault(fault, in: bytes)
            if fault.group == .schema || fault.group == .mandatory {
                faults.append(told)
            } else {
                notes.append(told)
            }
        }
        if report.omitted > 0 { note("\(report.omitted) more findings are left out.") }
        if !faults.isEmpty { outcome = .faulty }
    }

    // MARK: CVE

    private mutating func explain(_ record: CVE.Record) {
        let own = record.containers.cna
        let all = [own] + record.containers.adp
        summary = "A CVE record: \(own.title ?? record.metadata.id)."
        add("id", record.metadata.id)
        add("state", record.metadata.state.rawValue)
        add("assigner", record.metadata.assignerShortName ?? record.metadata.assigner)
        add("published", record.metadata.published?.description)
        add("updated", record.metadata.updated?.description)
        add("severity", Self.rating(all.flatMap(\.metrics).flatMap(\.cvss).map(\.vector)))
        let weaknesses = all.flatMap(\.problemTypes).flatMap(\.descriptions).compactMap(\.cwe)
        add("weaknesses", Set(weaknesses).sorted().joined(separator: ", "))
        add("containers", all.count)
        add("references", all.reduce(0) { $0 + $1.references.count })
        var listing = Listing(name: "affected", heads: ["vendor", "product", "affected versions"])
        listing.rows = all.flatMap(\.affected).prefix(Self.mostShown).map { entry in
            let versions = entry.versions.filter { $0.status == .affected }.map(Self.words)
            return [
                entry.vendor.map { .string($0) } ?? .null,
                (entry.product ?? entry.packageName ?? entry.packageURL).map { .string($0) }
                    ?? .null,
                .string(versions.prefix(Self.mostShown).joined(separator: ", ")),
            ]
        }
        listings.append(listing)
    }

    private static func words(_ version: CVE.Version) -> String {
        if let end = version.lessThan { return ">=\(version.version) <\(end)" }
        if let end = version.lessThanOrEqual { return ">=\(version.version) <=\(end)" }
        return version.version
    }
}

extension InspectionFault {
    /// What a test of CSAF found.
    fileprivate init(_ fault: CSAF.Fault, in bytes: [UInt8]) {
        self.init("\(fault.clause): \(fault.reason)")
        pointer = fault.pointer
        guard let place = fault.place else { return }
        // Line and column are known: to count them anew costs the whole file for each fault.
        (offset, line, column) = (place.offset, place.line, place.column)
        excerpt = Excerpt(bytes, at: place.offset, line: place.line, column: place.column)
    }
}
