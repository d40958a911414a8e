// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Crypto
import Foundation
import SecurityFormats
import StrictJSON
import Testing

/// A release made by hand, from docs/reference/bundle.md alone: nothing of the server's code.
private struct MadeRelease {
    var bundle = "00000000-0000-7000-8000-000000000001"
    var keyID = "00000000-0000-7000-8000-000000000002"
    var names = ["fix.patch", "NOTES.md"]
    var contents = ["--- a\n+++ b\n", "Read me."]
    var predicateType = "urn:clearinghouse:patch-bundle:1"
    var bundleInManifest: String?
    var digestsInManifest: [String]?
    var attestation: DSSEEnvelope?
    let server = Curve25519.Signing.PrivateKey()
    let secret = RecipientSecret()

    func signed(_ payload: [UInt8], by key: Curve25519.Signing.PrivateKey) throws -> DSSEEnvelope {
        var envelope = DSSEEnvelope(payloadType: InToto.payloadType, payload: payload)
        let signature = try key.signature(for: Data(envelope.signedBytes))
        envelope.signatures = [.init(bytes: Array(signature))]
        return envelope
    }

    private func payload() throws -> [UInt8] {
        let digests = digestsInManifest ?? contents.map { hex(SHA256.hash(data: Data($0.utf8))) }
        var files: [JSONValue] = names.map { ["name": .string($0), "role": "patch"] }
        var pairs = Array(zip(names, contents.map { Array($0.utf8) }))
        var subjects = zip(names, digests).map { name, digest in
            InToto.ResourceDescriptor(name: name, digest: ["sha256": digest])
        }
        if let attestation {
            let bytes = attestation.json.serialized()
            files.append(["name": "attestation.json", "role": "attestation"])
            pairs.append(("attestation.json", bytes))
            subjects.append(
                .init(
                    name: "attestation.json",
                    digest: ["sha256": hex(SHA256.hash(data: Data(bytes)))]
                )
            )
        }
        let statement = InToto.Statement(
            subjects: subjects,
            predicateType: predicateType,
            predicate: [
                "bundle": .string(bundleInManifest ?? bundle), "whatToDo": "Apply it.",
                "needsRestart": false, "files": .array(files),
            ]
        )
        let manifest = try signed(try statement.json.canonical(), by: server)
        let document: JSONValue = [
            "format": "clearinghouse-bundle/1", "manifest": manifest.json,
            "files": .array(
                pairs.map {
                    [
                        "name": .string($0.0),
                        "content": .string(Data($0.1).base64EncodedString()),
                    ]
                }
            ),
        ]
        return try document.canonical()
    }

    func made() throws -> (delivery: Wire.Delivery, sealed: [UInt8]) {
        let payload = try payload()
        let contentKey = SymmetricKey(size: .bits256)
        let box = try ChaChaPoly.seal(
            payload,
            using: contentKey,
            authenticating: Data("clearinghouse-bundle/1 \(bundle)".utf8)
        )
        let sealed = Array(box.combined)
        let sealedDigest = SHA256.hash(data: sealed)
        let publicBytes = Data(base64Encoded: String(secret.publicText.dropFirst(12))) ?? Data()
        var sender = try HPKE.Sender(
            recipientKey: Curve25519.KeyAgreement.PublicKey(rawRepresentation: publicBytes),
            ciphersuite: .Curve25519_SHA256_ChachaPoly,
            info: Data("clearinghouse-delivery/1 \(bundle) \(keyID)".utf8)
        )
        var key = Wire.SealedKey()
        key.key = keyID
        key.sealed = Array(
            try sender.seal(
                contentKey.withUnsafeBytes { Data($0) },
                authenticating: Data(sealedDigest)
            )
        )
        key.encapsulated = Array(sender.encapsulatedKey)
        var delivery = Wire.Delivery()
        delivery.bundle = bundle
        delivery.keys = [key]
        delivery.digest = hex(SHA256.hash(data: payload))
        delivery.sealedDigest = hex(sealedDigest)
        return (delivery, sealed)
    }

    func open(
        _ delivery: Wire.Delivery,
        _ sealed: [UInt8],
        with secret: RecipientSecret? = nil,
        serverKey: [UInt8]? = nil
    ) throws -> OpenedDelivery {
        try DeliveryOpening(
            delivery: delivery,
            secret: secret ?? self.secret,
            serverKey: serverKey ?? Array(server.publicKey.rawRepresentation)
        ).open(sealed)
    }
}

private func hex(_ digest: SHA256.Digest) -> String {
    digest.map { String(format: "%02x", $0) }.joined()
}

@Suite struct DeliveryOpeningTests {
    @Test func `a delivery opens with the key that it was sealed to`() throws {
        let release = MadeRelease()
        let (delivery, sealed) = try release.made()
        let opened = try release.open(delivery, sealed)
        #expect(opened.files.map(\.name) == release.names)
        #expect(opened.files.map { String(decoding: $0.bytes, as: UTF8.self) } == release.contents)
        #expect(opened.whatToDo == "Apply it." && !opened.needsRestart && !opened.hasAttestation)
    }

