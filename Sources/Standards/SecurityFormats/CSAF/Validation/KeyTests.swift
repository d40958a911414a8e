// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Whether keys are in order, and all of the schema (sections 6.2.13 and 6.2.20).
extension CSAF.Test {
    static let sorting = CSAF.Test("6.2.13", "Sorting") { index, findings in
        // What was never text is written in order.
        guard let received = index.received else { return }
        var found = findings
        _ = try? JSONReader.document(Array(received.bytes)) { reader throws(JSONFaults) in
            try found.visitKeys(&reader)
            return true
        }
        findings = found
    }

    static let additionalProperty = CSAF.Test(
        "6.2.20",
        "Additional Properties"
    ) { index, findings in
        findings.visit(index.document.object, CSAF.Document.self, "")
    }
}

extension Findings {
    /// Looks at the keys of the value that is due; the reader's limits bound how deep.
    fileprivate mutating func visitKeys(_ reader: inout JSONReader) throws(JSONFaults) {
        switch try reader.peek() {
        case .object:
            guard let object = try reader.object() else { return }
            var last: String?
            while let key = try reader.nextKey(in: object) {
                if let last, key.utf8.lexicographicallyPrecedes(last.utf8) {
                    let place = try reader.place()
                    note(
                        at: place.pointer,
                        "The key \(CSAF.Test.quoted(key)) has to stand before "
                            + "\(CSAF.Test.quoted(last)): sort the keys of every object."
                    )
                }
                last = key
                try visitKeys(&reader)
            }
        case .array:
            guard let array = try reader.array() else { return }
            while try reader.nextElement(in: array) { try visitKeys(&reader) }
        case .null, .bool, .number, .string, nil: try reader.skip()
        }
    }

    /// Looks for members that the schema does not name.
    fileprivate mutating func visit(
        _ object: JSONObject,
        _ shape: any JSONShape.Type,
        _ pointer: String
    ) {
        for (key, value) in object {
            if let named = shape.named(key) {
                visit(value, key, named.part, pointer)
            } else if !shape.freeNames.contains(key) {
                note(
                    at: pointer + JSONPlace.token(key),
                    "The schema names no \(CSAF.Test.quoted(key)) here: take it out, others may "
                        + "not understand it."
                )
            }
        }
    }

    private mutating func visit(
        _ value: JSONValue,
        _ key: String,
        _ part: (any JSONShape.Type)?,
        _ pointer: String
    ) {
        switch (value, part) {
        case (.object(let object), let part?): visit(object, part, pointer + "/" + key)
        case (.object(let object), nil) where key == "cvss_v2":
            for name in object.keys where !CVSSNames.version2.contains(name) {
                note(
                    at: pointer + "/" + key + JSONPlace.token(name),
                    "CVSS 2 has no \(CSAF.Test.quoted(name)): take it out."
                )
            }
        case (.array(let elements), let part?):
            for (offset, element) in elements.enumerated() {
                guard case .object(let object) = element else { continue }
                visit(object, part, "\(pointer)/\(key)/\(offset)")
            }
        default: break
        }
    }
}

extension JSONShape {
    /// A member of this name, and the objects that stand in it; nil where the table has none.
    fileprivate static func named(_ key: String) -> (part: (any JSONShape.Type)?, Void)? {
        members[key].map { (members.all[$0].part, ()) }
    }

    /// Names that the schema knows and that no member of the shape has: single metrics.
    fileprivate static var freeNames: Set<String> {
        Self.self == CSAF.CVSS3.self ? CVSSNames.version3 : []
    }
}

/// The properties of FIRST's schemas for CVSS.
private enum CVSSNames {
    static let version2 = names(of: "2.0", levels: ["Score"])
    static let version3 = names(of: "3.1", levels: ["Score", "Severity"])

    private static func names(of version: String, levels: [String]) -> Set<String> {
        let metrics = CVSSMembers.of(version)?.members.map(\.name) ?? []
        let scores = ScoreObject.levels.flatMap { level in levels.map { level + $0 } }
        return Set(metrics + scores + ["vectorString", "version"])
    }
}
