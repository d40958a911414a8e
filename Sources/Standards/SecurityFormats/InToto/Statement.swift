// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension InToto {
    /// A claim about artifacts, which are known by their digests alone (statement, version 1).
    public struct Statement: Sendable, Hashable {
        /// What the claim is about; each with a digest.
        public var subjects: [ResourceDescriptor]
        /// Names the meaning of the predicate: a URI.
        public var predicateType: String
        /// The claim itself; empty where its type says it all.
        public var predicate: JSONObject
        /// Members that the specification does not name, kept.
        public internal(set) var unknown = JSONObject()

        /// A claim about artifacts.
        public init(
            subjects: [ResourceDescriptor],
            predicateType: String,
            predicate: JSONObject = [:]
        ) {
            self.subjects = subjects
            self.predicateType = predicateType
            self.predicate = predicate
        }

        /// Reads a statement, out of an envelope verified before; throws all its faults.
        public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try Statement(reading: &reader)
            }
        }

        /// The statement as its JSON document, unknown members last.
        ///
        /// Written once and signed; from then on only its bytes count.
        public var json: JSONValue { .object(object) }
    }
}

extension InToto.Statement: JSONShape {
    enum Key: String, JSONKeyName {
        case type = "_type"
        case subject
        case predicateType
        case predicate
        case other
    }
    static let keys = JSONKeys<Key>()
    static let required: Set<Key> = [.type, .subject, .predicateType]

    init() { self.init(subjects: [], predicateType: "") }

    mutating func read(_ key: Key, _ reader: inout JSONReader) throws(JSONFaults) {
        switch key {
        case .type:
            guard let type = try reader.string(), type != InToto.statementType else { return }
            try reader.note(.invalid("Only statements of \(InToto.statementType) are read."))
        case .subject: try readSubjects(&reader)
        case .predicateType: predicateType = try reader.normalizedURI() ?? ""
        case .predicate: predicate = try reader.freeObject(keepingEmptyIn: &unknown)
        case .other: break
        }
    }

    /// Each subject must have a digest; matched is by nothing else.
    private mutating func readSubjects(_ reader: inout JSONReader) throws(JSONFaults) {
        var all: [InToto.ResourceDescriptor] = []
        try reader.elements(atMost: InToto.mostSubjects) { reader throws(JSONFaults) in
            guard let subject = try InToto.ResourceDescriptor(reading: &reader) else { return }
            if subject.digest.isEmpty { try reader.note(.missingKey("digest")) }
            all.append(subject)
        }
        subjects = all
    }

    var members: JSONObject {
        var object: JSONObject = [
            "_type": .string(InToto.statementType),
            "subject": .array(subjects.map { .object($0.object) }),
            "predicateType": .string(predicateType),
        ]
        object["predicate"] = .free(predicate)
        return object
    }
}
