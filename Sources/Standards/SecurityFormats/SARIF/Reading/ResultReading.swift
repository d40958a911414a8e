// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Reads results (section 3.27) as they stand, before anything they refer to is looked up.
extension JSONReader {
    private enum ResultKey: String, JSONKeyName {
        case ruleId
        case ruleIndex
        case rule
        case taxa
        case kind
        case level
        case message
        case locations
        case guid
        case correlationGuid
        case fingerprints
        case partialFingerprints
        case suppressions
        case baselineState
        case rank
        case provenance
        case properties
        case codeFlows
        case relatedLocations
        case other
    }
    private enum SuppressionKey: String, JSONKeyName {
        case kind
        case status
        case justification
        case other
    }
    private enum ProvenanceKey: String, JSONKeyName {
        case invocationIndex
        case other
    }
    private static let resultKeys = JSONKeys<ResultKey>()
    private static let suppressionKeys = JSONKeys<SuppressionKey>()
    private static let provenanceKeys = JSONKeys<ProvenanceKey>()

    /// Reads a result; it has a message (section 3.27.11).
    mutating func draft(_ plan: LogPlan) throws(JSONFaults) -> Draft {
        let limits = plan.limits
        var draft = Draft()
        var hasMessage = false
        guard let object = try object() else { return draft }
        while let key = try nextKey(in: object, of: Self.resultKeys) {
            switch key {
            case .ruleId: draft.result.ruleID = try sharedText(limits)
            case .ruleIndex: draft.ruleIndex = try index()
            case .rule: draft.rule = try reference(limits)
            case .taxa: draft.taxa = try taxa(limits)
            case .kind: draft.result.kind = try word(SARIF.Kind.self) ?? .fail
            case .level: draft.level = try word(SARIF.Level.self)
            case .message:
                hasMessage = true
                draft.message = try message(limits)
                if draft.message.text == nil, draft.message.id == nil {
                    try note(.missingKey("text"))
                }
            case .locations: try locations(into: &draft, plan)
            case .guid: draft.result.guid = try text(limits)
            case .correlationGuid: draft.result.correlationGUID = try text(limits)
            case .fingerprints: draft.result.fingerprints = try fingerprints(limits)
            case .partialFingerprints:
                draft.result.partialFingerprints = try fingerprints(limits)
            case .suppressions: draft.result.suppressions = try suppressions(limits)
            case .baselineState: draft.result.baselineState = try word(SARIF.BaselineState.self)
            case .rank: draft.result.rank = try rank()
            case .provenance: draft.invocationIndex = try invocationIndex()
            case .properties: try properties(into: &draft, plan)
            case .codeFlows: try codeFlows(into: &draft, plan)
            case .relatedLocations: try relatedLocations(into: &draft, plan)
            case .other: break
            }
        }
        if !hasMessage { try note(.missingKey("message")) }
        return draft
    }

    private mutating func taxa(_ limits: SARIF.Limits) throws(JSONFaults) -> [Reference] {
        var taxa: [Reference] = []
        try elements(atMost: limits.entriesPerResult) { reader throws(JSONFaults) in
            taxa.append(try reader.reference(limits))
        }
        return taxa
    }

    private mutating func locations(
        into draft: inout Draft,
        _ plan: LogPlan
    ) throws(JSONFaults) {
        let limits = plan.limits
        guard let array = try array() else { return }
        while try nextElement(in: array) {
            if draft.result.locations.count == limits.entriesPerResult {
                let reason = "At most \(limits.entriesPerResult) locations are taken."
                return try note(.invalid(reason))
            }
            let location = try location(plan)
            draft.note(location)
            draft.result.locations.append(location)
        }
    }

    private mutating func fingerprints(
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> [SARIF.Fingerprint] {
        var fingerprints: [SARIF.Fingerprint] = []
        guard let object = try object() else { return [] }
        fingerprints.reserveCapacity(2)
        while let name = try nextSharedKey(in: object) {
            if fingerprints.count == limits.entriesPerResult {
                try note(.invalid("At most \(limits.entriesPerResult) fingerprints are taken."))
                break
            }
            guard let value = try text(limits) else { continue }
            fingerprints.append(SARIF.Fingerprint(name, value))
        }
        return fingerprints
    }

    private mutating func suppressions(
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> [SARIF.Suppression] {
        var suppressions: [SARIF.Suppression] = []
        try elements(atMost: limits.entriesPerResult) { reader throws(JSONFaults) in
            var suppression = SARIF.Suppression()
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object, of: Self.suppressionKeys) {
                switch key {
                case .kind: suppression.kind = try reader.sharedText(limits) ?? ""
                case .status:
                    let status = try reader.word(SARIF.Suppression.Status.self)
                    suppression.status = status ?? .underReview
                case .justification: suppression.justification = try reader.text(limits)
                case .other: break
                }
            }
            suppressions.append(suppression)
        }
        return suppressions
    }

    /// Section 3.27.25: 0 to 100, -1 for none.
    private mutating func rank() throws(JSONFaults) -> Double? {
        guard let rank = try double(), rank != -1 else { return nil }
        if (0...100).contains(rank) { return rank }
        try note(.invalid("Expected a rank from 0 to 100."))
        return nil
    }

    private mutating func invocationIndex() throws(JSONFaults) -> Int? {
        var index: Int?
        guard let object = try object() else { return nil }
        while let key = try nextKey(in: object, of: Self.provenanceKeys) {
            switch key {
            case .invocationIndex: index = try self.index()
            case .other: break
            }
        }
        return index
    }
}
