// SPDX-License-Identifier: Apache-2.0

package import Access
import StrictJSON

extension CodexSecurity {
    /// Either of the two documents.
    package enum Document: Hashable, Sendable {
        case coverage(Coverage)
        case manifest(Manifest)

        /// Reads a document by the type that it names; throws a refusal with all its faults.
        package init(parsing bytes: [UInt8]) throws(Refusal) {
            let value: JSONValue
            do {
                let limits = JSONLimits.door(bytes: CodexSecurity.documentBytes)
                value = try JSONValue(parsing: bytes, limits: limits)
            } catch {
                throw .invalidCodexDocument(Refusal.unreadable(error).faults)
            }
            var reading = Reading()
            let type = value["documentType"]?.stringValue
            if value["schemaVersion"]?.stringValue != "1.0" {
                reading.faults.note("/schemaVersion", "unknown-version", "Version 1.0 is read.")
            }
            switch type {
            case "codex-security.coverage":
                self = .coverage(reading.coverage(value))
            case "codex-security.scan-manifest":
                self = .manifest(reading.manifest(value))
            default:
                let reason = "It is codex-security.coverage or codex-security.scan-manifest."
                reading.faults.note("/documentType", "unknown-type", reason)
                throw .invalidCodexDocument(reading.faults)
            }
            guard reading.faults.isEmpty else { throw .invalidCodexDocument(reading.faults) }
        }
    }

    /// Reads members and counts those that are not known.
    fileprivate struct Reading {
        var faults: [Refusal.Fault] = []
        private var unknown = 0

        mutating func coverage(_ value: JSONValue) -> Coverage {
            let members: Set = [
                "documentType", "schemaVersion", "scanId", "mode", "completeness",
                "inventoryStrategy", "includePaths", "excludePaths", "surfaces",
                "explicitExclusions", "deferred", "openQuestions",
            ]
            var form = JSONForm(value, place: "", members: members)
            var coverage = Coverage()
            coverage.scanID = text("scanId", &form, required: true) ?? ""
            coverage.mode = word("mode", &form) ?? coverage.mode
            coverage.claim = word("completeness", &form) ?? coverage.claim
            coverage.included = texts("includePaths", &form)
            coverage.excluded = texts("excludePaths", &form)
            take(form)
            coverage.surfaces = objects("surfaces", of: value, at: "") { reading, each, place in
                reading.surface(each, at: place)
            }
            coverage.exclusions = remarks("explicitExclusions", "pattern", "reason", of: value)
            coverage.deferred = remarks("deferred", "id", "reason", of: value)
            coverage.questions = remarks("openQuestions", "question", nil, of: value)
            coverage.unknown = unknown
            return coverage
        }

        mutating func manifest(_ value: JSONValue) -> Manifest {
            take(JSONForm(value, place: "", members: ["documentType", "schemaVersion", "scan"]))
            let scan = value["scan"] ?? nil
            let members: Set = [
                "id", "producer", "status", "startedAt", "completedAt", "sealedAt", "target",
                "scope", "threatModel", "hardening", "coverageRef", "findingsRef", "artifacts",
            ]
            var form = JSONForm(scan, place: "/scan", members: members)
            var manifest = Manifest()
            manifest.scanID = text("id", &form, required: true) ?? ""
            manifest.status = word("status", &form) ?? manifest.status
            take(form)
            read(scan["producer"] ?? nil, into: &manifest)
            read(target: scan["target"] ?? nil, into: &manifest)
            read(scope: scan["scope"] ?? nil, into: &manifest)
            read(artifactsOf: scan, into: &manifest)
            manifest.unknown = unknown
            return manifest
        }

        private mutating func read(_ producer: JSONValue, into manifest: inout Manifest) {
            var form = JSONForm(producer, place: "/scan/producer", members: ["name", "version"])
            let name = text("name", &form, required: true) ?? ""
            let version = text("version", &form, required: true) ?? ""
            manifest.producer = "\(name) \(version)"
            take(form)
        }

        private mutating func read(target: JSONValue, into manifest: inout Manifest) {
            let members: Set = [
                "kind", "targetId", "displayName", "remote", "repositoryPath", "revision",
                "baseRevision", "headRevision", "snapshotDigest",
            ]
            var form = JSONForm(target, place: "/scan/target", members: members)
            manifest.kind = word("kind", &form) ?? manifest.kind
            manifest.remote = text("remote", &form)
            manifest.folder = text("repositoryPath", &form)
            manifest.revision = text("revision", &form)
            manifest.headRevision = text("headRevision", &form)
            if manifest.kind == .revision, manifest.revision == nil {
                form.fault("revision", "missing", "A target of this kind names its revision.")
            }
            take(form)
        }

        private mutating func read(scope: JSONValue, into manifest: inout Manifest) {
            let members: Set = [
                "includePaths", "excludePaths", "summary", "artifactsReviewed", "runtimeStatus",
                "validationMode", "context", "limitations",
            ]
            var form = JSONForm(scope, place: "/scan/scope", members: members)
            manifest.limitations = texts("limitations", &form)
            take(form)
        }

        private mutating func read(artifactsOf scan: JSONValue, into manifest: inout Manifest) {
            let digests: [String] = objects("artifacts", of: scan, at: "/scan") {
                reading,
                each,
                place in
                var form = JSONForm(each, place: place, members: ["path", "sha256", "mediaType"])
                let path = reading.text("path", &form, required: true)
                let digest = reading.text("sha256", &form, required: true)
                reading.take(form)
                return path == "coverage.json" ? digest : nil
            }
            if digests.count > 1 {
                faults.note("/scan/artifacts", "repeated", "coverage.json stands once.")
            }
            manifest.coverageDigest = digests.first
        }

        private mutating func surface(_ value: JSONValue, at place: String) -> Surface? {
            let members: Set = [
                "id", "label", "disposition", "receiptRefs", "riskArea", "notes", "candidateId",
                "sourceWorkerId",
            ]
            var form = JSONForm(value, place: place, members: members)
            let label = text("label", &form, required: true)
            let disposition: Disposition? = word("disposition", &form)
            let notes = text("notes", &form)
            take(form)
            guard let label, let disposition else { return nil }
            return Surface(label: label, disposition: disposition, notes: notes)
        }

        private mutating func remarks(
            _ member: String,
            _ name: String,
            _ words: String?,
            of value: JSONValue
        ) -> [Remark] {
            let members: Set = [
                "pattern", "reason", "id", "paths", "surfaceIds", "candidateId",
                "sourceWorkerId", "candidate", "question", "followUpPrompt",
            ]
            return objects(member, of: value, at: "") { reading, each, place in
                var form = JSONForm(each, place: place, members: members)
                let named = reading.text(name, &form, required: true)
                let said = words.flatMap { reading.text($0, &form, required: true) }
                reading.take(form)
                return named.map { Remark(name: $0, words: said) }
            }
        }
    }
}

