// SPDX-License-Identifier: Apache-2.0

package import API
import Crypto
import FoundationEssentials
import SecurityFormats
import StrictJSON

/// A delivery verified and decrypted on the recipient's machine.
package struct OpenedDelivery: Sendable, Hashable {
    /// One file, its digest held against the signed manifest.
    package struct File: Sendable, Hashable {
        package let name: String
        package let bytes: [UInt8]
    }

    package let files: [File]
    /// What to do, from the signed manifest.
    package let whatToDo: String
    package let workaround: String?
    package let needsRestart: Bool
    /// Whether a signed attestation on the patch came with it.
    package let hasAttestation: Bool
}

/// Opens a delivery: every check of docs/reference/bundle.md, and no byte out before the last one.
package struct DeliveryOpening: Sendable {
    /// Bytes of a container that are read: what a server prepares at most, in base 64.
    package static let containerBytes = 16 << 20
    /// Files of a bundle at most, the clearinghouse's own among them.
    static let mostFiles = 64

    private let delivery: Wire.Delivery
    private let secret: RecipientSecret
    /// The clearinghouse's public attestation key: 32 bytes of Ed25519.
    private let serverKey: [UInt8]

    package init(delivery: Wire.Delivery, secret: RecipientSecret, serverKey: [UInt8]) {
        self.delivery = delivery
        self.secret = secret
        self.serverKey = serverKey
    }

    /// The files and what to do with them; throws at the first thing that is not as released.
    package func open(_ sealed: [UInt8]) throws(DeliveryFault) -> OpenedDelivery {
        guard !delivery.keys.isEmpty else { throw .noKey }
        let sealedDigest = Array(SHA256.hash(data: sealed))
        guard Hex.text(sealedDigest) == delivery.sealedDigest else {
            throw .tampered("The encrypted bundle is not the one that was announced.")
        }
        let payload = try decrypt(sealed, try contentKey(sealedDigest))
        guard Hex.text(Array(SHA256.hash(data: payload))) == delivery.digest else {
            throw .tampered("The bundle is not the one that two people signed.")
        }
        return try BundleContainer(payload, serverKey: serverKey).opened(bundle: delivery.bundle)
    }

    private func contentKey(_ sealedDigest: [UInt8]) throws(DeliveryFault) -> [UInt8] {
        for sealed in delivery.keys {
            let info = Array("clearinghouse-delivery/1 \(delivery.bundle) \(sealed.key)".utf8)
            let opened = secret.open(
                encapsulated: sealed.encapsulated,
                sealed: sealed.sealed,
                info: info,
                authenticating: sealedDigest
            )
            if let opened { return opened }
        }
        throw .wrongKey
    }

    private func decrypt(
        _ sealed: [UInt8],
        _ contentKey: [UInt8]
    ) throws(DeliveryFault) -> [UInt8] {
        let bound = Array("clearinghouse-bundle/1 \(delivery.bundle)".utf8)
        do {
            let box = try ChaChaPoly.SealedBox(combined: sealed)
            let key = SymmetricKey(data: contentKey)
            return Array(try ChaChaPoly.open(box, using: key, authenticating: bound))
        } catch {
            throw .tampered("The encrypted bundle was changed on its way.")
        }
    }
}

/// A container as it was signed: manifest and files (docs/reference/bundle.md).
struct BundleContainer {
    private let document: JSONValue
    private let serverKey: [UInt8]

    init(_ payload: [UInt8], serverKey: [UInt8]) throws(DeliveryFault) {
        let limits = JSONLimits(bytes: DeliveryOpening.containerBytes)
        guard let document = try? JSONValue(parsing: payload, limits: limits),
            document["format"]?.stringValue == "clearinghouse-bundle/1"
        else { throw .manifest("the container has another form. Is this program too old?") }
        self.document = document
        self.serverKey = serverKey
    }

