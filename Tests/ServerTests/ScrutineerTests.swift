// SPDX-License-Identifier: Apache-2.0

import Access
import Crypto
import Foundation
import Server
import ServingSupport
import StrictJSON
import Testing

/// Records of scrutineer, as its schema has them.
@Suite struct ScrutineerTests {
    private static let base = "https://github.com/alpha-omega-security/scrutineer/interchange/"
    private static let repository = "https://github.com/curl/curl"

    private static func record(
        _ kind: String = "optout/v1",
        repository: String = repository,
        digestOf subject: String = repository,
        predicate: String = #","requested_at":"2026-07-01T10:00:00Z","reason":"busy""#
    ) -> String {
        let digest = SHA256.hash(data: Data(subject.utf8)).map {
            String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
        }.joined()
        return """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"\(repository)",\
            "digest":{"sha256":"\(digest)"}}],"predicateType":"\(base)\(kind)",\
            "predicate":{"repository":"\(repository)"\(predicate)}}
            """
    }

    @Test func `an opt-out and a route are read, also within an envelope`() throws {
        let optOut = try ScrutineerRecord(parsing: Array(Self.record().utf8))
        #expect(optOut.message == .optOut)
        let route = Self.record(
            "route/v1",
            predicate:
                #","channel":"security@curl.example","verified_at":"2026-07-01T10:00:00+02:00""#
        )
        let read = try ScrutineerRecord(parsing: Array(route.utf8))
        #expect(read.message == .route(channel: "security@curl.example"))
        let payload = Data(Self.record().utf8).base64EncodedString()
        let envelope = """
            {"payloadType":"application/vnd.in-toto+json","payload":"\(payload)",\
            "signatures":[{"sig":"AAAA"}]}
            """
        #expect(try ScrutineerRecord(parsing: Array(envelope.utf8)) == optOut)
    }

    @Test func `what is no such record is refused with its places`() {
        func places(_ text: String) -> [String] {
            do throws(Refusal) {
                _ = try ScrutineerRecord(parsing: Array(text.utf8))
                return []
            } catch {
                return error.faults.map { "\($0.place) \($0.code)" }
            }
        }
        #expect(places(Self.record("claim/v1")) == ["/predicateType other-record"])
        #expect(places(Self.record("x/v1")) == ["/predicateType other-record"])
        let smuggled = Self.record(
            digestOf: "https://github.com/other/one",
            predicate: #","requested_at":"yesterday","severity":"high""#
        )
        #expect(
            Set(places(smuggled)) == [
                "/predicate/severity unknown-member", "/predicate/requested_at not-a-time",
                "/subject/0/digest/sha256 other-subject",
            ]
        )
        let address = "ftp://example.org/x"
        let wrong = Self.record(repository: address, digestOf: address)
        #expect(places(wrong) == ["/predicate/repository not-https"])
        #expect(places("{").count == 1)
        #expect(!places(#"{"payloadType":"text/plain","payload":"","signatures":[]}"#).isEmpty)
    }

    @Test func `a coordinator imports for maintainers, and nobody else for others`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        let path = "/v1/rules/import"
        let outside = try await site.post(path, Self.record(), token: cast["member"].token)
        #expect(outside.status == 422 && outside.text.contains("outside-control"))
        let route = Self.record(
            "route/v1",
            predicate: #","channel":"security@curl.example","verified_at":"2026-07-01T10:00:00Z""#
        )
        let coordinator = cast["coordinator"].token
        #expect(try await site.post(path, route, token: coordinator).status == 409)
        let imported = try await site.post(path, Self.record(), token: coordinator)
        #expect(imported.status == 200, "\(imported.text)")
        let terms = try JSONValue(parsing: imported.bytes)["terms"]
        #expect(terms?["stance"]?.stringValue == "opted-out")
        #expect(terms?["onBehalf"]?.stringValue == "the maintainers of \(Self.repository)")
        let filled = try await site.post(path, route, token: coordinator)
        let contact = try JSONValue(parsing: filled.bytes)["terms"]?["contact"]?.stringValue
        #expect(contact == "security@curl.example", "\(filled.text)")
        try await site.close()
    }
}