extension CodexSecurity.Reading {
    /// Each object of a list that may be left out.
    fileprivate mutating func objects<Read>(
        _ member: String,
        of value: JSONValue,
        at place: String,
        _ read: (inout Self, JSONValue, String) -> Read?
    ) -> [Read] {
        guard let list = value[member], !list.isNull else { return [] }
        guard let elements = list.arrayValue else {
            faults.note("\(place)/\(member)", "wrong-kind", "It is a list.")
            return []
        }
        guard elements.count <= CodexSecurity.listLimit else {
            let reason = "At most \(CodexSecurity.listLimit) entries are taken."
            faults.note("\(place)/\(member)", "too-many", reason)
            return []
        }
        var found: [Read] = []
        for (index, element) in elements.enumerated() {
            if let each = read(&self, element, "\(place)/\(member)/\(index)") {
                found.append(each)
            }
        }
        return found
    }

    fileprivate func text(
        _ member: String,
        _ form: inout JSONForm,
        required: Bool = false
    ) -> String? {
        form.text(
            member,
            maximumBytes: CodexSecurity.textBytes,
            required: required,
            lines: true
        )
    }

    fileprivate func texts(_ member: String, _ form: inout JSONForm) -> [String] {
        form.texts(
            member,
            limit: CodexSecurity.listLimit,
            maximumBytes: CodexSecurity.textBytes
        )
    }

    fileprivate func word<Word: RawRepresentable<String> & CaseIterable>(
        _ member: String,
        _ form: inout JSONForm
    ) -> Word? {
        guard let text = form.text(member, maximumBytes: 64, required: true) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        form.fault(member, "unknown-word", "It is one of \(known).")
        return nil
    }

    /// Takes over a form's faults; a member that it does not know is counted and no fault.
    fileprivate mutating func take(_ form: JSONForm) {
        unknown += form.faults.count { $0.code == "unknown-key" }
        faults += form.faults.filter { $0.code != "unknown-key" }
    }
}
