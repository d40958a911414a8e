// SPDX-License-Identifier: Apache-2.0

import Store
import StrictJSON

/// What an advisory says, of which OSV, CSAF and the page are views.
package struct AdvisoryContent: Hashable, Sendable {
    package let title: String
    package let summary: String
    package let details: String
    package let references: [String]
    /// The package URL without a version.
    package let package: String
    /// The affected versions as VERS.
    package let range: String
    package let cve: String?
    /// A CVSS vector of any version.
    package let cvss: String?
    /// A number of the Common Weakness Enumeration.
    package let weakness: Int?
    package let whatToDo: String
    package let workaround: String?
    package let needsRestart: Bool
    /// Finders and co-finders who chose to be named, word for word, the first finder first (ORDER
    /// C3, C4).
    package let credits: [String]
    /// The bundle that went out before.
    package let bundle: BundleID
    /// Why it was withdrawn; nil while it stands.
    package var withdrawal: String?

    /// As it is kept.
    var bytes: [UInt8] {
        var object: JSONObject = [
            "title": .string(title), "summary": .string(summary), "details": .string(details),
            "references": .array(references.map { .string($0) }), "package": .string(package),
            "range": .string(range), "whatToDo": .string(whatToDo),
            "needsRestart": .bool(needsRestart),
            "credits": .array(credits.map { .string($0) }), "bundle": .string(bundle.description),
        ]
        object["cve"] = cve.map { .string($0) }
        object["cvss"] = cvss.map { .string($0) }
        object["weakness"] = weakness.map { .number(JSONNumber($0)) }
        object["workaround"] = workaround.map { .string($0) }
        object["withdrawal"] = withdrawal.map { .string($0) }
        return JSONValue.object(object).serialized()
    }

    /// What `bytes` wrote; nil for anything else.
    init?(bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), let title = json["title"]?.stringValue,
            let summary = json["summary"]?.stringValue,
            let details = json["details"]?.stringValue,
            let package = json["package"]?.stringValue, let range = json["range"]?.stringValue,
            let whatToDo = json["whatToDo"]?.stringValue,
            let needsRestart = json["needsRestart"]?.boolValue,
            let bundle = (json["bundle"]?.stringValue).flatMap({ BundleID($0) })
        else { return nil }
        self.title = title
        self.summary = summary
        self.details = details
        self.package = package
        self.range = range
        self.whatToDo = whatToDo
        self.needsRestart = needsRestart
        self.bundle = bundle
        references = json["references"]?.arrayValue?.compactMap(\.stringValue) ?? []
        credits = json["credits"]?.arrayValue?.compactMap(\.stringValue) ?? []
        cve = json["cve"]?.stringValue
        cvss = json["cvss"]?.stringValue
        weakness = (json["weakness"]?.int64Value).flatMap { Int(exactly: $0) }
        workaround = json["workaround"]?.stringValue
        withdrawal = json["withdrawal"]?.stringValue
    }

    init(_ draft: AdvisoryDraft, _ facts: AdvisoryFacts) {
        title = draft.title ?? facts.description.title
        summary = draft.summary
        details = draft.details
        references = draft.references
        package = facts.description.package
        range = facts.description.range
        cve = facts.cve ?? facts.description.cve
        cvss = facts.cvss
        weakness = facts.weakness
        whatToDo = facts.description.whatToDo
        workaround = facts.description.workaround
        needsRestart = facts.description.needsRestart
        credits = facts.credits
        bundle = facts.bundle
    }
}

/// What an advisory takes from the stages before.
struct AdvisoryFacts: Sendable {
    let bundle: BundleID
    let description: BundleDescription
    let cve: String?
    let cvss: String?
    let weakness: Int?
    let credits: [String]
}

/// Who publishes, as documents name them.
package struct AdvisoryPublisher: Hashable, Sendable {
    package let name: String
    /// Where this clearinghouse is found, for example `https://clearinghouse.example`.
    package let address: String

    package init(name: String, address: String) {
        self.name = name
        self.address = address
    }
}

/// One document to be written: content, identifier, and its history.
struct AdvisoryEdition: Sendable {
    /// When a revision came and what it changed.
    struct Revision: Sendable {
        let number: Int
        let at: Instant
        let summary: String
    }

    let name: String
    let content: AdvisoryContent
    let publisher: AdvisoryPublisher
    let revisions: [Revision]
    let withdrawnAt: Instant?

    var published: Instant { revisions.first?.at ?? Instant(microseconds: 0) }
    var modified: Instant { revisions.last?.at ?? Instant(microseconds: 0) }
    /// Where the page is.
    var page: String { "\(publisher.address)/advisories/\(name)" }
}
