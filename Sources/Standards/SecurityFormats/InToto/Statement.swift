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
    static let members: Members<Self> = [
        .constant(
            "_type",
            InToto.statementType,
            else: "Only statements of \(InToto.statementType) are read."
        ),
        Member("subject", required: true) { statement, reader throws(JSONFaults) in
            statement.subjects = try reader.subjects()
        } write: { statement in
            .array(statement.subjects.map { .object($0.object) })
        },
        .text(required: "predicateType", \.predicateType, .normalizedURI),
        .free("predicate", \.predicate),
    ]

    init() { self.init(subjects: [], predicateType: "") }
}

extension JSONReader {
    /// Reads the subjects; each must have a digest, as matched is by nothing else.
    fileprivate mutating func subjects() throws(JSONFaults) -> [InToto.ResourceDescriptor] {
        var subjects: [InToto.ResourceDescriptor] = []
        try elements(atMost: ListRule.mostEntries) { reader throws(JSONFaults) in
            guard let subject = try InToto.ResourceDescriptor(reading: &reader) else { return }
            if subject.digest.isEmpty { try reader.note(.missingKey("digest")) }
            subjects.append(subject)
        }
        return subjects
    }
}
