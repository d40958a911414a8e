// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Writes results (section 3.27).
extension SARIF.LogWriter {
    /// Writes a result whose rule stands there.
    mutating func write(_ result: SARIF.Result, _ place: RulePlace?) {
        json.beginObject()
        writeRule(of: result, place)
        if result.kind != .fail { json.member("kind", .string(result.kind.rawValue)) }
        if result.kind == .fail || result.level != .none {
            json.member("level", .string(result.level.rawValue))
        }
        json.message("message", result.message)
        writeLocations("locations", result.locations)
        json.text("guid", result.guid)
        json.text("correlationGuid", result.correlationGUID)
        json.fingerprints("fingerprints", result.fingerprints)
        json.fingerprints("partialFingerprints", result.partialFingerprints)
        writeFlows(of: result)
        writeLocations("relatedLocations", result.relatedLocations)
        json.suppressions(result.suppressions)
        json.text("baselineState", result.baselineState?.rawValue)
        if let rank = result.rank, let number = JSONNumber(rank) {
            json.member("rank", .number(number))
        }
        writeWeaknesses(of: result)
        writeProperties(of: result)
        json.endObject()
    }

    /// Sections 3.27.5 to 3.27.7.
    private mutating func writeRule(of result: SARIF.Result, _ place: RulePlace?) {
        json.text("ruleId", result.ruleID)
        guard let place else {
            if let missing = result.extras.first?.missingRule { json.write(missing, result.ruleID) }
            return
        }
        guard let component = place.component else { return json.number("ruleIndex", place.index) }
        json.key("rule")
        json.beginObject()
        json.text("id", result.ruleID)
        json.number("index", place.index)
        json.key("toolComponent")
        json.beginObject()
        json.number("index", component)
        json.endObject()
        json.endObject()
    }

    /// Section 3.27.8: those that neither the rule nor a tag names, as classes of CWE.
    private mutating func writeWeaknesses(of result: SARIF.Result) {
        let tagged = Set(result.tags.compactMap(Weakness.number(in:)))
        let known = tagged.union(result.rule?.weaknesses ?? [])
        let others = result.weaknesses.filter { !known.contains($0) }
        if !others.isEmpty { json.list("taxa", others) { json, number in json.writeClass(number) } }
    }

    /// Section 3.8: the bag as it was, else the tags.
    private mutating func writeProperties(of result: SARIF.Result) {
        var properties = result.properties
        if properties["tags"] == nil, !result.tags.isEmpty {
            properties["tags"] = .array(result.tags.map { .string($0) })
        }
        if !properties.isEmpty { json.member("properties", .object(properties)) }
    }

    private mutating func writeLocations(_ key: String, _ locations: [SARIF.Location]) {
        guard !locations.isEmpty else { return }
        json.key(key)
        json.beginArray()
        for location in locations { write(location) }
        json.endArray()
    }

    /// Writes a location (section 3.28).
    private mutating func write(_ location: SARIF.Location) {
        json.beginObject()
        if let id = location.id.flatMap({ JSONNumber(text: $0) }) {
            json.member("id", .number(id))
        }
        if location.artifact != nil || location.region != nil {
            json.key("physicalLocation")
            json.beginObject()
            if let artifact = location.artifact {
                json.key("artifactLocation")
                json.write(artifact, index: index(of: artifact))
            }
            if let region = location.region { json.write(region) }
            json.endObject()
        }
        if !location.logical.isEmpty {
            json.list("logicalLocations", location.logical) { json, logical in json.write(logical) }
        }
        json.message("message", location.message)
        json.endObject()
    }

    /// Section 3.27.18.
    private mutating func writeFlows(of result: SARIF.Result) {
        guard !result.codeFlows.isEmpty else { return }
        json.key("codeFlows")
        json.beginArray()
        for flow in result.codeFlows {
            json.beginObject()
            json.message("message", flow.message)
            json.key("threadFlows")
            json.beginArray()
            for thread in flow.threadFlows { write(thread) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
    }

    private mutating func write(_ thread: SARIF.ThreadFlow) {
        json.beginObject()
        json.text("id", thread.id)
        json.message("message", thread.message)
        json.messages("initialState", thread.initialState)
        json.key("locations")
        json.beginArray()
        for step in thread.locations {
            json.beginObject()
            if let location = step.location {
                json.key("location")
                write(location)
            }
            json.texts("kinds", step.kinds)
            json.messages("state", step.state)
            json.number("nestingLevel", step.nestingLevel)
            json.number("executionOrder", step.executionOrder)
            if step.importance != .important {
                json.member("importance", .string(step.importance.rawValue))
            }
            json.text("module", step.module)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}

extension JSONWriter {
    /// Writes where a rule is said to stand that was not found there (section 3.27.7).
    fileprivate mutating func write(_ reference: Reference, _ id: String?) {
        key("rule")
        beginObject()
        text("id", id)
        key("toolComponent")
        beginObject()
        text("name", reference.componentName)
        number("index", reference.componentIndex)
        text("guid", reference.componentGUID)
        endObject()
        endObject()
    }

    /// Writes a region with its key (section 3.30).
    fileprivate mutating func write(_ region: SARIF.Region) {
        key("region")
        beginObject()
        number("startLine", region.startLine)
        number("startColumn", region.startColumn)
        number("endLine", region.endLine)
        number("endColumn", region.endColumn)
        number("charOffset", region.charOffset)
        number("charLength", region.charLength)
        number("byteOffset", region.byteOffset)
        number("byteLength", region.byteLength)
        message("snippet", region.snippet)
        endObject()
    }

    /// Writes a logical location whole (section 3.33), since the log has no list of them.
    fileprivate mutating func write(_ logical: SARIF.LogicalLocation) {
        beginObject()
        text("name", logical.name)
        text("fullyQualifiedName", logical.fullyQualifiedName)
        text("decoratedName", logical.decoratedName)
        text("kind", logical.kind)
        endObject()
    }

    /// Writes fingerprints, if there are any (sections 3.27.16 and 3.27.17).
    fileprivate mutating func fingerprints(_ key: String, _ fingerprints: [SARIF.Fingerprint]) {
        guard !fingerprints.isEmpty else { return }
        self.key(key)
        beginObject()
        for fingerprint in fingerprints { text(fingerprint.name, fingerprint.value) }
        endObject()
    }

    /// Writes suppressions, if there are any (section 3.27.23).
    fileprivate mutating func suppressions(_ suppressions: [SARIF.Suppression]) {
        guard !suppressions.isEmpty else { return }
        list("suppressions", suppressions) { json, suppression in
            json.beginObject()
            json.text("kind", suppression.kind)
            if suppression.status != .accepted {
                json.text("status", suppression.status.rawValue)
            }
            json.text("justification", suppression.justification)
            json.endObject()
        }
    }
}
