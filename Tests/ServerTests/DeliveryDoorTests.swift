// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Foundation
import ServingSupport
import StrictJSON
import TestSupport
import Testing

/// Bundles, deliveries and advisories over HTTP, with the client that opens them.
@Suite struct DeliveryDoorTests {
    /// Registers a key's public part for the holder of a token.
    private func register(_ secret: RecipientSecret, _ token: String, _ site: Site) async throws {
        let made = try await site.post(
            "/v1/recipient-keys",
            #"{"publicKey":"\#(secret.publicText)","name":"pump room"}"#,
            token: token
        )
        #expect(made.status == 201, "\(made.text)")
        #expect(made.text.contains(secret.fingerprint))
    }

    @Test(arguments: Engine.allCases)
    func `what a supplier prepares, an operator opens: the same bytes, verified on the way`(
        _ engine: Engine
    ) async throws {
        let site = try await Site.open(engine)
        let cast = try await site.cast()
        let member = try #require(cast["member"].token)
        let coordinator = try #require(cast["coordinator"].token)
        let secret = RecipientSecret()
        try await register(secret, member, site)
        let released = try await site.releasedCase(
            of: "pkg:npm/left-pad",
            lab: cast.labA,
            member: member,
            coordinator: coordinator
        )
        let client = try ClearinghouseClient(address: site.address, token: member)
        let id = ByID(released.delivery)
        let delivery = try await client.call(Endpoints.delivery, id).answer
        // One for the key above, one for that of the helper.
        #expect(delivery.keys.count == 2 && delivery.step == "pull")
        let key = try await client.call(Endpoints.attestationKey).answer
        let sealed = try await client.call(Endpoints.sealedBundle, id).answer
        let opened = try DeliveryOpening(
            delivery: delivery,
            secret: secret,
            serverKey: Array(try #require(Data(base64Encoded: key.key)))
        ).open(sealed.bytes)
        #expect(opened.files.map(\.name) == ["fix.patch"])
        #expect(opened.files.map(\.bytes) == [Array("--- a\n+++ b\n".utf8)])
        #expect(opened.whatToDo == "Apply it." && opened.needsRestart)
        var said: [String?] = []
        for kind in ["delivered", "opened", "deployed"] {
            let receipt = Wire.NewReceipt(kind: kind)
            said.append(try await client.call(Endpoints.giveReceipt, id, receipt).answer.state)
        }
        #expect(said == ["delivered", "opened", "deployed"])
        await client.close()
        try await site.close()
    }

    @Test func `a private key is refused, and not repeated to whoever sent it`() async throws {
        let site = try await Site.open()
        let member = try await site.cast()["member"].token
        let secret = RecipientSecret()
        let leaked = secret.file.split(separator: "\n").last.map(String.init) ?? ""
        let refused = try await site.post(
            "/v1/recipient-keys",
            #"{"publicKey":"\#(leaked)","name":"n"}"#,
            token: member
        )
        #expect(refused.status == 422 && refused.text.contains("private-key-refused"))
        #expect(!refused.text.contains(leaked.suffix(40)))
        try await site.close()
    }

    @Test func `an odd plan and a lone signature are refused in words`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        let member = try #require(cast["member"].token)
        let prepared = try await site.preparedBundle(
            of: "pkg:npm/left-pad",
            lab: cast.labA,
            member: member,
            coordinator: try #require(cast["coordinator"].token)
        )
        #expect(try await site.sign(prepared.bundle, member).status == 200)
        let again = try await site.sign(prepared.bundle, member)
        #expect(again.status == 409 && again.text.contains("signed-already"))
        let early = try await site.post(
            "/v1/cases/\(prepared.onCase)/advisories",
            WalkTests.advisory,
            token: cast["coordinator"].token
        )
        #expect(early.status == 409 && early.text.contains("bundle-not-released"))
        let odd = try await site.post(
            "/v1/cases/\(prepared.onCase)/bundles",
            #"{"whatToDo":"w","needsRestart":false,"releaseAt":"2026-01-03T00:00:30.5Z"}"#,
            token: member
        )
        #expect(odd.status == 422 && odd.places.contains("/releaseAt not-a-second"))
        site.test.clock.advance(seconds: Site.secondsToRelease)
        try await site.work()
        let lapsed = try await site.send(
            "GET",
            "/v1/bundles/\(prepared.bundle)",
            token: member
        )
        #expect(lapsed.text.contains(#""state":"lapsed""#))
        try await site.close()
    }

    @Test func `an advisory is there for everybody, as a list, OSV and CSAF`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        let coordinator = try #require(cast["coordinator"].token)
        let released = try await site.releasedCase(
            of: "pkg:npm/left-pad",
            lab: cast.labA,
            member: try #require(cast["member"].token),
            coordinator: coordinator
        )
        #expect(try await site.send("GET", "/v1/advisories/CH-2026-0001").status == 404)
        let published = try await site.post(
            "/v1/cases/\(released.onCase)/advisories",
            WalkTests.advisory,
            token: coordinator
        )
        #expect(published.status == 201, "\(published.text)")
        let list = try await site.send("GET", "/v1/advisories")
        #expect(list.text.contains("CH-2026-0001"))
        for form in ["osv", "csaf"] {
            let path = "/v1/advisories/CH-2026-0001/\(form)"
            let document = try await site.send("GET", path)
            #expect(document.status == 200)
            #expect(document["Content-Type"] == "application/json")
            #expect(document.text.contains("CH-2026-0001") && document.text.contains("Lab A"))
            #expect(try await site.send("GET", path).bytes == document.bytes)
        }
        for name in ["CH-2026-0002", "CH-2026-1", "x", "..%2f"] {
            #expect(try await site.send("GET", "/v1/advisories/\(name)").status == 404)
        }
        let withdrawn = try await site.post(
            "/v1/advisories/CH-2026-0001/withdraw",
            #"{"reason":"It was another package."}"#,
            token: coordinator
        )
        #expect(withdrawn.status == 200)
        let osv = try await site.send("GET", "/v1/advisories/CH-2026-0001/osv")
        #expect(osv.status == 200 && osv.text.contains("\"withdrawn\""))
        try await site.close()
    }
    @Test func `a CSAF document lies where a provider keeps it, and nowhere else`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        let coordinator = try #require(cast["coordinator"].token)
        let released = try await site.releasedCase(
            of: "pkg:npm/left-pad",
            lab: cast.labA,
            member: try #require(cast["member"].token),
            coordinator: coordinator
        )
        let published = try await site.post(
            "/v1/cases/\(released.onCase)/advisories",
            WalkTests.advisory,
            token: coordinator
        )
        #expect(published.status == 201, "\(published.text)")
        let file = "/.well-known/csaf/white/2026/ch-2026-0001.json"
        #expect(try await site.send("GET", file).text.contains(file))
        for other in ["2025/ch-2026-0001.json", "2026/CH-2026-0001.json", "2026/x"] {
            let path = "/.well-known/csaf/white/\(other)"
            #expect(try await site.send("GET", path).status == 404)
        }
        try await site.close()
    }
}
