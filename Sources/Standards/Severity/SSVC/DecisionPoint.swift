// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension SSVC {
    /// One question with its possible answers, from the least to the most urgent.
    public struct DecisionPoint: Sendable, Hashable {
        /// One possible answer.
        public struct Value: Sendable, Hashable {
            /// Its short key, unique within the decision point: `A`.
            public let key: String
            /// Its name: `Active`.
            public let name: String
            /// What it means, in a sentence or more.
            public let definition: String
            /// Members that the schema does not name, kept.
            public let unknown: JSONObject

            /// An answer; `unknown` members are written back as they are.
            public init(
                key: String,
                name: String,
                definition: String,
                unknown: JSONObject = JSONObject()
            ) {
                self.key = key
                self.name = name
                self.definition = definition
                self.unknown = unknown
            }
        }

        /// What identifies it.
        public let id: ID
        /// Its name: `Exploitation`.
        public let name: String
        /// What is asked.
        public let definition: String
        /// The answers in order of urgency.
        public let values: [Value]
        /// Members that the schema does not name, kept.
        public let unknown: JSONObject

        /// A decision point; `unknown` members are written back as they are.
        public init(
            id: ID,
            name: String,
            definition: String,
            values: [Value],
            unknown: JSONObject = JSONObject()
        ) {
            self.id = id
            self.name = name
            self.definition = definition
            self.values = values
            self.unknown = unknown
        }

        /// Reads a decision point as JSON (schema `DecisionPoint` 2.0.0).
        ///
        /// Unknown members are kept; everything that the schema refuses is a fault with its place.
        public init(
            parsing bytes: [UInt8],
            limits: JSONLimits = .standard
        ) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try reader.decisionPoint()
            }
        }

        /// The answer of a key, exactly as written.
        public func value(key: String) -> Value? { values.first { $0.key == key } }

        /// The answer of a name in any case, as CSV files and CVE records write them.
        ///
        /// Tried are whole names, then keys, then a word that only one of the names has: CISA's
        /// records write `poc` for `Public PoC`.
        public func value(named name: String) -> Value? {
            let wanted = name.lowercased()
            let exact =
                values.first { $0.name.lowercased() == wanted }
                ?? values.first { $0.key.lowercased() == wanted }
            if let exact { return exact }
            let having = values.filter { value in
                value.name.lowercased().split(separator: " ").contains(wanted[...])
            }
            return having.count == 1 ? having.first : nil
        }

        /// The column title in CERT/CC's CSV files: `Exploitation v1.1.0`, others' with namespace.
        public var title: String {
            "\(name) v\(id.version)" + (id.namespace == "ssvc" ? "" : " (\(id.namespace))")
        }

        /// The decision point as its JSON document, unknown members last.
        public var json: JSONValue {
            var object = SSVC.head(id, name, definition)
            object["values"] = .array(values.map(\.json))
            for (key, value) in unknown { object[key] = value }
            return .object(object)
        }

        func index(ofKey key: String) -> Int? { values.firstIndex { $0.key == key } }
    }

    /// The members with which every object begins.
    static func head(_ id: ID, _ name: String, _ definition: String) -> JSONObject {
        [
            "namespace": .string(id.namespace), "key": .string(id.key),
            "version": .string(id.version), "name": .string(name),
            "definition": .string(definition), "schemaVersion": .string(schemaVersion),
        ]
    }
}

extension SSVC.DecisionPoint.Value {
    /// The answer as it stands in its decision point's document.
    var json: JSONValue {
        var object: JSONObject = [
            "key": .string(key), "name": .string(name), "definition": .string(definition),
        ]
        for (key, value) in unknown { object[key] = value }
        return .object(object)
    }
}
