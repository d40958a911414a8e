// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension SSVC {
    /// The answers to one decision point that an assessment leaves possible; at least one.
    public struct Selection: Sendable, Hashable {
        /// An answer by its key; name and definition may be copied along.
        public struct Value: Sendable, Hashable {
            /// The answer's key within its decision point.
            public let key: String
            /// Its name, if copied along.
            public let name: String?
            /// What it means, if copied along.
            public let definition: String?

            /// An answer by its key.
            public init(key: String, name: String? = nil, definition: String? = nil) {
                self.key = key
                self.name = name
                self.definition = definition
            }
        }

        /// The decision point.
        public let id: ID
        /// Its name, if copied along.
        public let name: String?
        /// Its definition, if copied along.
        public let definition: String?
        /// The answers left.
        public let values: [Value]

        /// A selection of these answers, with names and definitions copied along where given.
        public init(_ id: ID, name: String? = nil, definition: String? = nil, values: [Value]) {
            self.id = id
            self.name = name
            self.definition = definition
            self.values = values
        }
    }

    /// A document that says more about decision points or answers.
    public struct Reference: Sendable, Hashable {
        /// Where it is: an absolute URI (RFC 3986 section 3).
        public let uri: String
        /// What it is; may be empty.
        public let summary: String

        /// A reference.
        public init(uri: String, summary: String) {
            self.uri = uri
            self.summary = summary
        }
    }

    /// An assessment at one time: selections for one or more targets (`SelectionList` 2.0.0).
    ///
    /// The schema allows no further members, so an unknown one is a fault.
    public struct SelectionList: Sendable, Hashable {
        /// When the selections were made, as it was written (RFC 3339, any offset).
        public let timestamp: String
        /// What was assessed: CVE identifiers, report numbers, assets; none twice; may be empty.
        public let targets: [String]
        /// At least one.
        public let selections: [Selection]
        /// Where the decision points are explained.
        public let resources: [Reference]
        /// Why the answers were chosen.
        public let references: [Reference]

        /// An assessment of ours, its time in UTC.
        public init(
            at time: Timestamp,
            targets: [String] = [],
            selections: [Selection],
            resources: [Reference] = [],
            references: [Reference] = []
        ) {
            self.init(time.description, targets, selections, resources, references)
        }

        init(
            _ timestamp: String,
            _ targets: [String],
            _ selections: [Selection],
            _ resources: [Reference],
            _ references: [Reference]
        ) {
            self.timestamp = timestamp
            self.targets = targets
            self.selections = selections
            self.resources = resources
            self.references = references
        }

        /// Reads an assessment as JSON; throws all faults with their places.
        public init(
            parsing bytes: [UInt8],
            limits: JSONLimits = .standard
        ) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try reader.selectionList()
            }
        }

        /// When the selections were made.
        public var time: Timestamp { Timestamp(rfc3339: timestamp) ?? Timestamp() }

        /// The assessment as its JSON document; what is empty is left out, as the schema asks.
        public var json: JSONValue {
            var object: JSONObject = [
                "timestamp": .string(timestamp),
                "schemaVersion": .string(SSVC.schemaVersion),
            ]
            if !targets.isEmpty { object["target_ids"] = .array(targets.map { .string($0) }) }
            object["selections"] = .array(selections.map(\.json))
            if !resources.isEmpty {
                object["decision_point_resources"] = .array(resources.map(\.json))
            }
            if !references.isEmpty { object["references"] = .array(references.map(\.json)) }
            return .object(object)
        }
    }
}

extension SSVC.Selection {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "namespace": .string(id.namespace), "key": .string(id.key),
            "version": .string(id.version),
        ]
        object["name"] = name.map { .string($0) }
        object["definition"] = definition.map { .string($0) }
        object["values"] = .array(values.map(\.json))
        return .object(object)
    }
}

extension SSVC.Selection.Value {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["key": .string(key)]
        object["name"] = name.map { .string($0) }
        object["definition"] = definition.map { .string($0) }
        return .object(object)
    }
}

extension SSVC.Reference {
    fileprivate var json: JSONValue { ["uri": .string(uri), "summary": .string(summary)] }
}
