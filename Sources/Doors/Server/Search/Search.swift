// SPDX-License-Identifier: Apache-2.0

package import Access
import Coordination
import Discovery
import Distribution
import FrontierModels
import PackageURLs
import Participants
import Prioritization
import Severity
package import Store

/// What somebody found by words or by an identifier, in all that they may see.
package struct SearchResult: Sendable, Hashable {
    /// What a hit is, in the order in which they are shown.
    package enum Kind: String, Sendable, CaseIterable {
        case vulnerability
        case advisory
        case `case`
        case bundle
        case delivery
        case engagement
        case finding
        case scan
        case validation
        /// A line of what one runs.
        case inventoryItem
        case person
        case agent
    }

    /// One thing that was found.
    package struct Hit: Sendable, Hashable {
        package let kind: Kind
        /// Its identifier, or its name where it has one.
        package let id: String
        package let title: String
        /// What it is in, or what else tells it from others; empty where nothing does.
        package let about: String

        /// Where its page is.
        package var path: String {
            kind == .inventoryItem ? "/inventory" : "/\(kind.folder)/\(id)"
        }
    }

    package var hits: [Hit] = []
    /// The kinds of which there is more than is listed.
    package var more: [Kind] = []

    /// Things of a kind, cut to what is listed.
    mutating func add(_ kind: Kind, _ found: [(id: String, title: String, about: String)]) {
        hits += found.prefix(SearchWords.found).map {
            Hit(kind: kind, id: $0.id, title: $0.title, about: $0.about)
        }
        if found.count > SearchWords.found { more.append(kind) }
    }

    /// What the claims of a report came to, each finding once.
    mutating func add(reported outcomes: [Report.Outcome]) {
        var seen: Set<FindingID> = []
        let findings = outcomes.filter { seen.insert($0.finding).inserted }
        add(.finding, findings.map { ($0.finding.description, $0.title, "from this report") })
    }

    /// How far a search by words reaches, whoever asks and whatever they find.
    package static let reach = """
        Words are looked for in the newest \(Finding.searched) findings and \
        \(Vulnerability.searched) vulnerabilities, \(CaseFile.searched) cases, \
        \(Delivery.searched) advisories, bundles and deliveries each, \
        \(EngagementFile.searched) engagements that you may see and \(InventoryItem.searched) \
        lines of your inventory, and the names of \(Person.searched) people and as many agents; \
        identifiers in all of them. A report is found by its identifier or its receipt, and leads \
        to its findings.
        """
}

extension SearchResult.Kind {
    /// What one of them is called.
    fileprivate var words: String {
        self == .inventoryItem ? "line of your inventory" : rawValue
    }

    /// The first part of its pages' paths.
    var folder: String {
        switch self {
        case .vulnerability: "vulnerabilities"
        case .advisory: "advisories"
        case .case: "cases"
        case .bundle: "bundles"
        case .delivery: "deliveries"
        case .engagement: "engagements"
        case .finding: "findings"
        case .scan: "scans"
        case .validation: "validations"
        case .inventoryItem: "inventory"
        case .person, .agent: "people"
        }
    }

    /// What a thing of that kind is to Access; nil for an advisory, which goes by its name.
    fileprivate var thing: ThingKind? {
        switch self {
        case .vulnerability: .vulnerability
        case .advisory: nil
        case .case: .case
        case .bundle: .bundle
        case .delivery: .delivery
        case .engagement: .engagement
        case .finding: .finding
        case .scan: .scan
        case .validation: .validation
        case .inventoryItem: .inventoryItem
        case .person: .person
        case .agent: .agent
        }
    }
}

extension Querying {
    /// What the viewer finds; an identifier leads to its one thing, words to whatever has them all.
    package func search(
        _ text: String,
        viewer: Viewer,
        now: Instant
    ) throws -> SearchResult {
        try decide(viewer, .search).hiding()
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let id = ID<AnyThing>(text.lowercased()) {
            return try thing(id, viewer: viewer, now: now)
        }
        if let receipt = SubmissionReceipt(Self.asReceipt(text)) {
            return try report(of: receipt, viewer: viewer, now: now)
        }
        if let name = AdvisoryName(text.uppercased()) {
            return try advisory(name, viewer: viewer, now: now)
        }
        let words = SearchWords(Self.withoutVersion(text))
        guard !words.isEmpty else { return SearchResult() }
        var result = SearchResult()
        let vulnerabilities =
            try CVEID(text.uppercased()).map {
                try self.vulnerabilities(of: $0, viewer: viewer, now: now)
            } ?? self.vulnerabilities(matching: words, viewer: viewer, now: now)
        result.add(
            .vulnerability,
            vulnerabilities.map { each in
                let about = [each.cve?.description, each.package].compactMap(\.self)
                return (each.id.description, each.name, about.joined(separator: " · "))
            }
        )
        try addShared(&result, words, viewer: viewer, now: now)
        let findings = try findings(matching: words, viewer: viewer, now: now)
        result.add(.finding, findings.map { ($0.id.description, $0.title, $0.package) })
        let items = try inventory(matching: words, viewer: viewer, now: now)
        result.add(.inventoryItem, items.map { ($0.id.description, $0.purl, $0.label ?? "") })
        try addPeople(&result, words, viewer: viewer, now: now)
        return result
    }

