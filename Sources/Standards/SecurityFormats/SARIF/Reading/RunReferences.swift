// SPDX-License-Identifier: Apache-2.0

/// What the results of a run refer to, as far as it was read, and the looking up in it.
struct RunReferences {
    /// Each nil until it was read.
    var tool: SARIF.Tool?
    var artifacts: [SARIF.ArtifactLocation]?
    var logicalLocations: [SARIF.LogicalLocation]?
    var taxonomies: [SARIF.Component]?
    var overrides: [[LevelOverride]]?
    var steps: [SARIF.ThreadFlowLocation]?
    var stepsNeedArtifacts = false
    var stepsNeedLogicalLocations = false
    var bases: SARIF.URIBases?
    /// Whether results were handed over as if their run told no bases.
    var hasAssumedNoBases = false
    let plan: LogPlan
    /// For each invocation the levels it changed, looked up once: results are many.
    private var changedLevels: [[ObjectIdentifier: SARIF.Level]]?
    /// For each rule the weaknesses it is related to by index, looked up once.
    private var relatedWeaknesses: [ObjectIdentifier: [Int]] = [:]

    init(_ plan: LogPlan) { self.plan = plan }

    /// Completes a result with all it refers to; false when some of that was not read yet.
    mutating func complete(_ draft: inout Draft) -> Bool {
        guard tool != nil else { return false }
        if draft.needsArtifacts, artifacts == nil { return false }
        if draft.needsLogicalLocations, logicalLocations == nil { return false }
        if draft.invocationIndex != nil, draft.level == nil, overrides == nil { return false }
        if draft.needsSteps {
            guard steps != nil else { return false }
            if stepsNeedArtifacts, artifacts == nil { return false }
            if stepsNeedLogicalLocations, logicalLocations == nil { return false }
        }
        if draft.needsBases, plan.isNormal, bases == nil { return false }
        let rule = rule(of: draft)
        if taxonomies == nil {
            if !draft.taxa.allSatisfy({ $0.weakness != nil }) { return false }
            if let rule, !rule.related.isEmpty { return false }
        }
        finish(&draft, rule)
        return true
    }

    /// Completes a result at its run's end, when nothing more is to come.
    mutating func completeLast(_ draft: inout Draft) { finish(&draft, rule(of: draft)) }

    private mutating func finish(_ draft: inout Draft, _ rule: SARIF.Rule?) {
        if let tool { draft.result.tool = tool }
        draft.result.rule = rule
        if draft.result.ruleID == nil { draft.result.ruleID = draft.rule?.id ?? rule?.id }
        if rule == nil, let reference = draft.rule, reference.namesComponent {
            let missing = reference.component
            draft.result.change { $0.missingRule = missing }
        }
        draft.result.level = level(of: draft, rule)
        draft.result.message = message(&draft.message, rule, draft.rule)
        draft.result.weaknesses = weaknesses(of: draft, rule)
        swap(&draft.result.tags, &draft.bag.tags)
        if draft.needsArtifacts || draft.needsLogicalLocations {
            for index in draft.result.locations.indices {
                complete(&draft.result.locations[index])
            }
        }
        if !draft.result.extras.isEmpty || draft.needsMessages {
            completeExtras(of: &draft, component(draft.rule))
        }
    }

    /// Sections 3.27.5 to 3.27.7 and 3.52: by index, else by id, whose last part may be dropped.
    private func rule(of draft: borrowing Draft) -> SARIF.Rule? {
        guard let reference = draft.rule else {
            return find(tool?.driver, draft.ruleIndex, draft.result.ruleID)
        }
        let index = reference.index ?? draft.ruleIndex
        let id = reference.id ?? draft.result.ruleID
        return find(component(reference), index, id, guid: reference.guid)
    }

