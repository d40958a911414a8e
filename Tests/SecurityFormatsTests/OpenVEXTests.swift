// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

@Suite struct OpenVEXTests {
    private static func document(_ statements: String) -> String {
        """
        {"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://example.org/vex/1",\
        "author":"Example","timestamp":"2026-11-21T09:00:00Z","version":1,\
        "statements":[\(statements)]}
        """
    }

    private static func statement(_ more: String) -> String {
        let products = #"[{"@id":"pkg:npm/a@1.0"}]"#
        return #"{"vulnerability":{"name":"CVE-2026-10001"},"products":\#(products),\#(more)}"#
    }

    private static func faults(_ text: String, isEmbedded: Bool = false) -> [String] {
        do throws(JSONFaults) {
            _ = try OpenVEX.Document(parsing: Array(text.utf8), isEmbedded: isEmbedded)
            return []
        } catch {
            return error.all.map { "\($0.place.pointer): \($0.reason)" }
        }
    }

    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    @Test func `a document of ours is written whole, and reads back`() throws {
        var product = OpenVEX.Component(id: "pkg:npm/tinyrecord@1.0.0")
        product.purl = "pkg:npm/tinyrecord@1.0.0"
        product.hashes = [.md5: "d41d8cd98f00b204e9800998ecf8427e"]
        let part = OpenVEX.Component(purl: "pkg:npm/heap@2.0.0")
        var document = OpenVEX.Document(
            id: "https://clearinghouse.example/vex/1",
            author: "Example Clearinghouse",
            timestamp: try time("2026-11-21T09:00:00Z"),
            statements: [
                OpenVEX.Statement(
                    OpenVEX.Vulnerability("CVE-2026-10001", aliases: ["CLR-2026-0001"]),
                    products: [OpenVEX.Product(product, subcomponents: [part])],
                    .affected,
                    action: "Update to 1.0.1."
                )
            ]
        )
        document.role = "Coordinator"
        let text = """
            {"@context":"https://openvex.dev/ns/v0.2.0",\
            "@id":"https://clearinghouse.example/vex/1","author":"Example Clearinghouse",\
            "role":"Coordinator","timestamp":"2026-11-21T09:00:00Z","version":1,"statements":[{\
            "vulnerability":{"name":"CVE-2026-10001","aliases":["CLR-2026-0001"]},"products":[{\
            "@id":"pkg:npm/tinyrecord@1.0.0","identifiers":{"purl":"pkg:npm/tinyrecord@1.0.0"},\
            "hashes":{"md5":"d41d8cd98f00b204e9800998ecf8427e"},"subcomponents":[{"identifiers":{\
            "purl":"pkg:npm/heap@2.0.0"}}]}],"status":"affected",\
            "action_statement":"Update to 1.0.1."}]}
            """
        #expect(document.json.description == text)
        #expect(try OpenVEX.Document(parsing: Array(text.utf8)) == document)
    }

    @Test func `what nobody knows and what is empty survive a round trip`() throws {
        let text = Self.document(
            """
            {"vulnerability":{"name":"A","aliases":[],"score":1.50},"products":[{"@id":"a:b",\
            "identifiers":{"swid":"c"},"hashes":{},"subcomponents":[]}],"status":"fixed",\
            "later":null}
            """
        )
        let document = try OpenVEX.Document(parsing: Array(text.utf8))
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(document.json == value)
    }

