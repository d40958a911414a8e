// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON
import Timestamps

/// Reads what a CVE record says, its own container and what others added.
struct CVETeller {
    let record: SourceNode
    var ledger: LossLedger
    /// The weaknesses that were told: a record may name as many as it has bytes for.
    private var weaknesses: Set<String> = []

    init(record: SourceNode, ledger: LossLedger) {
        self.record = record
        self.ledger = ledger
    }

    /// The record as an advisory on one vulnerability.
    mutating func advisory() -> Advisory {
        var advisory = Advisory()
        var issue = Advisory.Issue()
        let metadata = record["cveMetadata"]
        let own = record["containers"]?["cna"]
        advisory.id = metadata?.text("cveId")
        issue.ids = [advisory.id].compactMap(\.self)
        advisory.published = metadata?.time("datePublished")
        advisory.modified =
            metadata?.time("dateUpdated") ?? own?["providerMetadata"]?.time("dateUpdated")
            ?? advisory.published
        if metadata?.text("state")?.value == CVE.State.rejected.rawValue {
            advisory.withdrawn = metadata?.time("dateRejected") ?? advisory.modified
            advisory.withdrawn = advisory.withdrawn?.with(metadata?["state"])
        }
        advisory.author = metadata?.text("assignerShortName")
        issue.title = own?.text("title")
        issue.released = own?.time("datePublic")
        let others = record["containers"]?.list("adp") ?? []
        for container in [own].compactMap(\.self) + others {
            read(container, into: &issue)
            for node in container.list("affected") { add(node, to: &advisory, &issue) }
        }
        advisory.issues = [issue]
        tellForm(metadata)
        return advisory
    }

    private mutating func tellForm(_ metadata: SourceNode?) {
        ledger.lose(record["dataType"], .form, "It is the name of the source's format.")
        ledger.lose(record["dataVersion"], .form, "It is the version of the source's format.")
        ledger.lose(metadata?["state"], .implied, "A record that holds is what a reader expects.")
    }

    private mutating func read(_ container: SourceNode, into issue: inout Advisory.Issue) {
        for node in container.list("descriptions") + container.list("rejectedReasons") {
            add(node, .description, to: &issue)
        }
        for node in container.list("configurations") { add(node, .general, to: &issue) }
        for node in container.list("problemTypes").flatMap({ $0.list("descriptions") }) {
            readWeakness(node, into: &issue)
        }
        for metric in container.list("metrics") {
            for version in CVSSVersion.allCases {
                guard let node = metric[version.memberName] else { continue }
                Advisory.Score(cvss: node, version).map { issue.scores.append($0) }
            }
        }
        issue.remedies +=
            remedies(container.list("solutions"), .vendorFix)
            + remedies(container.list("workarounds"), .workaround)
        for node in container.list("exploits") {
            guard let text = text(node) else { continue }
            issue.threats.append(
                Advisory.Threat(category: Told(.exploitStatus, []), details: text)
            )
        }
        issue.references += container.list("references").compactMap(reference)
        issue.credits += container.list("credits").compactMap { credit($0) }
    }

    /// A text, whose language is what is expected where it is English.
    private mutating func text(_ node: SourceNode) -> Told<String>? {
        if node.text("lang")?.value.hasPrefix("en") == true {
            ledger.lose(node["lang"], .implied, "English is what a reader expects.")
        }
        ledger.lose(
            node["supportingMedia"],
            .noPlace,
            "It is the text in another form; the plain one stands."
        )
        return node.text("value")
    }

    private mutating func add(
        _ node: SourceNode,
        _ category: CSAF.Note.Category,
        to issue: inout Advisory.Issue
    ) {
        guard let text = text(node) else { return }
        issue.texts.append(Advisory.Text(category, text, language: node.text("lang")))
    }

    private mutating func remedies(
        _ nodes: [SourceNode],
        _ category: CSAF.Remediation.Category
    ) -> [Advisory.Remedy] {
        nodes.compactMap { node in
            text(node).map { Advisory.Remedy(category: Told(category, []), details: $0) }
        }
    }

    private mutating func readWeakness(_ node: SourceNode, into issue: inout Advisory.Issue) {
        guard let id = node.text("cweId") else {
            ledger.lose(node, .unmapped, "No CWE id is given, by which weaknesses are told.")
            return
        }
        if weaknesses.insert(id.value).inserted {
            issue.weaknesses.append(id)
        } else {
            ledger.lose(id, .implied, "It stands in the source twice.")
        }
        for key in ["description", "lang", "type"] {
            ledger.lose(node[key], .implied, "It follows from the weakness's number.")
        }
    }

    private func reference(_ node: SourceNode) -> Advisory.Reference? {
        guard let url = node.text("url") else { return nil }
        let tag = node.texts("tags").first { CVEWords.kinds[$0.value] != nil }
        return Advisory.Reference(
            kind: tag?.flatMap { CVEWords.kinds[$0] },
            url: url,
            words: node.text("name")
        )
    }

    private mutating func credit(_ node: SourceNode) -> Advisory.Credit? {
        guard let name = text(node) else { return nil }
        let kind: Told<CVE.CreditKind>? = node.word("type")
        return Advisory.Credit(name: name, kind: kind?.flatMap(CVEWords.kind))
    }
}

extension Advisory.Score {
    /// A score as FIRST's schemas have it; nil without a vector.
    init?(cvss node: SourceNode, _ version: CVSSVersion) {
        guard let vector = node.text("vectorString") else { return nil }
        let base = (try? CVSSVector(parsing: vector.value))?.scores.base.value
        let implied = node.children.filter { key, child in
            key != "vectorString" && (key != "baseScore" || child.value.doubleValue == base)
        }
        kind =
            switch version {
            case .v20: .cvss2
            case .v30, .v31: .cvss3
            case .v40: .cvss4
            }
        self.vector = vector
        self.implied = implied.map { Told($0.node.value, [$0.node.leaves]) }
    }
}

/// Words that CVE records and the other formats have for the same things.
enum CVEWords {
    /// Kinds of references that a tag comes to.
    static let kinds: [String: OSV.ReferenceKind] = [
        "exploit": .evidence, "issue-tracking": .report, "mailing-list": .discussion,
        "patch": .fix, "product": .package, "technical-description": .article,
        "third-party-advisory": .advisory, "vendor-advisory": .advisory,
    ]

    /// The tag of a kind of references, where one says the same.
    static func tag(_ kind: OSV.ReferenceKind) -> String? {
        switch kind {
        case .evidence: "exploit"
        case .report: "issue-tracking"
        case .discussion: "mailing-list"
        case .fix: "patch"
        case .package: "product"
        case .article: "technical-description"
        case .advisory, .detection, .introduced, .git, .web: nil
        }
    }

    /// What somebody is credited for, in the words of OSV, which lists the same.
    static func kind(_ kind: CVE.CreditKind) -> OSV.CreditKind? {
        OSV.CreditKind(rawValue: kind.rawValue.uppercased().replacing(" ", with: "_"))
    }

    /// The same in the words of CVE records.
    static func kind(_ kind: OSV.CreditKind) -> CVE.CreditKind? {
        CVE.CreditKind(rawValue: kind.rawValue.lowercased().replacing("_", with: " "))
    }

    /// What stands where a record has nothing to say.
    static let nothing: Set<String> = ["*", "-", "N/A", "n/a", "unspecified"]
}
