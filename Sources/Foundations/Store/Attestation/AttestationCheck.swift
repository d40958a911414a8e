// SPDX-License-Identifier: Apache-2.0

package import SecurityFormats
import StrictJSON

/// An attestation that was checked against a key: offline, without the server and the input.
package struct CheckedAttestation: Sendable, Hashable {
    package let statement: InToto.Statement

    /// Why an attestation is not believed, in a sentence.
    package enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        case noEnvelope(String)
        case otherKey
        case otherType(String)
        case noStatement(String)

        package var description: String {
            switch self {
            case .noEnvelope(let why): "It is no DSSE envelope: \(why)"
            case .otherKey: "It is not signed by this key, or was changed after it was signed."
            case .otherType(let type): "It is signed, and no in-toto statement: \(type)."
            case .noStatement(let why): "It is signed, and its statement cannot be read: \(why)"
            }
        }
    }

    /// Believes only what the key has signed; nothing of the payload is looked at before.
    package init(_ bytes: [UInt8], key: AttestationKey) throws(Fault) {
        let envelope: DSSEEnvelope
        do {
            envelope = try DSSEEnvelope(parsing: bytes)
        } catch {
            throw .noEnvelope(error.first.reason)
        }
        guard key.signed(envelope) else { throw .otherKey }
        guard InToto.isPayloadType(envelope.payloadType) else {
            throw .otherType(envelope.payloadType)
        }
        do {
            statement = try InToto.Statement(parsing: envelope.payload)
        } catch {
            throw .noStatement(error.first.reason)
        }
    }

    /// The names of the subjects that have this tree digest.
    package func subjects(withTree digest: String) -> [String] {
        statement.subjects.filter { $0.digest["dirHash1"] == digest }.map { $0.name ?? "a tree" }
    }
}
