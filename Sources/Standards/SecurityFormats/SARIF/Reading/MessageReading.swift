// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Reads messages, references, property bags: what many objects of a log share.
extension JSONReader {
    private enum MessageKey: String, JSONKeyName {
        case text
        case id
        case arguments
        case other
    }
    private enum ReferenceKey: String, JSONKeyName {
        case id
        case index
        case guid
        case name
        case toolComponent
        case other
    }
    private enum BagKey: String, JSONKeyName {
        case tags
        case cwe
        case securitySeverity = "security-severity"
        case other
    }
    private static let messageKeys = JSONKeys<MessageKey>()
    private static let referenceKeys = JSONKeys<ReferenceKey>()
    private static let bagKeys = JSONKeys<BagKey>()

    /// Reads a message (section 3.11).
    mutating func message(_ limits: SARIF.Limits) throws(JSONFaults) -> MessageParts {
        var message = MessageParts()
        guard let object = try object() else { return message }
        while let key = try nextKey(in: object, of: Self.messageKeys) {
            switch key {
            case .text: message.text = try text(limits)
            case .id: message.id = try sharedText(limits)
            case .arguments: message.arguments = try texts(limits)
            case .other: break
            }
        }
        return message
    }

    /// Reads the plain text of a multiformat message string (section 3.12).
    mutating func plainText(_ limits: SARIF.Limits) throws(JSONFaults) -> String? {
        try message(limits).text
    }

    /// Reads message strings by their ids (sections 3.19.22 and 3.49.11).
    mutating func messageStrings(_ limits: SARIF.Limits) throws(JSONFaults) -> [String: String] {
        var strings: [String: String] = [:]
        guard let object = try object() else { return strings }
        while let id = try nextKey(in: object) {
            if strings.count >= limits.entriesPerResult {
                try note(.invalid("At most \(limits.entriesPerResult) entries are taken."))
                break
            }
            strings[id] = try plainText(limits)
        }
        return strings
    }

    /// Reads a reference to a reporting descriptor (section 3.52).
    mutating func reference(_ limits: SARIF.Limits) throws(JSONFaults) -> Reference {
        var reference = Reference()
        guard let object = try object() else { return reference }
        while let key = try nextKey(in: object, of: Self.referenceKeys) {
            switch key {
            case .id: reference.id = try sharedText(limits)
            case .index: reference.index = try index()
            case .guid: reference.guid = try sharedText(limits)
            case .toolComponent:
                let component = try componentReference(limits)
                reference.componentName = component.componentName
                reference.componentIndex = component.componentIndex
                reference.componentGUID = component.componentGUID
            case .name, .other: break
            }
        }
        return reference
    }

    /// Reads a reference to a tool component (section 3.54).
    private mutating func componentReference(
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> Reference {
        var reference = Reference()
        guard let object = try object() else { return reference }
        while let key = try nextKey(in: object, of: Self.referenceKeys) {
            switch key {
            case .name: reference.componentName = try sharedText(limits)
            case .index: reference.componentIndex = try index()
            case .guid: reference.componentGUID = try sharedText(limits)
            case .id, .toolComponent, .other: break
            }
        }
        return reference
    }

    /// Reads a property bag (section 3.8); what tools put there under these names without meaning
    /// the same is no fault.
    mutating func propertyBag(_ limits: SARIF.Limits) throws(JSONFaults) -> PropertyBag {
        var bag = PropertyBag()
        guard let object = try object() else { return bag }
        while let key = try nextKey(in: object, of: Self.bagKeys) {
            switch key {
            case .tags: bag.tags = try freeTexts(limits)
            case .cwe: bag.weaknesses = try freeTexts(limits)
            case .securitySeverity: bag.securitySeverity = try freeNumber()
            case .other: break
            }
        }
        return bag
    }

    /// A text or several; whatever else stands there is passed over.
    private mutating func freeTexts(_ limits: SARIF.Limits) throws(JSONFaults) -> [String] {
        if try peek() == .string { return try sharedText(limits).map { [$0] } ?? [] }
        guard try peek() == .array, let array = try array() else { return [] }
        var texts: [String] = []
        while try nextElement(in: array) {
            guard try peek() == .string, texts.count < limits.entriesPerResult else { continue }
            if let text = try sharedText(limits) { texts.append(text) }
        }
        return texts
    }

    /// A number, or a text that is one.
    private mutating func freeNumber() throws(JSONFaults) -> Double? {
        switch try peek() {
        case .string: try string().flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
        case .number: try number()?.double
        case .null, .bool, .array, .object, nil: nil
        }
    }
}
