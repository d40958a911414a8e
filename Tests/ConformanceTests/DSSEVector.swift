// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import SecurityFormats
import Testing

/// The test vector of the DSSE protocol: a signature by its own reference implementation.
@Suite struct DSSEVector {
    private static let x = "67cd390f77aa359cb08c2235f652270493a9ed832b0abcc01f70954c0390d238"
    private static let y = "0c782bd54e269125a44f4433aff1432ce94e12bca73aa67ac80cea12608ddf74"
    private static let envelope = """
        {"payload": "aGVsbG8gd29ybGQ=",
         "payloadType": "http://example.com/HelloWorld",
         "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfU\
        iHqJPcIAriEGAHTVeCUjW2JIZA=="}]}
        """

    private static func key() throws -> P256.Signing.PublicKey {
        let digits = Array((x + y).utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        return try P256.Signing.PublicKey(rawRepresentation: bytes)
    }

    @Test func `the specification's signature verifies, and over nothing else`() throws {
        let key = try Self.key()
        func isSigned(_ envelope: DSSEEnvelope) throws -> Bool {
            let signature = try P256.Signing.ECDSASignature(
                rawRepresentation: try #require(envelope.signatures.first).bytes
            )
            return key.isValidSignature(signature, for: Data(envelope.signedBytes))
        }
        var envelope = try DSSEEnvelope(parsing: Array(Self.envelope.utf8))
        #expect(try isSigned(envelope))
        envelope.payloadType += " "
        #expect(try !isSigned(envelope))
    }
}
