// SPDX-License-Identifier: Apache-2.0

import Access
package import Store
import StrictJSON

/// The bodies of this stage's entries: written by commands, read by the overlap index.
enum ScanEntries {
    /// A scan was declared.
    struct Declared {
        let participant: ParticipantID
        let scopes: [Scope]
        let technique: Technique
        var modelFamily: String?
        let window: ScanWindow
        let expires: Instant
    }

    /// A scan ended.
    ///
    /// All that the index needs stands in the body: a batch's overlay does not know
    /// what was declared before it.
    struct Ended {
        let participant: ParticipantID
        let scopes: [Scope]
        let technique: Technique
        let outcome: ScanOutcome
        /// What was said of what it looked at; since version 2.
        let coverage: Coverage?
        /// When it ended; since version 2, as a later record of coverage is told alike.
        let ended: Instant?
    }

    /// A record of coverage: what advice needs of it, and the digest by which the log binds it.
    struct Coverage {
        /// One scope, as others may be told of it.
        struct Part: Hashable {
            let scope: Scope
            let completeness: Completeness
            let revision: String?
        }

        let id: CoverageID
        /// SHA-256 of its statement in hexadecimal digits.
        let digest: String
        let parts: [Part]
    }

    /// A lease was renewed: the smallest body of all, as it comes most often.
    static func renewed(_ body: JSONValue?) -> Instant? {
        body?["expires"]?.stringValue.flatMap(Instant.init)
    }

    static func renewed(until expires: Instant) -> JSONValue {
        ["expires": .string(expires.description)]
    }
}

extension ScanEntries.Declared {
    init?(_ body: JSONValue?) {
        guard let body, let participant = ScanEntries.participant(body),
            let technique = ScanEntries.technique(body), let scopes = ScanEntries.scopes(body),
            let start = body["start"]?.stringValue.flatMap(Instant.init),
            let end = body["end"]?.stringValue.flatMap(Instant.init),
            let expires = body["expires"]?.stringValue.flatMap(Instant.init)
        else { return nil }
        self.init(
            participant: participant,
            scopes: scopes,
            technique: technique,
            modelFamily: body["model"]?.stringValue,
            window: ScanWindow(start: start, end: end),
            expires: expires
        )
    }

    var body: JSONValue {
        var members: JSONObject = [
            "participant": .string(participant.description),
            "scopes": .array(scopes.map { .string($0.text) }),
            "technique": .string(technique.rawValue),
            "start": .string(window.start.description),
            "end": .string(window.end.description),
            "expires": .string(expires.description),
        ]
        members["model"] = modelFamily.map { .string($0) }
        return .object(members)
    }
}

extension ScanEntries.Ended {
    init?(_ body: JSONValue?) {
        guard let body, let participant = ScanEntries.participant(body),
            let technique = ScanEntries.technique(body), let scopes = ScanEntries.scopes(body),
            let outcome = body["outcome"]?.stringValue.flatMap(ScanOutcome.init)
        else { return nil }
        self.init(
            participant: participant,
            scopes: scopes,
            technique: technique,
            outcome: outcome,
            coverage: body["coverage"].flatMap { ScanEntries.Coverage($0) },
            ended: body["ended"]?.stringValue.flatMap(Instant.init)
        )
    }

    var body: JSONValue {
        var body: JSONObject = [
            "participant": .string(participant.description),
            "scopes": .array(scopes.map { .string($0.text) }),
            "technique": .string(technique.rawValue),
            "outcome": .string(outcome.rawValue),
        ]
        body["ended"] = ended.map { .string($0.description) }
        body["coverage"] = coverage?.body
        return .object(body)
    }
}

extension ScanEntries {
    fileprivate static func participant(_ body: JSONValue) -> ParticipantID? {
        body["participant"]?.stringValue.flatMap { ParticipantID($0) }
    }

    fileprivate static func technique(_ body: JSONValue) -> Technique? {
        body["technique"]?.stringValue.flatMap { Technique(rawValue: $0) }
    }

    /// What was declared was read once; a kind that this version knows no more is passed over.
    fileprivate static func scopes(_ body: JSONValue) -> [Scope]? {
        body["scopes"]?.arrayValue?.compactMap { text in
            text.stringValue.flatMap { try? Scope(parsing: $0) }
        }
    }
}

extension EntryKind {
    package static let scanDeclared = EntryKind("scan.declared")
    package static let scanRenewed = EntryKind("scan.renewed")
    /// Since version 2 with its coverage, where that was told with it.
    package static let scanEnded = EntryKind("scan.ended", version: 2)
    /// Coverage that was told later, or that corrects what was told: a body like `scan.ended`.
    package static let scanCovered = EntryKind("scan.covered")
}
