// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

@Suite struct InTotoTests {
    private static let digest = String(repeating: "0a", count: 32)

    private static func faults(_ text: String) -> [String] {
        do throws(JSONFaults) {
            _ = try InToto.Statement(parsing: Array(text.utf8))
            return []
        } catch {
            return error.all.map { "\($0.place.pointer) \($0.code)" }
        }
    }

    @Test func `a statement is written as the specification shows it, and read back`() throws {
        let statement = InToto.Statement(
            subjects: [
                InToto.ResourceDescriptor(
                    name: "tinyrecord.tar",
                    uri: "pkg:generic/tinyrecord@1.0.0",
                    digest: ["sha256": Self.digest]
                )
            ],
            predicateType: "https://in-toto.io/attestation/test-result/v0.1",
            predicate: ["result": "PASSED"]
        )
        let text = """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"tinyrecord.tar",\
            "uri":"pkg:generic/tinyrecord@1.0.0","digest":{"sha256":"\(Self.digest)"}}],\
            "predicateType":"https://in-toto.io/attestation/test-result/v0.1",\
            "predicate":{"result":"PASSED"}}
            """
        #expect(statement.json.description == text)
        #expect(try InToto.Statement(parsing: Array(text.utf8)) == statement)
    }

    @Test func `every member of a resource and strange ones survive a round trip`() throws {
        let text = """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"_","digest":\
            {"gitCommit":"\(String(repeating: "b", count: 40))","arn":"arn:aws:ec2:r:1:i"},\
            "content":"eyJ9","downloadLocation":"https://example.com/A?B=C","mediaType":"text/x",\
            "annotations":{"twoPartyReview":false,"n":null},"later":1}],\
            "predicateType":"https://example.com/t","predicate":{},"more":[1.50]}
            """
        let statement = try InToto.Statement(parsing: Array(text.utf8))
        #expect(statement.subjects[0].content == Array("{\"}".utf8))
        #expect(statement.subjects[0].digest["arn"] == "arn:aws:ec2:r:1:i")
        #expect(statement.predicate.isEmpty)
        #expect(statement.json == (try JSONValue(parsing: Array(text.utf8))))
    }

    @Test func `a statement without a predicate is one with an empty predicate`() throws {
        let head = #"{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"a:b""#
        let without = try InToto.Statement(parsing: Array((head + "}").utf8))
        #expect(without.predicate.isEmpty)
        #expect(without.json["predicate"] == nil)
    }

    @Test func `all faults are told with their places`() {
        let text = """
            {"_type":"https://in-toto.io/Statement/v0.1","subject":[{"name":"a"},\
            {"uri":"HTTPS://Example.com","digest":{"sha256":"AB","gitTree":"0","x":""}},\
            {"uri":"pkg:a/b"}],"predicate":[]}
            """
        #expect(
            Self.faults(text) == [
                "/_type invalid", "/subject/0 invalid", "/subject/0 missing-key",
                "/subject/1/uri invalid", "/subject/1/digest/sha256 invalid",
                "/subject/1/digest/gitTree invalid", "/subject/1/digest/x invalid",
                "/subject/2 missing-key", "/predicate wrong-kind", " missing-key",
            ]
        )
    }

    @Test(arguments: [
        "example.com/t", "Https://example.com", "https://Example.com/t", "a b:c", ":",
    ])
    func `a type that is no normalised URI is refused`(type: String) {
        let text = """
            {"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"\(type)"}
            """
        #expect(Self.faults(text) == ["/predicateType invalid"])
    }

    @Test func `digests match by any algorithm that is accepted, and by no other`() {
        let ours: InToto.DigestSet = ["sha256": "abcd", "sha512": "1234"]
        #expect(ours.matches(["sha256": "abcd"], accepting: ["sha256"]))
        #expect(
            !ours.matches(["sha256": "fedb", "sha512": "abcd"], accepting: ["sha256", "sha512"])
        )
        #expect(!ours.matches(["sha256": "abcd"], accepting: ["sha512"]))
        var set = ours
        set["sha256"] = nil
        set["sha512"] = "5678"
        #expect(set == ["sha512": "5678"])
    }

    @Test func `payload types of statements are known, others are not`() {
        #expect(InToto.isPayloadType("application/vnd.in-toto+json"))
        #expect(InToto.isPayloadType("application/vnd.in-toto.test-result+json"))
        #expect(!InToto.isPayloadType("application/vnd.in-toto.+json"))
        #expect(!InToto.isPayloadType("application/json"))
    }
}
