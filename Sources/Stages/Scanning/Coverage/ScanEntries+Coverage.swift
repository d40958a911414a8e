// SPDX-License-Identifier: Apache-2.0

import Store
import StrictJSON

extension ScanEntries.Coverage {
    init?(_ body: JSONValue) {
        guard let id = body["id"]?.stringValue.flatMap({ CoverageID($0) }),
            let digest = body["digest"]?.stringValue, let parts = body["scopes"]?.arrayValue
        else { return nil }
        self.init(id: id, digest: digest, parts: parts.compactMap { Part($0) })
    }

    var body: JSONValue {
        [
            "id": .string(id.description), "digest": .string(digest),
            "scopes": .array(parts.map(\.body)),
        ]
    }
}

extension ScanEntries.Coverage.Part {
    /// A scope of a kind that this version knows no more is passed over.
    fileprivate init?(_ body: JSONValue) {
        guard let scope = body["scope"]?.stringValue.flatMap({ try? Scope(parsing: $0) }),
            let completeness = body["completeness"]?.stringValue.flatMap(Completeness.init)
        else { return nil }
        self.init(
            scope: scope,
            completeness: completeness,
            revision: body["revision"]?.stringValue
        )
    }

    fileprivate var body: JSONValue {
        var body: JSONObject = [
            "scope": .string(scope.text), "completeness": .string(completeness.rawValue),
        ]
        body["revision"] = revision.map { .string($0) }
        return .object(body)
    }
}

extension CoverageRecord.Part {
    /// What the journal, and through it advice, is told of it.
    var told: ScanEntries.Coverage.Part {
        ScanEntries.Coverage.Part(
            scope: scope,
            completeness: completeness,
            revision: toldRevision
        )
    }
}
