// SPDX-License-Identifier: Apache-2.0

import Crypto
import Distribution
import Foundation
import Store
import Testing

@Suite struct DeliverySealTests {
    private let bundle = BundleID(high: 1, low: 2)
    private let key = RecipientKeyID(high: 3, low: 4)
    private let secret = Curve25519.KeyAgreement.PrivateKey()
    private let digest = Array(SHA256.hash(data: Data("sealed".utf8)))

    private func sealed() throws -> (contentKey: [UInt8], seal: DeliverySeal.Sealed) {
        let contentKey = DeliverySeal.newContentKey()
        let seal = try DeliverySeal.seal(
            contentKey,
            to: RecipientPublicKey(reading: secret.text),
            key: key,
            bundle: bundle,
            sealedDigest: digest
        )
        return (contentKey, seal)
    }

    private func open(
        _ seal: DeliverySeal.Sealed,
        with secret: Curve25519.KeyAgreement.PrivateKey,
        info: [UInt8],
        bound: [UInt8]
    ) throws -> [UInt8] {
        var recipient = try HPKE.Recipient(
            privateKey: secret,
            ciphersuite: DeliverySeal.suite,
            info: Data(info),
            encapsulatedKey: Data(seal.encapsulated)
        )
        return Array(try recipient.open(Data(seal.sealed), authenticating: Data(bound)))
    }

    @Test func `the suite is that of RFC 9180, A.2`() throws {
        let secret = try Curve25519.KeyAgreement.PrivateKey(
            rawRepresentation: bytes(
                "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"
            )
        )
        let seal = DeliverySeal.Sealed(
            encapsulated: Array(
                bytes("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a")
            ),
            sealed: Array(
                bytes(
                    "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db"
                        + "21993c62ce81883d2dd1b51a28"
                )
            )
        )
        let opened = try open(
            seal,
            with: secret,
            info: Array("Ode on a Grecian Urn".utf8),
            bound: Array("Count-0".utf8)
        )
        #expect(String(decoding: opened, as: UTF8.self) == "Beauty is truth, truth beauty")
    }

    @Test func `a content key opens for its recipient, its bundle and its bytes only`() throws {
        let (contentKey, seal) = try sealed()
        let info = DeliverySeal.info(bundle, key)
        #expect(try open(seal, with: secret, info: info, bound: digest) == contentKey)
        let other = Curve25519.KeyAgreement.PrivateKey()
        #expect(throws: (any Error).self) {
            try open(seal, with: other, info: info, bound: digest)
        }
        let others = [
            DeliverySeal.info(BundleID(high: 9, low: 9), key),
            DeliverySeal.info(bundle, RecipientKeyID(high: 9, low: 9)),
        ]
        for info in others {
            #expect(throws: (any Error).self) {
                try open(seal, with: secret, info: info, bound: digest)
            }
        }
        #expect(throws: (any Error).self) {
            try open(seal, with: secret, info: info, bound: Array(digest.reversed()))
        }
    }

    @Test func `a bundle that was changed anywhere does not open`() throws {
        let contentKey = DeliverySeal.newContentKey()
        let payload = Array("a patch".utf8)
        let sealed = try DeliverySeal.encrypt(payload, contentKey: contentKey, bundle: bundle)
        let again = try DeliverySeal.decrypt(sealed, contentKey: contentKey, bundle: bundle)
        #expect(again == payload)
        for place in sealed.indices {
            var changed = sealed
            changed[place] ^= 1
            #expect(throws: (any Error).self) {
                try DeliverySeal.decrypt(changed, contentKey: contentKey, bundle: bundle)
            }
        }
        #expect(throws: (any Error).self) {
            try DeliverySeal.decrypt(
                sealed,
                contentKey: contentKey,
                bundle: BundleID(high: 9, low: 9)
            )
        }
    }

    private func bytes(_ hexadecimal: String) -> Data {
        Data([UInt8](hexadecimal: hexadecimal.utf8) ?? [])
    }
}
