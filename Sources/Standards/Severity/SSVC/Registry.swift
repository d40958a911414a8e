// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension SSVC {
    /// Decision points and tables by their identifiers (`SsvcObjectRegistry` 2.0.0).
    public struct Registry: Sendable {
        /// Every decision point.
        public private(set) var decisionPoints: [ID: DecisionPoint] = [:]
        /// Every decision table.
        public private(set) var decisionTables: [ID: DecisionTable] = [:]

        /// A registry of these objects; of several with one identifier the last stays.
        public init(decisionPoints: [DecisionPoint], decisionTables: [DecisionTable] = []) {
            for point in decisionPoints { self.decisionPoints[point.id] = point }
            for table in decisionTables { self.decisionTables[table.id] = table }
        }

        /// Reads a registry as JSON; throws all faults with their places.
        ///
        /// Types other than decision points and tables are passed over.
        public init(
            parsing bytes: [UInt8],
            limits: JSONLimits = .standard
        ) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try reader.registry()
            }
        }

        /// The decision point of a column title in CERT/CC's CSV files, if there is one.
        public func decisionPoint(title: String) -> DecisionPoint? {
            let fitting = decisionPoints.values.filter { $0.title == title }
            return fitting.count == 1 ? fitting.first : nil
        }
    }
}

private enum RegistryKey: String, JSONKeyName {
    case schemaVersion
    case types
    case namespaces
    case keys
    case versions
    case obj
    case other
}

private let registryKeys = JSONKeys<RegistryKey>()

extension JSONReader {
    fileprivate mutating func registry() throws(JSONFaults) -> SSVC.Registry {
        var points: [SSVC.DecisionPoint] = []
        var tables: [SSVC.DecisionTable] = []
        _ = try members(
            registryKeys,
            required: [.schemaVersion, .types]
        ) { reader, key throws(JSONFaults) in
            switch key {
            case .schemaVersion: try reader.schemaVersion()
            case .types:
                guard let types = try reader.object() else { return }
                while let type = try reader.nextKey(in: types) {
                    if type == "DecisionPoint" {
                        try reader.objects { reader throws(JSONFaults) in
                            if let point = try reader.decisionPoint() { points.append(point) }
                        }
                    } else if type == "DecisionTable" {
                        try reader.objects { reader throws(JSONFaults) in
                            if let table = try reader.decisionTable() { tables.append(table) }
                        }
                    }
                }
            case .namespaces, .keys, .versions, .obj, .other: break
            }
        }
        return SSVC.Registry(decisionPoints: points, decisionTables: tables)
    }

    /// Reads each object of a type: `namespaces` → `keys` → `versions` → `obj`.
    private mutating func objects(
        _ read: (inout JSONReader) throws(JSONFaults) -> Void
    ) throws(JSONFaults) {
        var count = 0
        try below(.namespaces) { reader throws(JSONFaults) in
            try reader.below(.keys) { reader throws(JSONFaults) in
                try reader.below(.versions) { reader throws(JSONFaults) in
                    count += 1
                    if count > SSVC.mostObjects {
                        try reader.note(.invalid("At most \(SSVC.mostObjects) objects are taken."))
                        return try reader.skip()
                    }
                    _ = try reader.members(registryKeys, required: [.obj]) {
                        reader,
                        key throws(JSONFaults) in
                        if key == .obj { try read(&reader) }
                    }
                }
            }
        }
    }

    /// Reads each member of the object that stands under a name in the object that is due.
    private mutating func below(
        _ name: RegistryKey,
        _ read: (inout JSONReader) throws(JSONFaults) -> Void
    ) throws(JSONFaults) {
        _ = try members(registryKeys, required: [name]) { reader, key throws(JSONFaults) in
            guard key == name, let object = try reader.object() else { return }
            while try reader.nextKey(in: object) != nil { try read(&reader) }
        }
    }
}
