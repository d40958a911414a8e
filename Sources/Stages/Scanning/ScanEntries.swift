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
            outcome: outcome
        )
    }

    var body: JSONValue {
        [
            "participant": .string(participant.description),
            "scopes": .array(scopes.map { .string($0.text) }),
            "technique": .string(technique.rawValue),
            "outcome": .string(outcome.rawValue),
        ]
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
    package static let scanEnded = EntryKind("scan.ended")
}
