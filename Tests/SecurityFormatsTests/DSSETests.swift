// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

@Suite struct DSSETests {
    /// The test vector of the protocol's specification.
    private static let vector = """
        {"payload": "aGVsbG8gd29ybGQ=",
         "payloadType": "http://example.com/HelloWorld",
         "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKci\
        JTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]}
        """

    @Test func `the specification's vector is read, and written back the same`() throws {
        let bytes = Array(Self.vector.utf8)
        let envelope = try DSSEEnvelope(parsing: bytes)
        #expect(envelope.payload == Array("hello world".utf8))
        #expect(envelope.payloadType == "http://example.com/HelloWorld")
        #expect(envelope.signatures.map(\.bytes.count) == [64])
        #expect(envelope.signatures[0].keyID == nil)
        #expect(try envelope.json == JSONValue(parsing: bytes))
    }

    @Test func `what is signed counts bytes, and holds type and payload apart`() {
        let signed = DSSEEnvelope.signedBytes(
            payloadType: "http://example.com/HelloWorld",
            payload: Array("hello world".utf8)
        )
        let wanted = "DSSEv1 29 http://example.com/HelloWorld 11 hello world"
        #expect(String(decoding: signed, as: UTF8.self) == wanted)
        let wide = DSSEEnvelope.signedBytes(payloadType: "é", payload: [])
        #expect(String(decoding: wide, as: UTF8.self) == "DSSEv1 2 é 0 ")
    }

    @Test(arguments: ["+/+/", "-_-_"])
    func `either alphabet of base 64 is read, and the standard one written`(text: String) throws {
        let bytes = Array(#"{"payload":"\#(text)","payloadType":"a","signatures":[]}"#.utf8)
        let envelope = try DSSEEnvelope(parsing: bytes)
        #expect(envelope.payload == [0xFB, 0xFF, 0xBF])
        #expect(envelope.json["payload"] == "+/+/")
    }

    @Test func `payloads of every length come back`() throws {
        for count in 0...70 {
            let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 151 + count) }
            let envelope = DSSEEnvelope(payloadType: "t", payload: payload)
            #expect(try DSSEEnvelope(parsing: envelope.json.serialized()) == envelope)
        }
    }

    @Test(arguments: ["aGVsbG8", "aGVsbG9=", "a===", "aG V", "+_+_", "aGVs=G8=", "é==="])
    func `base 64 that leaves a doubt is refused where it stands`(text: String) {
        let bytes = Array(#"{"payload":"\#(text)","payloadType":"a","signatures":[]}"#.utf8)
        let faults = #expect(throws: JSONFaults.self) { try DSSEEnvelope(parsing: bytes) }
        #expect(faults?.all.map(\.place.pointer) == ["/payload"])
    }

    @Test func `all faults are told with their places`() {
        let text = #"{"payload":1,"signatures":[{"keyid":"a"},{"sig":"?"},7]}"#
        let faults = #expect(throws: JSONFaults.self) {
            try DSSEEnvelope(parsing: Array(text.utf8))
        }
        #expect(
            faults?.all.map(\.place.pointer) == [
                "/payload", "/signatures/0", "/signatures/1/sig", "/signatures/2", "",
            ]
        )
        #expect(faults?.all.last?.kind == .missingKey("payloadType"))
    }

    @Test func `an unset key hint is as good as an empty one, and strange members stay`() throws {
        let text = """
            {"payload":"","payloadType":"t","signatures":[{"keyid":"","sig":"AA==","cert":[1]},\
            {"keyid":"k","sig":"AQ=="}],"later":{"a":null}}
            """
        let envelope = try DSSEEnvelope(parsing: Array(text.utf8))
        #expect(envelope.signatures.map(\.keyID) == [nil, "k"])
        #expect(envelope.signatures[0].unknown["cert"] == [1])
        #expect(try envelope.json == JSONValue(parsing: Array(text.utf8)))
    }

    @Test func `a key counts once, however often it signed`() {
        let signatures = [[1], [1], [2], [9]].map { DSSEEnvelope.Signature(bytes: $0) }
        let envelope = DSSEEnvelope(payloadType: "t", payload: [7], signatures: signatures)
        let signers = envelope.signers(among: [UInt8(1), 2, 3]) { key, signature, signed in
            signed == envelope.signedBytes && signature.bytes == [key]
        }
        #expect(signers == [1, 2])
    }
}
