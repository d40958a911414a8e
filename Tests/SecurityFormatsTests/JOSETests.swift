// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

@Suite struct JOSETests {
    /// RFC 8037 appendix A.4.
    private static let vector = """
        eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PG\
        cvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg
        """

    @Test func `the signature of RFC 8037 is read as it was sent`() throws {
        let signed = try CompactJWS(parsing: Self.vector)
        #expect(signed.header == ["alg": "EdDSA"])
        #expect(String(decoding: signed.payload, as: UTF8.self) == "Example of Ed25519 signing")
        #expect(signed.signature.count == 64)
        #expect(signed.signature.prefix(4) == [0x86, 0x0C, 0x98, 0xD2])
        let written = CompactJWS.text(header: signed.header, payload: signed.payload) { _ in
            signed.signature
        }
        #expect(written == Self.vector)
    }

    @Test func `bytes of every length come back from base 64`() {
        for count in 0...70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 151 + count) }
            let text = Base64URL.encode(bytes)
            #expect(Base64URL.decode(text) == bytes)
            #expect(!text.contains("="))
        }
    }

    @Test(arguments: ["A", "AB=", "AB==", "A B", "AB+/", "AAB", "AAAAA", "AB", "AA\n", "é"])
    func `base 64 that leaves a doubt is refused`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: [
        ("", CompactJWS.Fault.notThreeParts), ("a.b", .notThreeParts), ("a.b.c.d", .notThreeParts),
        ("e30.e30.AA\n", .badBase64(part: 2)), ("e30=.e30.", .badBase64(part: 0)),
        ("e30.e3 0.", .badBase64(part: 1)), (String(repeating: "A", count: 5_000), .tooLong),
        // {"crit":["exp"]}
        ("eyJjcml0IjpbImV4cCJdfQ.e30.", .criticalExtension),
    ])
    func `what is no signed message is refused with its reason`(
        text: String,
        fault: CompactJWS.Fault
    ) {
        #expect(throws: fault) { try CompactJWS(parsing: text) }
    }

    @Test func `a name that stands twice in a header, and what follows it, are refused`() {
        for header in [#"{"alg":"none","alg":"EdDSA"}"#, #"{"alg":"EdDSA"} x"#, "[]", "{}{}"] {
            let text = Base64URL.encode(Array(header.utf8)) + ".e30."
            let fault = #expect(throws: CompactJWS.Fault.self) { try CompactJWS(parsing: text) }
            guard case .badHeader = fault else {
                Issue.record("\(header): \(String(describing: fault))")
                continue
            }
        }
    }

    @Test func `a set of keys is read, and keys of other kinds are passed over`() throws {
        let text = """
            {"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},
             {"kty":"OKP","crv":"Ed25519","kid":"one",
              "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
             {"kty":"OKP","crv":"Ed25519","kid":"two","use":"enc","x":"AA"}]}
            """
        let keys = try JWKSet(parsing: Array(text.utf8))
        #expect(keys.keys.map(\.name) == ["one"])
        #expect(keys.keys.map(\.bytes.count) == [32])
        #expect(try JWKSet(parsing: keys.json.serialized()) == keys)
    }

    @Test(arguments: [
        #"{"kty":"OKP","crv":"Ed25519","kid":"a","x":"AA"}"#,
        #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        #"{"crv":"Ed25519"}"#,
        """
        {"kty":"OKP","crv":"Ed25519","kid":"a","d":"AA",
         "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
        """,
        """
        {"kty":"OKP","crv":"Ed25519","kid":"a","alg":"HS256",
         "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
        """,
    ])
    func `a key that is not whole, or private, is refused with its place`(key: String) {
        let other = #"{"kty":"RSA","n":"AA","e":"AQAB"}"#
        let fault = #expect(throws: JWKSet.Fault.self) {
            try JWKSet(parsing: Array(#"{"keys":[\#(other),\#(key)]}"#.utf8))
        }
        guard case .badKey(1, _) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }
}