    func opened(bundle: String) throws(DeliveryFault) -> OpenedDelivery {
        let statement = try statement()
        let predicate = statement.predicate
        guard statement.predicateType == "urn:clearinghouse:patch-bundle:1" else {
            throw .manifest("it says something else than a patch bundle.")
        }
        guard predicate["bundle"]?.stringValue == bundle else {
            throw .manifest("it belongs to another bundle.")
        }
        let files = try files(of: statement)
        return OpenedDelivery(
            files: files,
            whatToDo: predicate["whatToDo"]?.stringValue ?? "",
            workaround: predicate["workaround"]?.stringValue,
            needsRestart: predicate["needsRestart"]?.boolValue ?? true,
            hasAttestation: try checkAttestations(predicate, files)
        )
    }

    /// The signed statement; its envelope's signature is checked before a byte of it is read.
    private func statement() throws(DeliveryFault) -> InToto.Statement {
        guard let bytes = document["manifest"]?.serialized(),
            let envelope = try? DSSEEnvelope(parsing: bytes)
        else { throw .signature }
        return try Self.statement(in: envelope, serverKey)
    }

    private static func statement(
        in envelope: DSSEEnvelope,
        _ serverKey: [UInt8]
    ) throws(DeliveryFault) -> InToto.Statement {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: serverKey) else {
            throw .signature
        }
        let signed = envelope.signedBytes
        let isSigned = envelope.signatures.contains {
            key.isValidSignature(Data($0.bytes), for: Data(signed))
        }
        guard isSigned, InToto.isPayloadType(envelope.payloadType) else { throw .signature }
        do {
            return try InToto.Statement(parsing: envelope.payload)
        } catch {
            throw .manifest("it is no in-toto statement.")
        }
    }

    /// Every file that the manifest lists, and no other.
    private func files(
        of statement: InToto.Statement
    ) throws(DeliveryFault) -> [OpenedDelivery.File] {
        let listed = document["files"]?.arrayValue ?? []
        guard listed.count == statement.subjects.count,
            listed.count <= DeliveryOpening.mostFiles
        else { throw .manifest("it lists other files than there are.") }
        var files: [OpenedDelivery.File] = []
        for (subject, file) in zip(statement.subjects, listed) {
            guard let name = file["name"]?.stringValue, name == subject.name,
                let text = file["content"]?.stringValue, let data = Data(base64Encoded: text)
            else { throw .manifest("it lists other files than there are.") }
            guard FileName.isSafe(name), !files.contains(where: { FileName.same($0.name, name) })
            else { throw .manifest("“\(name)” is no name for a file here.") }
            let bytes = Array(data)
            guard Hex.text(Array(SHA256.hash(data: bytes))) == subject.digest["sha256"] else {
                throw .tampered("\(name) is not the file that was signed.")
            }
            files.append(OpenedDelivery.File(name: name, bytes: bytes))
        }
        return files
    }

    /// An attestation that comes along is signed by the same key, or the bundle is refused.
    private func checkAttestations(
        _ predicate: JSONObject,
        _ files: [OpenedDelivery.File]
    ) throws(DeliveryFault) -> Bool {
        let roles = predicate["files"]?.arrayValue ?? []
        let names = roles.filter { $0["role"]?.stringValue == "attestation" }
            .compactMap { $0["name"]?.stringValue }
        for file in files where names.contains(file.name) {
            guard let envelope = try? DSSEEnvelope(parsing: file.bytes) else { throw .signature }
            _ = try Self.statement(in: envelope, serverKey)
        }
        return !names.isEmpty
    }
}

/// Names of files that stay in the folder they are written into.
enum FileName {
    /// Bytes of a name at most.
    static let most = 100

    static func isSafe(_ name: String) -> Bool {
        let utf8 = Array(name.utf8)
        guard (1...most).contains(utf8.count), utf8[0] != UInt8(ascii: "."),
            utf8[0] != UInt8(ascii: "-")
        else { return false }
        return utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    /// Whether two names are one file on some system.
    static func same(_ one: String, _ other: String) -> Bool {
        one.lowercased() == other.lowercased()
    }
}

/// Digests as text.
enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
