// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Reads tools, their components and rules (sections 3.18, 3.19, 3.49).
extension JSONReader {
    private enum ToolKey: String, JSONKeyName {
        case driver
        case extensions
        case other
    }
    private enum ComponentKey: String, JSONKeyName {
        case name
        case version
        case semanticVersion
        case organization
        case informationUri
        case guid
        case rules
        case taxa
        case globalMessageStrings
        case other
    }
    private enum RuleKey: String, JSONKeyName {
        case id
        case name
        case guid
        case shortDescription
        case fullDescription
        case helpUri
        case deprecatedIds
        case defaultConfiguration
        case relationships
        case messageStrings
        case properties
        case other
    }
    private enum ConfigurationKey: String, JSONKeyName {
        case level
        case enabled
        case other
    }
    private enum RelationshipKey: String, JSONKeyName {
        case target
        case other
    }
    private static let toolKeys = JSONKeys<ToolKey>()
    private static let componentKeys = JSONKeys<ComponentKey>()
    private static let ruleKeys = JSONKeys<RuleKey>()
    private static let configurationKeys = JSONKeys<ConfigurationKey>()
    private static let relationshipKeys = JSONKeys<RelationshipKey>()

    /// Reads a tool (section 3.18); it has a driver.
    mutating func tool(_ limits: SARIF.Limits) throws(JSONFaults) -> SARIF.Tool {
        var driver: SARIF.Component?
        var extensions: [SARIF.Component] = []
        guard let object = try object() else { return .unknown }
        while let key = try nextKey(in: object, of: Self.toolKeys) {
            switch key {
            case .driver: driver = try component(limits)
            case .extensions: extensions = try components(limits)
            case .other: break
            }
        }
        if driver == nil { try note(.missingKey("driver")) }
        return SARIF.Tool(driver: driver ?? SARIF.Component(), extensions: extensions)
    }

    /// Reads the components of a list.
    mutating func components(_ limits: SARIF.Limits) throws(JSONFaults) -> [SARIF.Component] {
        var components: [SARIF.Component] = []
        try elements(atMost: limits.components) { reader throws(JSONFaults) in
            components.append(try reader.component(limits))
        }
        return components
    }

    /// Reads a component (section 3.19); it has a name.
    private mutating func component(_ limits: SARIF.Limits) throws(JSONFaults) -> SARIF.Component {
        var parts = ComponentParts()
        guard let object = try object() else { return SARIF.Component() }
        while let key = try nextKey(in: object, of: Self.componentKeys) {
            switch key {
            case .name: parts.name = try text(limits)
            case .version: parts.version = try text(limits)
            case .semanticVersion: parts.semanticVersion = try text(limits)
            case .organization: parts.organization = try text(limits)
            case .informationUri: parts.informationURI = try text(limits)
            case .guid: parts.guid = try text(limits)
            case .rules: parts.rules = try rules(limits)
            case .taxa: parts.taxa = try rules(limits)
            case .globalMessageStrings: parts.messages = try messageStrings(limits)
            case .other: break
            }
        }
        if parts.name == nil { try note(.missingKey("name")) }
        return SARIF.Component(parts)
    }

    private mutating func rules(_ limits: SARIF.Limits) throws(JSONFaults) -> [SARIF.Rule] {
        var rules: [SARIF.Rule] = []
        try elements(atMost: limits.rules) { reader throws(JSONFaults) in
            rules.append(try reader.rule(limits))
        }
        return rules
    }

    /// Reads a reporting descriptor (section 3.49); real tools leave even its id out.
    private mutating func rule(_ limits: SARIF.Limits) throws(JSONFaults) -> SARIF.Rule {
        var parts = RuleParts()
        guard let object = try object() else { return SARIF.Rule(parts) }
        while let key = try nextKey(in: object, of: Self.ruleKeys) {
            switch key {
            case .id: parts.id = try text(limits)
            case .name: parts.name = try text(limits)
            case .guid: parts.guid = try text(limits)
            case .shortDescription: parts.shortDescription = try plainText(limits)
            case .fullDescription: parts.fullDescription = try plainText(limits)
            case .helpUri: parts.helpURI = try text(limits)
            case .deprecatedIds: parts.deprecatedIDs = try texts(limits)
            case .defaultConfiguration: (parts.level, parts.isEnabled) = try configuration()
            case .relationships: parts.related = try relationships(limits)
            case .messageStrings: parts.messages = try messageStrings(limits)
            case .properties: parts.bag = try propertyBag(limits)
            case .other: break
            }
        }
        return SARIF.Rule(parts)
    }

    /// Reads a reporting configuration (section 3.50): its level, and whether the rule counts.
    mutating func configuration() throws(JSONFaults) -> (level: SARIF.Level?, isEnabled: Bool) {
        var level: SARIF.Level?
        var isEnabled = true
        guard let object = try object() else { return (nil, true) }
        while let key = try nextKey(in: object, of: Self.configurationKeys) {
            switch key {
            case .level: level = try word(SARIF.Level.self)
            case .enabled: isEnabled = try bool() ?? true
            case .other: break
            }
        }
        return (level, isEnabled)
    }

    /// Reads what a rule is related to (section 3.53).
    private mutating func relationships(
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> [Reference] {
        var related: [Reference] = []
        try elements(atMost: limits.entriesPerResult) { reader throws(JSONFaults) in
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object, of: Self.relationshipKeys) {
                switch key {
                case .target: related.append(try reader.reference(limits))
                case .other: break
                }
            }
        }
        return related
    }
}
