// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Reads one run (section 3.14) and hands its results over, each once all it needs was read.
struct RunReading {
    /// Takes a result, and what is known of its run.
    typealias Taker = (SARIF.Result, inout RunReferences) throws -> Void

    private enum Key: String, JSONKeyName {
        case tool
        case results
        case artifacts
        case logicalLocations
        case threadFlowLocations
        case taxonomies
        case invocations
        case originalUriBaseIds
        case columnKind
        case newlineSequences
        case automationDetails
        case versionControlProvenance
        case other
    }
    private static let keys = JSONKeys<Key>()

    let index: Int
    let plan: LogPlan
    private(set) var run = SARIF.Run()
    /// Whether bases of URIs may be told further on; nil until somebody asked.
    private(set) var mayTellBases: Bool?
    private var references: RunReferences
    /// From which result on all are read once the run was read, and where they stand.
    private var late: (first: Int, span: JSONSpan?)?
    /// Those results, where they cannot be read again.
    private var waiting: [WaitingDraft] = []

    init(index: Int, _ plan: LogPlan, _ mayTellBases: Bool?) {
        self.index = index
        self.plan = plan
        self.mayTellBases = mayTellBases
        references = RunReferences(plan)
    }

    mutating func read(_ reader: inout JSONReader, _ take: Taker) throws {
        guard let object = try reader.object() else { return }
        while let key = try reader.nextKey(in: object, of: Self.keys) {
            switch key {
            case .results: try readResults(&reader, take)
            case .other: break
            default: try readPart(key, &reader)
            }
        }
        if references.tool == nil { try reader.note(.missingKey("tool")) }
        run.tool = references.tool ?? run.tool
        run.taxonomies = references.taxonomies ?? []
        run.artifactCount = references.artifacts?.count ?? 0
        try readLate(&reader, take)
    }

    private mutating func readPart(_ key: Key, _ reader: inout JSONReader) throws(JSONFaults) {
        let limits = plan.limits
        switch key {
        case .tool: references.tool = try reader.tool(limits)
        case .artifacts: references.artifacts = try reader.artifacts(limits)
        case .logicalLocations:
            let locations = try reader.logicalLocations(atMost: limits.artifacts, limits)
            references.logicalLocations = locations
        case .threadFlowLocations:
            if plan.details.contains(.codeFlows) { try readSteps(&reader) }
        case .taxonomies: references.taxonomies = try reader.components(limits)
        case .invocations: references.overrides = try reader.invocations(limits)
        case .originalUriBaseIds: try readBases(&reader)
        case .columnKind: run.columnKind = try reader.word(SARIF.ColumnKind.self) ?? run.columnKind
        case .newlineSequences:
            let sequences = try reader.texts(limits).filter { !$0.isEmpty }
            if !sequences.isEmpty { run.newlineSequences = sequences }
        case .automationDetails: run.automationID = try reader.automationID(limits)
        case .versionControlProvenance: run.versionControl = try reader.revisions(limits)
        case .results, .other: break
        }
    }

    private mutating func readSteps(_ reader: inout JSONReader) throws(JSONFaults) {
        var draft = Draft()
        var steps: [SARIF.ThreadFlowLocation] = []
        let plan = plan
        try reader.elements(atMost: plan.limits.artifacts) { reader throws(JSONFaults) in
            steps.append(try reader.step(into: &draft, plan))
        }
        references.steps = steps
        references.stepsNeedArtifacts = draft.needsArtifacts
        references.stepsNeedLogicalLocations = draft.needsLogicalLocations
    }

    /// Section 3.14.14; who wrote the key with escapes behind the results is told to move it.
    private mutating func readBases(_ reader: inout JSONReader) throws(JSONFaults) {
        if references.hasAssumedNoBases {
            try reader.note(
                .invalid("Write the bases of URIs before the results, without escapes.")
            )
        }
        run.uriBases = try reader.uriBases(plan.limits)
        references.bases = SARIF.URIBases(run.uriBases)
    }

    /// Section 3.14.23: null when the scan did not come to results.
    private mutating func readResults(_ reader: inout JSONReader, _ take: Taker) throws {
        if try reader.null() { return }
        let start = try reader.place()
        guard let array = try reader.array() else { return }
        let canReadAgain = reader.isInMemory || plan.again != nil
        while try reader.nextElement(in: array) {
            if run.resultCount == plan.limits.resultsPerRun {
                let reason = "At most \(plan.limits.resultsPerRun) results are taken of a run."
                return try reader.note(.invalid(reason))
            }
            if late != nil, canReadAgain {
                run.resultCount += 1
                continue
            }
            var draft = try readDraft(&reader, run.resultCount)
            run.resultCount += 1
            if draft.needsBases, plan.isNormal { askForBases(&reader) }
            if late == nil, references.complete(&draft) {
                try take(draft.result, &references)
                continue
            }
            if late == nil { late = (run.resultCount - 1, nil) }
            if canReadAgain { continue }
            if waiting.count == plan.limits.waitingResults { return try refuseToWait(&reader) }
            waiting.append(WaitingDraft(draft))
        }
        if let first = late?.first, late?.span == nil {
            late = (first, JSONSpan(from: start, to: try reader.place()))
        }
    }

    private func readDraft(
        _ reader: inout JSONReader,
        _ place: Int
    ) throws(JSONFaults) -> Draft {
        var draft = try reader.draft(plan)
        draft.result.runIndex = index
        draft.result.index = place
        return draft
    }

    /// Most logs name a base and tell none: no result waits for what is nowhere ahead.
    private mutating func askForBases(_ reader: inout JSONReader) {
        guard references.bases == nil else { return }
        let may = mayTellBases ?? reader.holdsAhead("originalUriBaseIds") ?? true
        mayTellBases = may
        if may { return }
        references.bases = SARIF.URIBases([:])
        references.hasAssumedNoBases = true
    }

    private func refuseToWait(_ reader: inout JSONReader) throws(JSONFaults) {
        let reason =
            "Over \(plan.limits.waitingResults) results refer to what their run tells after them: "
            + "write its tool, artifacts and the like first, or read from memory."
        try reader.note(.invalid(reason))
    }

    /// Hands over what had to wait for the run's end.
    private mutating func readLate(_ reader: inout JSONReader, _ take: Taker) throws {
        for waiting in waiting {
            references.completeLast(&waiting.draft)
            try take(waiting.draft.result, &references)
        }
        waiting = []
        guard let late, let span = late.span else { return }
        var place = 0
        let count = run.resultCount
        let source = plan.again.map { $0(span.offsets) }
        _ = try reader.readAgain(span, from: reader.isInMemory ? nil : source) { reader in
            guard let array = try reader.array() else { return }
            while place < count, try reader.nextElement(in: array) {
                defer { place += 1 }
                if place < late.first { continue }
                var draft = try readDraft(&reader, place)
                references.completeLast(&draft)
                try take(draft.result, &references)
            }
        }
    }
}
