// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Reads one run (section 3.14) and hands its results over, each once all it needs was read.
struct RunReading {
    private enum Key: String, JSONKeyName {
        case tool
        case results
        case artifacts
        case logicalLocations
        case taxonomies
        case invocations
        case originalUriBaseIds
        case columnKind
        case automationDetails
        case versionControlProvenance
        case other
    }
    private enum ArtifactKey: String, JSONKeyName {
        case location
        case other
    }
    private enum AutomationKey: String, JSONKeyName {
        case id
        case other
    }
    private enum RevisionKey: String, JSONKeyName {
        case repositoryUri
        case revisionId
        case branch
        case other
    }
    private static let keys = JSONKeys<Key>()
    private static let artifactKeys = JSONKeys<ArtifactKey>()
    private static let automationKeys = JSONKeys<AutomationKey>()
    private static let revisionKeys = JSONKeys<RevisionKey>()

    let index: Int
    let limits: SARIF.Limits
    private(set) var run = SARIF.Run()
    private var references: RunReferences
    /// Results that refer to what was not read yet.
    private var waiting: [WaitingDraft] = []

    init(index: Int, limits: SARIF.Limits) {
        self.index = index
        self.limits = limits
        references = RunReferences(limits: limits)
    }

    mutating func read(
        _ reader: inout JSONReader,
        _ take: (SARIF.Result) throws -> Void
    ) throws {
        guard let object = try reader.object() else { return }
        while let key = try reader.nextKey(in: object, of: Self.keys) {
            switch key {
            case .results: try readResults(&reader, take)
            case .tool, .artifacts, .logicalLocations, .taxonomies, .invocations,
                .originalUriBaseIds, .columnKind, .automationDetails, .versionControlProvenance:
                try readPart(key, &reader)
            case .other: break
            }
        }
        if references.tool == nil { try reader.note(.missingKey("tool")) }
        run.tool = references.tool ?? run.tool
        run.taxonomies = references.taxonomies ?? []
        run.artifactCount = references.artifacts?.count ?? 0
        for waiting in waiting {
            references.completeLast(&waiting.draft)
            try take(waiting.draft.result)
        }
    }

    private mutating func readPart(_ key: Key, _ reader: inout JSONReader) throws(JSONFaults) {
        switch key {
        case .tool: references.tool = try reader.tool(limits)
        case .artifacts: references.artifacts = try artifacts(&reader)
        case .logicalLocations:
            let locations = try reader.logicalLocations(atMost: limits.artifacts, limits)
            references.logicalLocations = locations
        case .taxonomies: references.taxonomies = try reader.components(limits)
        case .invocations: references.overrides = try reader.invocations(limits)
        case .originalUriBaseIds: run.uriBases = try uriBases(&reader)
        case .columnKind: run.columnKind = try reader.word(SARIF.ColumnKind.self) ?? run.columnKind
        case .automationDetails: run.automationID = try automationID(&reader)
        case .versionControlProvenance: run.versionControl = try revisions(&reader)
        case .results, .other: break
        }
    }

    /// Section 3.14.23: null when the scan did not come to results.
    private mutating func readResults(
        _ reader: inout JSONReader,
        _ take: (SARIF.Result) throws -> Void
    ) throws {
        if try reader.null() { return }
        guard let array = try reader.array() else { return }
        while try reader.nextElement(in: array) {
            if run.resultCount == limits.resultsPerRun {
                let reason = "At most \(limits.resultsPerRun) results are taken of a run."
                return try reader.note(.invalid(reason))
            }
            var draft = try reader.draft(limits)
            draft.result.runIndex = index
            draft.result.index = run.resultCount
            run.resultCount += 1
            if references.complete(&draft) {
                try take(draft.result)
            } else {
                waiting.append(WaitingDraft(draft))
            }
        }
    }

    private func artifacts(
        _ reader: inout JSONReader
    ) throws(JSONFaults) -> [SARIF.ArtifactLocation] {
        var artifacts: [SARIF.ArtifactLocation] = []
        try reader.elements(atMost: limits.artifacts) { reader throws(JSONFaults) in
            var location = SARIF.ArtifactLocation()
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object, of: Self.artifactKeys) {
                switch key {
                case .location: location = try reader.artifactLocation(limits)
                case .other: break
                }
            }
            artifacts.append(location)
        }
        return artifacts
    }

    private func uriBases(
        _ reader: inout JSONReader
    ) throws(JSONFaults) -> [String: SARIF.ArtifactLocation] {
        var bases: [String: SARIF.ArtifactLocation] = [:]
        guard let object = try reader.object() else { return bases }
        while let id = try reader.nextKey(in: object) {
            if bases.count == limits.entriesPerResult {
                try reader.note(.invalid("At most \(limits.entriesPerResult) bases are taken."))
                break
            }
            bases[id] = try reader.artifactLocation(limits)
        }
        return bases
    }

    private func automationID(_ reader: inout JSONReader) throws(JSONFaults) -> String? {
        var id: String?
        guard let object = try reader.object() else { return nil }
        while let key = try reader.nextKey(in: object, of: Self.automationKeys) {
            switch key {
            case .id: id = try reader.text(limits)
            case .other: break
            }
        }
        return id
    }

    private func revisions(
        _ reader: inout JSONReader
    ) throws(JSONFaults) -> [SARIF.VersionControl] {
        var revisions: [SARIF.VersionControl] = []
        try reader.elements(atMost: limits.entriesPerResult) { reader throws(JSONFaults) in
            var revision = SARIF.VersionControl()
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object, of: Self.revisionKeys) {
                switch key {
                case .repositoryUri: revision.repositoryURI = try reader.text(limits)
                case .revisionId: revision.revisionID = try reader.text(limits)
                case .branch: revision.branch = try reader.text(limits)
                case .other: break
                }
            }
            revisions.append(revision)
        }
        return revisions
    }
}