    /// Who takes part, as far as the viewer knows them.
    private func addPeople(
        _ result: inout SearchResult,
        _ words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws {
        let people = try people(matching: words, viewer: viewer, now: now)
        result.add(.person, people.map { ($0.id.description, $0.name, "") })
        let agents = try agents(matching: words, viewer: viewer, now: now)
        result.add(.agent, agents.map { ($0.id.description, $0.name, "") })
    }

    /// What is worked on together and handed out.
    private func addShared(
        _ result: inout SearchResult,
        _ words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws {
        let advisories = try advisories(matching: words, viewer: viewer, now: now)
        result.add(
            .advisory,
            advisories.map { ($0.name, $0.title, "\($0.name) · \($0.package)") }
        )
        let cases = try cases(matching: words, viewer: viewer, now: now)
        result.add(.case, cases.map { ($0.id.description, $0.title ?? "", $0.step.sentence) })
        let bundles = try bundles(matching: words, viewer: viewer, now: now)
        result.add(
            .bundle,
            bundles.map {
                ($0.id.description, $0.description?.title ?? "", $0.description?.package ?? "")
            }
        )
        let deliveries = try deliveries(matching: words, viewer: viewer, now: now)
        result.add(
            .delivery,
            deliveries.map { ($0.id.description, $0.description.title, $0.description.package) }
        )
        let engagements = try engagements(matching: words, viewer: viewer, now: now)
        result.add(.engagement, engagements.map { ($0.id.description, $0.codename, "") })
    }

    /// The one thing of an identifier, unopened.
    ///
    /// What it says its own page shows, which records who looked where that is recorded.
    private func thing(
        _ id: ID<AnyThing>,
        viewer: Viewer,
        now: Instant
    ) throws -> SearchResult {
        var result = SearchResult()
        let kinds = SearchResult.Kind.allCases
        let found = try kind(
            of: id,
            among: kinds.compactMap(\.thing) + [.report],
            viewer: viewer,
            now: now
        )
        if found == .report {
            let report = try report(ID(id), viewer: viewer, now: now)
            result.add(reported: report.outcomes)
        }
        if let kind = kinds.first(where: { $0.thing == found && found != nil }) {
            result.add(kind, [(id.description, "The \(kind.words) of this identifier", "")])
        }
        return result
    }

    /// The findings of the viewer's own report; of somebody else's nothing, whoever has a receipt.
    private func report(
        of receipt: SubmissionReceipt,
        viewer: Viewer,
        now: Instant
    ) throws -> SearchResult {
        var result = SearchResult()
        do {
            result.add(reported: try submission(receipt, viewer: viewer, now: now).outcomes)
        } catch let refusal as Refusal where refusal.kind == .notFound {}
        return result
    }

    /// A receipt in the one form in which it is written.
    private static func asReceipt(_ text: String) -> String {
        text.uppercased().hasPrefix("SUB-") ? "SUB-" + text.dropFirst(4).lowercased() : text
    }

    private func advisory(
        _ name: AdvisoryName,
        viewer: Viewer,
        now: Instant
    ) throws -> SearchResult {
        var result = SearchResult()
        do {
            let found = try advisory(named: name, viewer: viewer, now: now)
            result.add(.advisory, [(found.name, found.title, found.content.package)])
        } catch let refusal as Refusal where refusal.kind == .notFound {}
        return result
    }

    /// A package URL as stages keep it, without its version; every other text as it is.
    private static func withoutVersion(_ text: String) -> String {
        guard text.hasPrefix("pkg:"), let package = try? PackageURL(parsing: text) else {
            return text
        }
        return "\(package.package)"
    }
}