    private func find(
        _ component: SARIF.Component?,
        _ index: Int?,
        _ id: String?,
        guid: String? = nil
    ) -> SARIF.Rule? {
        guard let component else { return nil }
        if let index, index < component.rules.count { return component.rules[index] }
        if let guid, let rule = component.rulesByGUID[guid] { return rule }
        guard let id else { return nil }
        if let rule = component.rulesByID[id] { return rule }
        var prefix = id[...]
        for _ in 0..<Self.mostParts {
            guard let slash = prefix.lastIndex(of: "/") else { return nil }
            prefix = prefix[..<slash]
            if let rule = component.rulesByID[String(prefix)] { return rule }
        }
        return nil
    }

    /// 16 parts below a rule are looked at: nobody has more, and hostile ids are all slashes.
    private static let mostParts = 16

    /// Section 3.54: the driver unless an extension is named.
    func component(_ reference: Reference?) -> SARIF.Component? {
        guard let tool else { return nil }
        guard let reference, reference.namesComponent else { return tool.driver }
        if let index = reference.componentIndex {
            return index < tool.extensions.count ? tool.extensions[index] : nil
        }
        return ([tool.driver] + tool.extensions).first { isNamed($0, reference) }
    }

    private func isNamed(_ component: SARIF.Component, _ reference: Reference) -> Bool {
        if let guid = reference.componentGUID { return component.guid == guid }
        return component.name == reference.componentName
    }

    /// Section 3.27.10: the result's own; else the invocation's, else the rule's, else a warning.
    private mutating func level(of draft: borrowing Draft, _ rule: SARIF.Rule?) -> SARIF.Level {
        if let level = draft.level { return level }
        if draft.result.kind != .fail { return .none }
        if let index = draft.invocationIndex, let overrides, index < overrides.count, let rule {
            let levels = changedLevels ?? overrides.map(levels)
            changedLevels = levels
            if let level = levels[index][ObjectIdentifier(rule)] { return level }
        }
        return rule?.level ?? .warning
    }

    private func levels(_ changes: [LevelOverride]) -> [ObjectIdentifier: SARIF.Level] {
        var levels: [ObjectIdentifier: SARIF.Level] = [:]
        for change in changes {
            if let rule = rule(change.rule), let level = change.level {
                levels[ObjectIdentifier(rule)] = level
            }
        }
        return levels
    }

    private func rule(_ reference: Reference) -> SARIF.Rule? {
        find(component(reference), reference.index, reference.id, guid: reference.guid)
    }

    /// The taxa of a result, what its rule is related to, and the tags of both.
    private mutating func weaknesses(of draft: borrowing Draft, _ rule: SARIF.Rule?) -> [Int] {
        let named = rule?.weaknesses ?? []
        let related = rule.map { relatedWeaknesses(of: $0) } ?? []
        if draft.taxa.isEmpty, related.isEmpty, draft.bag.tags.isEmpty,
            draft.bag.weaknesses.isEmpty
        {
            return named
        }
        let own = draft.taxa.compactMap(weakness) + Weakness.numbers(in: draft.bag)
        return Set(named + related + own).sorted()
    }

    private mutating func relatedWeaknesses(of rule: SARIF.Rule) -> [Int] {
        if rule.related.isEmpty { return [] }
        if let known = relatedWeaknesses[ObjectIdentifier(rule)] { return known }
        let weaknesses = rule.related.compactMap(weakness)
        relatedWeaknesses[ObjectIdentifier(rule)] = weaknesses
        return weaknesses
    }

    private func weakness(_ reference: Reference) -> Int? {
        if let number = reference.weakness { return number }
        guard let taxonomies else { return nil }
        let taxonomy: SARIF.Component? =
            if let index = reference.componentIndex {
                index < taxonomies.count ? taxonomies[index] : nil
            } else {
                taxonomies.first { isNamed($0, reference) }
            }
        guard let taxonomy, Weakness.isNamed(taxonomy.name) else { return nil }
        if let id = reference.id { return Weakness.number(ofClass: id) }
        guard let index = reference.index, index < taxonomy.taxa.count else { return nil }
        return Weakness.number(ofClass: taxonomy.taxa[index].id)
    }
}
