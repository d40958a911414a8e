// SPDX-License-Identifier: Apache-2.0

import Crypto
import SecurityFormats
import Store
package import StrictJSON

/// What is signed of a scan's coverage: an in-toto statement; docs/reference/coverage.md has every
/// member.
///
/// Its bytes are made once, with the record; their digest stands in the journal, so that the log
/// binds them. The signature is made when somebody asks for it: it says whose they are, the log
/// since when.
package enum CoverageStatement {
    /// The type of its predicate; in-toto has none for what was looked at.
    package static let predicateType = "tag:clearinghouse,2026:attestation/coverage/v1"
    /// The algorithm of a subject without a commit: SHA-256 of the scope's text.
    package static let scopeAlgorithm = "scopeSha256"

    /// What a statement is made of, besides the record.
    struct Facts {
        let id: CoverageID
        let scan: ScanID
        let corrects: CoverageID?
        let outcome: ScanOutcome
        let technique: Technique
        let modelFamily: String?
        let window: ScanWindow
        let recorded: Instant
        /// The participant's name, where it chose to be named.
        let name: String?
    }

    /// The bytes to sign.
    static func payload(_ record: CoverageRecord, _ facts: Facts) -> [UInt8] {
        let statement = InToto.Statement(
            subjects: record.parts.map(subject),
            predicateType: predicateType,
            predicate: predicate(record, facts)
        )
        return statement.json.serialized()
    }

    /// SHA-256 of a payload in lower-case hexadecimal digits, as the journal has it.
    package static func digest(_ payload: [UInt8]) -> String {
        Array(SHA256.hash(data: payload)).hexadecimal
    }

    private static func subject(_ part: CoverageRecord.Part) -> InToto.ResourceDescriptor {
        let text = part.scope.text
        if part.scope.kind == .source, let revision = part.revision, part.scope.tells(revision),
            revision.utf8.count >= 40
        {
            return InToto.ResourceDescriptor(name: text, digest: ["gitCommit": revision])
        }
        return InToto.ResourceDescriptor(
            name: text,
            digest: [scopeAlgorithm: digest(Array(text.utf8))]
        )
    }

    private static func predicate(_ record: CoverageRecord, _ facts: Facts) -> JSONObject {
        var object: JSONObject = [
            "coverage": .string(facts.id.description),
            "scan": .string(facts.scan.description),
        ]
        object["corrects"] = facts.corrects.map { .string($0.description) }
        object["participant"] = facts.name.map { .string($0) }
        object["outcome"] = .string(facts.outcome.rawValue)
        object["technique"] = .string(facts.technique.rawValue)
        object["modelFamily"] = facts.modelFamily.map { .string($0) }
        object["window"] = [
            "start": .string(facts.window.start.description),
            "end": .string(facts.window.end.description),
        ]
        object["recordedOn"] = .string(facts.recorded.description)
        object["completeness"] = .string(record.completeness.rawValue)
        object["spent"] = .object(record.spentJSON)
        object["scopes"] = .array(record.parts.map(\.json))
        return object
    }
}

extension CoverageRecord {
    fileprivate var spentJSON: JSONObject {
        var object = JSONObject()
        for amount in SpentAmount.allCases {
            object[amount.rawValue] = spent[amount].map { .number(JSONNumber($0)) }
        }
        return object
    }

    /// Reads back what a statement of ours says; nil for anything else.
    package init?(payload: [UInt8]) {
        guard let statement = try? InToto.Statement(parsing: payload),
            statement.predicateType == CoverageStatement.predicateType,
            let record = try? CoverageDraft(predicate: statement.predicate).checked()
        else { return nil }
        self = record
    }
}

extension CoverageRecord.Part {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "scope": .string(scope.text), "completeness": .string(completeness.rawValue),
        ]
        object["revision"] = revision.map { .string($0) }
        object["looked"] = .array(looked.map { .string($0) })
        object["leftOut"] = .array(leftOut.map { .string($0) })
        object["setAside"] = .array(setAside.map(\.json))
        return .object(object)
    }
}

extension CoverageRecord.SetAside {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "what": .string(what), "reason": .string(reason.rawValue),
            "count": .number(JSONNumber(Int64(count))),
        ]
        object["words"] = words.map { .string($0) }
        return .object(object)
    }
}

extension CoverageDraft {
    /// What a statement's predicate says; what it lacks is left to the check.
    package init(predicate: JSONObject) {
        self.init()
        isNamed = predicate["participant"] != nil
        for (name, value) in predicate["spent"]?.objectValue ?? [:] {
            spent[name] = value.int64Value ?? -1
        }
        parts = (predicate["scopes"]?.arrayValue ?? []).map { Part($0) }
    }
}

extension CoverageDraft.Part {
    fileprivate init(_ json: JSONValue) {
        func texts(_ member: String) -> [String] {
            json[member]?.arrayValue?.map { $0.stringValue ?? "" } ?? []
        }
        self.init(
            scope: json["scope"]?.stringValue ?? "",
            completeness: json["completeness"]?.stringValue ?? ""
        )
        revision = json["revision"]?.stringValue
        looked = texts("looked")
        leftOut = texts("leftOut")
        setAside = json["setAside"]?.arrayValue?.map { CoverageDraft.SetAside($0) } ?? []
    }
}

extension CoverageDraft.SetAside {
    fileprivate init(_ json: JSONValue) {
        self.init(
            what: json["what"]?.stringValue ?? "",
            reason: json["reason"]?.stringValue ?? "",
            words: json["words"]?.stringValue,
            count: json["count"]?.int64Value.map { Int(clamping: $0) } ?? 0
        )
    }
}
