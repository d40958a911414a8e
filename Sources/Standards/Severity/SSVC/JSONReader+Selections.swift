// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Timestamps

private enum ListKey: String, JSONKeyName {
    case timestamp
    case schemaVersion
    case targets = "target_ids"
    case selections
    case resources = "decision_point_resources"
    case references
    case other
}

private enum SelectionKey: String, JSONKeyName {
    case namespace
    case key
    case version
    case name
    case definition
    case values
    case other
}

private enum ReferenceKey: String, JSONKeyName {
    case uri
    case summary
    case other
}

private let listKeys = JSONKeys<ListKey>()
private let selectionKeys = JSONKeys<SelectionKey>()
private let referenceKeys = JSONKeys<ReferenceKey>()

extension JSONReader {
    /// Reads a selection list; nil where faults were noted.
    mutating func selectionList() throws(JSONFaults) -> SSVC.SelectionList? {
        var timestamp: String?
        var targets: [String] = []
        var selections: [SSVC.Selection] = []
        var resources: [SSVC.Reference] = []
        var references: [SSVC.Reference] = []
        let isObject = try members(
            listKeys,
            required: [.timestamp, .schemaVersion, .selections]
        ) { reader, key throws(JSONFaults) in
            switch key {
            case .timestamp:
                timestamp = try reader.checked(
                    { Timestamp(rfc3339: $0) != nil },
                    "a time as in RFC 3339"
                )
            case .schemaVersion: try reader.schemaVersion()
            case .targets: targets = try reader.targets()
            case .selections:
                selections = try reader.filled { reader throws(JSONFaults) in
                    try reader.selection()
                }
            case .resources:
                resources = try reader.filled { reader throws(JSONFaults) in
                    try reader.reference()
                }
            case .references:
                references = try reader.filled { reader throws(JSONFaults) in
                    try reader.reference()
                }
            case .other: try reader.refuseMember()
            }
        }
        guard isObject, let timestamp else { return nil }
        return SSVC.SelectionList(timestamp, targets, selections, resources, references)
    }

    /// Notes the member at which `nextKey` stands as one that the schema does not allow.
    private mutating func refuseMember() throws(JSONFaults) {
        let place = try place()
        try note(.unknownKey(key), at: place)
    }

    /// Reads an array that must not be empty.
    private mutating func filled<Element>(
        _ read: (inout JSONReader) throws(JSONFaults) -> Element?
    ) throws(JSONFaults) -> [Element] {
        let start = try place()
        var all: [Element] = []
        // What is no array at all is told once, and not called empty too.
        var count = try peek() == .array ? 0 : 1
        try elements(atMost: SSVC.mostEntries) { reader throws(JSONFaults) in
            count += 1
            if let element = try read(&reader) { all.append(element) }
        }
        if count == 0 { try note(.invalid("At least one entry has to stand here."), at: start) }
        return all
    }

    private mutating func targets() throws(JSONFaults) -> [String] {
        var seen: Set<[UInt8]> = []
        return try filled { reader throws(JSONFaults) in
            guard let target = try reader.string() else { return nil }
            if !seen.insert(Array(target.utf8)).inserted {
                try reader.note(.invalid("This target stands here twice."))
            }
            return target
        }
    }

    private mutating func selection() throws(JSONFaults) -> SSVC.Selection? {
        var parts: [SelectionKey: String] = [:]
        var values: [SSVC.Selection.Value] = []
        let isObject = try members(
            selectionKeys,
            required: [.namespace, .key, .version, .values]
        ) { reader, key throws(JSONFaults) in
            switch key {
            case .namespace:
                parts[key] = try reader.checked(SSVC.Grammar.isNamespace, "a namespace")
            case .version:
                parts[key] = try reader.checked(SSVC.Grammar.isVersion, "a semantic version")
            case .key: parts[key] = try reader.ssvcKey()
            case .name, .definition: parts[key] = try reader.filledText()
            case .values:
                values = try reader.filled { reader throws(JSONFaults) in
                    try reader.selectedValue()
                }
            case .other: try reader.refuseMember()
            }
        }
        guard isObject, let namespace = parts[.namespace], let key = parts[.key],
            let version = parts[.version],
            let id = SSVC.ID(namespace: namespace, key: key, version: version)
        else { return nil }
        return SSVC.Selection(
            id,
            name: parts[.name],
            definition: parts[.definition],
            values: values
        )
    }

    private mutating func selectedValue() throws(JSONFaults) -> SSVC.Selection.Value? {
        var parts: [SelectionKey: String] = [:]
        let isObject = try members(selectionKeys, required: [.key]) {
            reader,
            key throws(JSONFaults) in
            switch key {
            case .key: parts[key] = try reader.ssvcKey()
            case .name, .definition: parts[key] = try reader.filledText()
            case .namespace, .version, .values, .other: try reader.refuseMember()
            }
        }
        guard isObject, let key = parts[.key] else { return nil }
        return .init(key: key, name: parts[.name], definition: parts[.definition])
    }

    private mutating func reference() throws(JSONFaults) -> SSVC.Reference? {
        var uri: String?
        var summary: String?
        let isObject = try members(
            referenceKeys,
            required: [.uri, .summary]
        ) { reader, key throws(JSONFaults) in
            switch key {
            case .uri: uri = try reader.checked(SSVC.Grammar.isURI, "an absolute URI")
            case .summary: summary = try reader.string()
            case .other: try reader.refuseMember()
            }
        }
        guard isObject, let uri, let summary else { return nil }
        return SSVC.Reference(uri: uri, summary: summary)
    }
}