    @Test(
        arguments: [
            (
                statement(#""status":"not_affected""#),
                "/statements/0: not_affected needs a justification, "
                    + "or an impact_statement at least."
            ),
            (
                statement(#""status":"affected""#),
                "/statements/0: affected needs an action_statement: what to do about it."
            ),
            (
                statement(#""status":"safe""#),
                "/statements/0/status: Expected one of not_affected, affected, fixed, "
                    + "under_investigation."
            ),
            (
                #"{"vulnerability":{"name":"A"},"status":"fixed"}"#,
                #"/statements/0: A statement names one product at least ("products")."#
            ),
            (
                #"{"vulnerability":{"name":"A"},"status":"fixed","products":[{}]}"#,
                "/statements/0/products/0: Software is told by an @id, identifiers or hashes."
            ),
            (
                #"{"vulnerability":{"name":"A"},"status":"fixed","products":[{"@id":"a"}]}"#,
                "/statements/0/products/0/@id: Expected an IRI with a scheme."
            ),
            (
                #"{"vulnerability":{"name":"A"},"status":"fixed","products":[{"@id":"a:b","#
                    + #""hashes":{"sha-256":"ab"}}]}"#,
                "/statements/0/products/0/hashes/sha-256: "
                    + "A digest by sha-256 has 64 hexadecimal digits."
            ),
            ("", "/statements: 1 or more entries are required."),
        ]
    )
    func `what the specification forbids is a fault with its place`(
        statements: String,
        fault: String
    ) {
        #expect(Self.faults(Self.document(statements)) == [fault])
    }

    @Test func `an embedded document may leave products to the one around it`() throws {
        let text = Self.document(#"{"vulnerability":{"name":"A"},"status":"fixed"}"#)
        #expect(Self.faults(text, isEmbedded: true) == [])
        let embedded = try OpenVEX.Document(parsing: Array(text.utf8), isEmbedded: true)
        let copy = try OpenVEX.Document(parsing: embedded.json.serialized(), isEmbedded: true)
        #expect(copy == embedded)
    }

    @Test func `the latest statement on a product holds, wherever it stands`() throws {
        let later = #""timestamp":"2026-11-22T09:00:00Z","status":"fixed""#
        let text = Self.document(
            [
                Self.statement(later), Self.statement(#""status":"under_investigation""#),
                Self.statement(
                    #""timestamp":"2026-11-20T09:00:00+01:00","status":"affected","#
                        + #""action_statement":"Wait.""#
                ),
            ].joined(separator: ",")
        )
        let document = try OpenVEX.Document(parsing: Array(text.utf8))
        let product = OpenVEX.Component(purl: "pkg:npm/a@1.0")
        let holds = try #require(
            document.effectiveStatement(on: product, for: "CVE-2026-10001")
        )
        #expect(holds.status == .fixed)
        #expect(holds.statementIndex == 0)
        #expect(holds.time == Timestamp("2026-11-22T09:00:00Z"))
        #expect(document.effectiveStatement(on: product, for: "CVE-2026-10002") == nil)
        let other = OpenVEX.Component(purl: "pkg:npm/a@1.1")
        #expect(document.effectiveStatement(on: other, for: "CVE-2026-10001") == nil)
    }

    @Test func `of two statements made at one time the later in the document holds`() throws {
        let text = Self.document(
            Self.statement(#""status":"under_investigation""#) + ","
                + Self.statement(#""status":"fixed""#)
        )
        let document = try OpenVEX.Document(parsing: Array(text.utf8))
        let product = OpenVEX.Component(id: "pkg:npm/a@1.0")
        let holds = document.effectiveStatement(on: product, for: "CVE-2026-10001")
        #expect(holds?.status == .fixed)
        let both = OpenVEX.effectiveStatement(
            in: [document, document],
            on: product,
            for: "CVE-2026-10001"
        )
        #expect(both?.documentIndex == 1)
    }

    @Test func `a product is known by any identifier, and a part only where it is named`() throws {
        let digest = String(repeating: "ab", count: 32)
        let stated = OpenVEX.Product(
            OpenVEX.Component(
                purl: "pkg:deb/debian/curl?arch=amd64",
                cpe23: "cpe:2.3:a:haxx:curl:*:*:*:*:*:*:*:*",
                hashes: [.sha256: digest]
            ),
            subcomponents: [OpenVEX.Component(id: "pkg:generic/libcurl@8.0")]
        )
        let document = OpenVEX.Document(
            id: "a:b",
            author: "Example",
            timestamp: try time("2026-11-21T09:00:00Z"),
            statements: [
                OpenVEX.Statement(
                    OpenVEX.Vulnerability("CVE-2026-10001", aliases: ["GHSA-a"]),
                    products: [stated],
                    .notAffected,
                    justification: .codeNotPresent
                )
            ]
        )
        func status(_ component: OpenVEX.Component, within part: String? = nil) -> OpenVEX.Status? {
            document.effectiveStatement(
                on: component,
                within: part.map { OpenVEX.Component(id: $0) },
                for: "GHSA-a"
            )?.status
        }
        let package = OpenVEX.Component(id: "pkg:deb/debian/curl@8.0-1?arch=amd64&distro=trixie")
        #expect(status(package) == .notAffected)
        #expect(status(package, within: "pkg:generic/libcurl@8.0") == .notAffected)
        #expect(status(package, within: "pkg:generic/zlib@1.0") == nil)
        #expect(status(OpenVEX.Component(id: "pkg:deb/debian/curl@8.0-1?arch=arm64")) == nil)
        let name = "cpe:2.3:a:haxx:curl:8.0:*:*:*:*:*:*:*"
        #expect(status(OpenVEX.Component(cpe23: name)) == .notAffected)
        #expect(status(OpenVEX.Component(hashes: [.sha256: digest.uppercased()])) == .notAffected)
        #expect(status(OpenVEX.Component(hashes: [.sha3x256: digest])) == nil)
    }

    @Test func `a statement added leaves the time of those before it`() throws {
        var document = OpenVEX.Document(
            id: "a:b",
            author: "Example",
            timestamp: try time("2026-11-21T09:00:00Z"),
            statements: [
                OpenVEX.Statement(
                    OpenVEX.Vulnerability("A"),
                    products: [OpenVEX.Product(OpenVEX.Component(id: "a:c"))],
                    .underInvestigation
                )
            ]
        )
        var fixed = document.statements[0]
        fixed.status = .fixed
        document.add(fixed, at: try time("2026-11-22T09:00:00Z"))
        #expect(document.version == 2)
        #expect(document.timestamp.description == "2026-11-22T09:00:00Z")
        #expect(document.statements[0].timestamp?.description == "2026-11-21T09:00:00Z")
        #expect(document.statements[1].timestamp == nil)
        let holds = document.effectiveStatement(on: OpenVEX.Component(id: "a:c"), for: "A")
        #expect(holds?.status == .fixed)
    }
}
