// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Crypto
import Distribution
import Foundation
import Participants
import Store
import TestSupport
import Testing

@Suite struct RecipientKeyTests {
    @Test func `whatever looks like a private key is refused, and told to be replaced`() throws {
        let secret = Curve25519.KeyAgreement.PrivateKey()
        let raw = secret.rawRepresentation
        let head = Data([0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x6E])
        let pkcs8 = (head + Data([0x04, 0x22, 0x04, 0x20]) + raw).base64EncodedString()
        let texts = [
            "HPKE-X25519-SECRET:" + raw.base64EncodedString(),
            "-----BEGIN PRIVATE KEY-----\n\(pkcs8)\n-----END PRIVATE KEY-----", pkcs8,
            #"{"kty":"OKP","crv":"X25519","x":"AA","d":"AA"}"#,
            "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ",
            "-----BEGIN OPENSSH PRIVATE KEY-----",
        ]
        for text in texts {
            let refusal = #expect(throws: Refusal.self, "\(text)") {
                try RecipientPublicKey(reading: text)
            }
            #expect(refusal?.code == "private-key-refused", "\(text)")
        }
    }

    @Test func `what is no key, or one that everybody could open, is refused`() throws {
        let zero = "hpke-x25519:" + Data(count: 32).base64EncodedString()
        let one =
            "hpke-x25519:" + Data([1] + [UInt8](repeating: 0, count: 31)).base64EncodedString()
        let good = Curve25519.KeyAgreement.PrivateKey().text
        for text in ["", "hpke-x25519:", "hpke-x25519:AAAA", zero, one, good + "=", " " + good] {
            let refusal = #expect(throws: Refusal.self, "\(text)") {
                try RecipientPublicKey(reading: text)
            }
            #expect(refusal?.code == "invalid-recipient-key", "\(text)")
        }
        #expect(try RecipientPublicKey(reading: good).text == good)
    }

    @Test(arguments: Engine.allCases)
    func `a key is its participant's alone, and can be ended once`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        let key = try await loop.register(loop.hospital)
        let now = loop.now
        func keys(_ viewer: Viewer) async throws -> [RecipientKey] {
            try await loop.store.read { try $0.recipientKeys(viewer: viewer, now: now) }
        }
        let mine = try await keys(loop.hospital)
        #expect(mine.map(\.publicKey.text) == [key.text] && mine[0].name == "pump room")
        for other in [loop.bank, loop.coordinator, loop.community.house.administrator] {
            #expect(try await keys(other).isEmpty)
            let revoke = RevokeRecipientKey(viewer: other, key: mine[0].id)
            let refusal = try await loop.refusal { try await loop.submit(revoke, by: other) }
            #expect(refusal == .notFound)
        }
        // The same key again is the same one.
        let again = try await loop.submit(
            RegisterRecipientKey(viewer: loop.hospital, publicKey: key.text, name: "again"),
            by: loop.hospital
        )
        #expect(again == mine[0].id)
        let revoke = RevokeRecipientKey(viewer: loop.hospital, key: mine[0].id)
        try await loop.submit(revoke, by: loop.hospital)
        let twice = try await loop.refusal { try await loop.submit(revoke, by: loop.hospital) }
        #expect(twice?.code == "recipient-key-revoked")
        await loop.close()
    }

    @Test func `a participant has a bounded number of keys in force`() async throws {
        let loop = try await Loop.open(.sqlite)
        for _ in 0..<RecipientKeyLimit.inForce { try await loop.register(loop.hospital) }
        let refusal = try await loop.refusal { try await loop.register(loop.hospital) }
        #expect(refusal?.code == "too-many-recipient-keys")
        await loop.close()
    }
}
