// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Whether keys are in order, and all of the schema (sections 6.2.13 and 6.2.20).
extension CSAF.Test {
    static let sorting = CSAF.Test("6.2.13", "Sorting") { index, findings in
        // What was never text is written in order.
        guard let received = index.received else { return }
        var found = findings
        let bytes = Array(received.bytes)
        _ = try? JSONReader.document(bytes, limits: .again(bytes)) { reader throws(JSONFaults) in
            try found.visitKeys(&reader)
            return true
        }
        findings = found
    }

    static let additionalProperty = CSAF.Test(
        "6.2.20",
        "Additional Properties"
    ) { index, findings in
        let bytes = index.received.map { Array($0.bytes) } ?? index.document.json.serialized()
        var check = NameCheck(findings)
        _ = try? JSONReader.document(bytes, limits: .again(bytes)) { reader throws(JSONFaults) in
            try check.visit(CSAF.Document.self, &reader)
            return true
        }
        findings = check.findings
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
}

/// Looks for members that the schema does not name, where they stand: no tree is built for it.
private struct NameCheck {
    private(set) var findings: Findings
    /// The keys and offsets on the way to the object that is looked at.
    private var way: [String] = []

    init(_ findings: Findings) { self.findings = findings }

    /// Looks at the value that is due, which a table describes where it is an object.
    mutating func visit(
        _ shape: any JSONShape.Type,
        _ reader: inout JSONReader
    ) throws(JSONFaults) {
        guard try reader.peek() == .object, let object = try reader.object() else {
            return try reader.skip()
        }
        while let key = try reader.nextKey(in: object) {
            guard let named = shape.named(key) else {
                if !shape.freeNames.contains(key) { note(key) }
                try reader.skip()
                continue
            }
            way.append(key)
            if let part = named.part {
                try visitParts(part, &reader)
            } else if key == "cvss_v2" {
                try visitScore(&reader)
            } else {
                try reader.skip()
            }
            way.removeLast()
        }
    }

    /// Looks at an object, or at the objects of a list.
    private mutating func visitParts(
        _ part: any JSONShape.Type,
        _ reader: inout JSONReader
    ) throws(JSONFaults) {
        guard try reader.peek() == .array, let array = try reader.array() else {
            return try visit(part, &reader)
        }
        var offset = 0
        while try reader.nextElement(in: array) {
            way.append(String(offset))
            try visit(part, &reader)
            way.removeLast()
            offset += 1
        }
    }

    /// Looks at an object of CVSS 2, which is read without a table.
    private mutating func visitScore(_ reader: inout JSONReader) throws(JSONFaults) {
        guard try reader.peek() == .object, let object = try reader.object() else {
            return try reader.skip()
        }
        while let name = try reader.nextKey(in: object) {
            if !CVSSNames.version2.contains(name) {
                let place = pointer(to: name)
                findings.note(
                    at: place,
                    "CVSS 2 has no \(CSAF.Test.quoted(name)): take it out."
                )
            }
            try reader.skip()
        }
    }

    private mutating func note(_ key: String) {
        let place = pointer(to: key)
        findings.note(
            at: place,
            "The schema names no \(CSAF.Test.quoted(key)) here: take it out, others may not "
                + "understand it."
        )
    }

    private func pointer(to key: String) -> String {
        (way + [key]).map(JSONPlace.token).joined()
    }
}

extension JSONLimits {
    /// Room for a document that was read once already, whatever the limits were.
    fileprivate static func again(_ bytes: [UInt8]) -> JSONLimits {
        JSONLimits(
            bytes: bytes.count,
            depth: deepestValue,
            numberLengthBytes: bytes.count,
            stringLengthBytes: bytes.count
        )
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