    @Test func `a change of any byte, on the way or at the server, opens nothing`() throws {
        let release = MadeRelease()
        let (delivery, sealed) = try release.made()
        for place in stride(from: 0, to: sealed.count, by: 7) {
            var changed = sealed
            changed[place] ^= 0x40
            #expect(throws: DeliveryFault.self) { try release.open(delivery, changed) }
            // A server that announces what it changed is found by the seal.
            var announced = delivery
            announced.sealedDigest = hex(SHA256.hash(data: changed))
            #expect(throws: DeliveryFault.self) { try release.open(announced, changed) }
        }
        for place in delivery.keys[0].sealed.indices {
            var changed = delivery
            changed.keys[0].sealed[place] ^= 1
            #expect(throws: DeliveryFault.wrongKey) { try release.open(changed, sealed) }
        }
        for place in delivery.keys[0].encapsulated.indices {
            var changed = delivery
            changed.keys[0].encapsulated[place] ^= 1
            #expect(throws: DeliveryFault.wrongKey) { try release.open(changed, sealed) }
        }
        #expect(throws: DeliveryFault.self) { try release.open(delivery, sealed.dropLast()) }
        #expect(throws: DeliveryFault.self) { try release.open(delivery, []) }
    }

    @Test func `another private key, and none, are told apart`() throws {
        let release = MadeRelease()
        let (delivery, sealed) = try release.made()
        #expect(throws: DeliveryFault.wrongKey) {
            try release.open(delivery, sealed, with: RecipientSecret())
        }
        var without = delivery
        without.keys = []
        #expect(throws: DeliveryFault.noKey) { try release.open(without, sealed) }
        #expect(DeliveryFault.noKey.description.contains("recipient-key make"))
    }

    @Test func `a seal for another bundle, and a manifest of another one, are refused`() throws {
        var release = MadeRelease()
        var (delivery, sealed) = try release.made()
        delivery.bundle = "00000000-0000-7000-8000-000000000009"
        #expect(throws: DeliveryFault.wrongKey) { try release.open(delivery, sealed) }
        release.bundleInManifest = "00000000-0000-7000-8000-000000000009"
        (delivery, sealed) = try release.made()
        #expect(throws: DeliveryFault.manifest("it belongs to another bundle.")) {
            try release.open(delivery, sealed)
        }
    }

    @Test func `what another server signed is not believed`() throws {
        let release = MadeRelease()
        let (delivery, sealed) = try release.made()
        let other = Curve25519.Signing.PrivateKey().publicKey.rawRepresentation
        #expect(throws: DeliveryFault.signature) {
            try release.open(delivery, sealed, serverKey: Array(other))
        }
    }

    @Test func `a file that is not as signed, and a name that leads out, are refused`() throws {
        var release = MadeRelease()
        release.digestsInManifest = [
            String(repeating: "0", count: 64), String(repeating: "0", count: 64),
        ]
        var (delivery, sealed) = try release.made()
        #expect(throws: DeliveryFault.tampered("fix.patch is not the file that was signed.")) {
            try release.open(delivery, sealed)
        }
        for name in ["../fix.patch", "/etc/passwd", ".bashrc", "a/b", "", "-x", "a b"] {
            var release = MadeRelease()
            release.names[0] = name
            (delivery, sealed) = try release.made()
            #expect(throws: DeliveryFault.self, "\(name)") { try release.open(delivery, sealed) }
        }
        release = MadeRelease()
        release.names = ["fix.patch", "FIX.patch"]
        (delivery, sealed) = try release.made()
        #expect(throws: DeliveryFault.self) { try release.open(delivery, sealed) }
    }

    @Test func `an attestation that comes along is held against the same key`() throws {
        var release = MadeRelease()
        let statement = InToto.Statement(
            subjects: [.init(name: "tree", digest: ["sha256": String(repeating: "a", count: 64)])],
            predicateType: "urn:clearinghouse:validation:1"
        )
        let payload = try statement.json.canonical()
        release.attestation = try release.signed(payload, by: release.server)
        var (delivery, sealed) = try release.made()
        #expect(try release.open(delivery, sealed).hasAttestation)
        let stranger = Curve25519.Signing.PrivateKey()
        release.attestation = try release.signed(payload, by: stranger)
        (delivery, sealed) = try release.made()
        #expect(throws: DeliveryFault.signature) { try release.open(delivery, sealed) }
    }

    @Test func `a key's file reads back, and nothing else is taken for one`() throws {
        let secret = RecipientSecret()
        let again = try #require(RecipientSecret(file: secret.file))
        #expect(again.publicText == secret.publicText)
        #expect(again.fingerprint == secret.fingerprint && secret.fingerprint.count == 16)
        for text in ["", secret.publicText, "HPKE-X25519-SECRET:AAAA", secret.file + secret.file] {
            #expect(RecipientSecret(file: text) == nil)
        }
    }
}
