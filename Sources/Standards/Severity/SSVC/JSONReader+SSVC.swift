// SPDX-License-Identifier: Apache-2.0
import StrictJSON

private enum ObjectKey: String, JSONKeyName {
    case namespace
    case key
    case version
    case name
    case definition
    case schemaVersion
    case values
    case decisionPoints = "decision_points"
    case outcome
    case mapping
    case other
}

private let objectKeys = JSONKeys<ObjectKey>()

/// The members that decision points and tables share, as far as they were read.
private struct ObjectHead {
    var namespace: String?
    var key: String?
    // The schema's default.
    var version: String? = "0.0.1"
    var name: String?
    var definition: String?
    var unknown = JSONObject()

    var id: SSVC.ID? {
        guard let namespace, let key, let version else { return nil }
        return SSVC.ID(namespace: namespace, key: key, version: version)
    }
}

extension JSONReader {
    /// Reads a decision point; nil where faults were noted.
    mutating func decisionPoint() throws(JSONFaults) -> SSVC.DecisionPoint? {
        var head = ObjectHead()
        var values: [SSVC.DecisionPoint.Value]?
        let isObject = try members(
            objectKeys,
            required: [.namespace, .key, .name, .definition, .schemaVersion, .values]
        ) { reader, key throws(JSONFaults) in
            if key == .values {
                values = try reader.values()
            } else {
                try reader.read(key, into: &head)
            }
        }
        guard isObject, let id = head.id, let name = head.name, let definition = head.definition,
            let values
        else { return nil }
        return SSVC.DecisionPoint(
            id: id,
            name: name,
            definition: definition,
            values: values,
            unknown: head.unknown
        )
    }

    /// Reads a decision table; nil where faults were noted.
    mutating func decisionTable() throws(JSONFaults) -> SSVC.DecisionTable? {
        var head = ObjectHead()
        var draft = SSVC.TableDraft()
        let start = try place()
        let isObject = try members(
            objectKeys,
            required: [
                .namespace, .key, .name, .definition, .schemaVersion, .decisionPoints,
                .outcome, .mapping,
            ]
        ) { reader, key throws(JSONFaults) in
            switch key {
            case .decisionPoints: draft.points = try reader.decisionPoints()
            case .outcome:
                draft.outcome = try reader.filledText()
                draft.outcomePlace = try reader.place()
            case .mapping: try reader.mapping(into: &draft)
            default: try reader.read(key, into: &head)
            }
        }
        guard isObject, let rows = try draft.resolve(at: start, &self), let id = head.id,
            let name = head.name, let definition = head.definition
        else { return nil }
        return SSVC.DecisionTable(
            id: id,
            name: name,
            definition: definition,
            rows: rows,
            unknown: head.unknown
        )
    }

    private mutating func read(
        _ key: ObjectKey,
        into head: inout ObjectHead
    ) throws(JSONFaults) {
        switch key {
        case .namespace: head.namespace = try checked(SSVC.Grammar.isNamespace, "a namespace")
        case .key: head.key = try ssvcKey()
        case .version: head.version = try checked(SSVC.Grammar.isVersion, "a semantic version")
        case .name: head.name = try filledText()
        case .definition: head.definition = try filledText()
        case .schemaVersion: try schemaVersion()
        case .values, .decisionPoints, .outcome, .mapping, .other:
            try keepMember(in: &head.unknown)
        }
    }

    /// Reads the schema version, of which one is known.
    mutating func schemaVersion() throws(JSONFaults) {
        guard let text = try string(), text != SSVC.schemaVersion else { return }
        try note(.invalid("Only schema version \(SSVC.schemaVersion) is known."))
    }

    /// Reads a key.
    mutating func ssvcKey() throws(JSONFaults) -> String? {
        try checked(SSVC.Grammar.isKey, "a key: letters, digits, inner underscores")
    }

    /// Reads a text that a pattern of the schema has to accept.
    mutating func checked(
        _ isAllowed: (String) -> Bool,
        _ expected: String
    ) throws(JSONFaults) -> String? {
        guard let text = try sharedString() else { return nil }
        if isAllowed(text) { return text }
        try note(.invalid("Expected \(expected)."))
        return nil
    }

    /// Reads the values of a decision point; nil where one of them is none.
    private mutating func values() throws(JSONFaults) -> [SSVC.DecisionPoint.Value]? {
        var isWhole = true
        var values: [SSVC.DecisionPoint.Value] = []
        var keys: Set<String> = []
        try elements(atMost: SSVC.mostValues) { reader throws(JSONFaults) in
            var head = ObjectHead()
            let isObject = try reader.members(
                objectKeys,
                required: [.key, .name, .definition]
            ) { reader, key throws(JSONFaults) in
                switch key {
                case .key, .name, .definition: try reader.read(key, into: &head)
                default: try reader.keepMember(in: &head.unknown)
                }
            }
            guard isObject, let key = head.key, let name = head.name,
                let definition = head.definition
            else {
                isWhole = false
                return
            }
            if !keys.insert(key).inserted {
                try reader.note(.invalid("The key \(key) names another value already."))
            }
            values.append(
                .init(key: key, name: name, definition: definition, unknown: head.unknown)
            )
        }
        return isWhole ? values : nil
    }

    /// Reads the decision points of a table; nil where one of them is none.
    private mutating func decisionPoints() throws(JSONFaults) -> [SSVC.DecisionPoint]? {
        var isWhole = true
        var points: [SSVC.DecisionPoint] = []
        guard let object = try object() else { return nil }
        while let key = try nextKey(in: object) {
            if points.count == SSVC.mostPoints {
                try note(.invalid("At most \(SSVC.mostPoints) decision points are taken."))
                return nil
            }
            let start = try place()
            guard let point = try decisionPoint() else {
                isWhole = false
                continue
            }
            if point.id.description != key {
                let reason = "The member is called \(key), the decision point \(point.id)."
                try note(.invalid(reason), at: start)
            }
            points.append(point)
        }
        return isWhole ? points : nil
    }

    private mutating func mapping(into draft: inout SSVC.TableDraft) throws(JSONFaults) {
        var rows: [SSVC.TableDraft.Row] = []
        try elements(atMost: SSVC.mostRows) { reader throws(JSONFaults) in
            let start = try reader.place()
            guard let object = try reader.object() else { return }
            var cells: [SSVC.TableDraft.Cell] = []
            while let key = try reader.nextSharedKey(in: object) {
                guard let value = try reader.sharedString() else { continue }
                if cells.count <= SSVC.mostPoints { cells.append((key, value)) }
            }
            rows.append(.init(cells: cells, place: start))
        }
        draft.rows = rows
    }
}
