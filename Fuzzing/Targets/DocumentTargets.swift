// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON

extension FuzzTarget {
    /// An advisory has the content it was read with, and reads back from what is written.
    static let csaf = FuzzTarget(name: "csaf") { bytes in
        let report = CSAF.validate(bytes)
        if report != CSAF.validate(bytes) { return "a second look finds other faults" }
        guard let document = try? CSAF.Document(parsing: bytes) else {
            return report.isValid ? "refused, yet found valid" : nil
        }
        let again = try? CSAF.Document(parsing: document.json.serialized())
        let products = document.productTree?.allProducts ?? []
        if again?.productTree?.allProducts ?? [] != products { return "a product is lost" }
        return kept(bytes, document.json) ?? (again == document ? nil : "it does not read back")
    }

    /// A record has the content it was read with, and reads back from what is written.
    static let osv = FuzzTarget(name: "osv") { bytes in
        guard let record = try? OSV.Record(parsing: bytes) else { return nil }
        let again = try? OSV.Record(parsing: record.json.serialized())
        return kept(bytes, record.json) ?? (again == record ? nil : "it does not read back")
    }

    /// A statement has the content it was read with, but for the alphabet of its base 64.
    static let inToto = FuzzTarget(name: "in-toto") { bytes in
        guard let statement = try? InToto.Statement(parsing: bytes) else { return nil }
        let again = try? InToto.Statement(parsing: statement.json.serialized())
        if again != statement { return "it does not read back" }
        if statement.subjects.contains(where: { $0.content != nil }) { return nil }
        return kept(bytes, statement.json)
    }

    /// An envelope reads back, and what is signed tells type and payload apart.
    static let dsse = FuzzTarget(name: "dsse") { bytes in
        guard let envelope = try? DSSEEnvelope(parsing: bytes) else { return nil }
        let again = try? DSSEEnvelope(parsing: envelope.json.serialized())
        if again != envelope { return "it does not read back" }
        let signed = envelope.signedBytes
        let type = envelope.payloadType.utf8
        let head = "DSSEv1 \(type.count) \(envelope.payloadType) \(envelope.payload.count) "
        let isRight =
            signed.starts(with: head.utf8)
            && signed.dropFirst(head.utf8.count) == envelope.payload[...]
        return isRight ? nil : "other bytes are signed"
    }

    /// Whether what is written says what was read.
    static func kept(_ bytes: [UInt8], _ json: JSONValue) -> String? {
        guard let value = try? JSONValue(parsing: bytes) else { return "it is no JSON" }
        return value == json ? nil : "read: \(value)\nwritten: \(json)"
    }
}
