// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Reads what of a result is read only where asked for (sections 3.8, 3.27.22, 3.36 to 3.38).
extension JSONReader {
    private enum FlowKey: String, JSONKeyName {
        case message
        case threadFlows
        case other
    }
    private enum ThreadKey: String, JSONKeyName {
        case id
        case message
        case initialState
        case locations
        case other
    }
    private enum StepKey: String, JSONKeyName {
        case index
        case location
        case kinds
        case state
        case nestingLevel
        case executionOrder
        case importance
        case module
        case other
    }
    private static let flowKeys = JSONKeys<FlowKey>()
    private static let threadKeys = JSONKeys<ThreadKey>()
    private static let stepKeys = JSONKeys<StepKey>()

    /// Reads the code flows of a result (section 3.27.18), or passes them over.
    mutating func codeFlows(into draft: inout Draft, _ plan: LogPlan) throws(JSONFaults) {
        guard plan.details.contains(.codeFlows) else { return }
        var flows: [SARIF.CodeFlow] = []
        var held = Draft()
        try elements(atMost: plan.limits.entriesPerResult) { reader throws(JSONFaults) in
            flows.append(try reader.codeFlow(&held, plan))
        }
        draft.needsSteps = held.needsSteps
        draft.takeNeeds(of: held)
        draft.result.change { $0.codeFlows = flows }
    }

    private mutating func codeFlow(
        _ draft: inout Draft,
        _ plan: LogPlan
    ) throws(JSONFaults) -> SARIF.CodeFlow {
        var flow = SARIF.CodeFlow()
        guard let object = try object() else { return flow }
        while let key = try nextKey(in: object, of: Self.flowKeys) {
            switch key {
            case .message: flow.said = try message(plan.limits)
            case .threadFlows:
                try elements(atMost: plan.limits.entriesPerResult) { reader throws(JSONFaults) in
                    flow.threadFlows.append(try reader.threadFlow(&draft, plan))
                }
            case .other: break
            }
        }
        return flow
    }

    private mutating func threadFlow(
        _ draft: inout Draft,
        _ plan: LogPlan
    ) throws(JSONFaults) -> SARIF.ThreadFlow {
        var thread = SARIF.ThreadFlow()
        guard let object = try object() else { return thread }
        while let key = try nextKey(in: object, of: Self.threadKeys) {
            switch key {
            case .id: thread.id = try sharedText(plan.limits)
            case .message: thread.said = try message(plan.limits)
            case .initialState: thread.initialState = try messageStrings(plan.limits)
            case .locations:
                guard let array = try array() else { break }
                while try nextElement(in: array) {
                    if draft.stepCount == plan.limits.stepsPerResult {
                        let reason = "At most \(plan.limits.stepsPerResult) steps are taken."
                        try note(.invalid(reason))
                        return thread
                    }
                    draft.stepCount += 1
                    thread.locations.append(try step(into: &draft, plan))
                }
            case .other: break
            }
        }
        return thread
    }

    /// Reads one place of a thread (section 3.38).
    mutating func step(
        into draft: inout Draft,
        _ plan: LogPlan
    ) throws(JSONFaults) -> SARIF.ThreadFlowLocation {
        var step = SARIF.ThreadFlowLocation()
        guard let object = try object() else { return step }
        while let key = try nextKey(in: object, of: Self.stepKeys) {
            switch key {
            case .index: step.index = try index()
            case .location: step.location = try location(plan)
            case .kinds: step.kinds = try texts(plan.limits)
            case .state: step.state = try messageStrings(plan.limits)
            case .nestingLevel: step.nestingLevel = try index()
            case .executionOrder: step.executionOrder = try index()
            case .importance: step.importance = try word(SARIF.Importance.self) ?? .important
            case .module: step.module = try sharedText(plan.limits)
            case .other: break
            }
        }
        if let location = step.location { draft.note(location) }
        if step.isReference { draft.needsSteps = true }
        return step
    }

    /// Reads the related locations of a result (section 3.27.22), or passes them over.
    mutating func relatedLocations(into draft: inout Draft, _ plan: LogPlan) throws(JSONFaults) {
        guard plan.details.contains(.relatedLocations) else { return }
        var related: [SARIF.Location] = []
        try elements(atMost: plan.limits.entriesPerResult) { reader throws(JSONFaults) in
            related.append(try reader.location(plan))
        }
        for location in related { draft.note(location) }
        draft.result.change { $0.relatedLocations = related }
    }

    /// Reads what is known of a property bag, and keeps all of it where asked for (section 3.8).
    mutating func properties(into draft: inout Draft, _ plan: LogPlan) throws(JSONFaults) {
        guard plan.details.contains(.properties) else {
            draft.bag = try propertyBag(plan.limits)
            return
        }
        guard let object = try object() else { return }
        var all = JSONObject()
        while try nextKey(in: object) != nil { try keepMember(in: &all) }
        draft.bag = PropertyBag(all, atMost: plan.limits.entriesPerResult)
        draft.result.change { $0.properties = all }
    }
}

extension Draft {
    /// Notes what has to be looked up for a place.
    mutating func note(_ location: SARIF.Location) {
        if let artifact = location.artifact {
            if artifact.uri == nil, artifact.index != nil { needsArtifacts = true }
            if artifact.uriBaseID != nil || needsArtifacts { needsBases = true }
        }
        if !location.logical.isEmpty, location.logical.contains(where: { $0.index != nil }) {
            needsLogicalLocations = true
        }
        if let remark = location.remark.first, remark.message.isOpen { needsMessages = true }
    }

    /// Notes what has to be looked up for places that another draft held.
    mutating func takeNeeds(of other: borrowing Draft) {
        needsArtifacts = needsArtifacts || other.needsArtifacts
        needsLogicalLocations = needsLogicalLocations || other.needsLogicalLocations
        needsBases = needsBases || other.needsBases
        needsMessages = needsMessages || other.needsMessages
    }
}

extension PropertyBag {
    /// What is known of a bag; whatever else stands under these names is no fault.
    init(_ bag: JSONObject, atMost count: Int) {
        tags = Self.texts(bag["tags"], count)
        weaknesses = Self.texts(bag["cwe"], count)
        switch bag["security-severity"] {
        case .string(let text): securitySeverity = Double(text).flatMap { $0.isFinite ? $0 : nil }
        case .number(let number): securitySeverity = number.double
        default: break
        }
    }

    private static func texts(_ value: JSONValue?, _ count: Int) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let values): Array(values.compactMap(\.stringValue).prefix(count))
        default: []
        }
    }
}
