// SPDX-License-Identifier: Apache-2.0

import Foundation
import Server
import ServingSupport
import Store
import StrictJSON
import TestSupport
import Testing

/// Claims of control, proven over a real DNS server and a real host with TLS.
@Suite struct ControlDoorTests {
    @Test func `a record in DNS proves a name, also by an alias and over TCP`() async throws {
        let resolver = try #require(TestResolver())
        defer { resolver.close() }
        let site = try await Site.open {
            $0.resolver = .init(host: "127.0.0.1", port: resolver.port)
        }
        let member = try #require(try await site.cast()["member"].token)
        let name = try await claim("dns:*.example.org", member, site)
        #expect(name.place == "_clearinghouse.example.org")
        #expect(try await check(name.id, member, site) == "claimed absent")
        let again = try await site.send("POST", "/v1/controls/\(name.id)/check", token: member)
        #expect(again.status == 422 && again.text.contains("checked-just-now"), "\(again.text)")
        site.test.clock.advance(seconds: 60)
        resolver.set(name.place, [.text("v=spf1 -all"), .text("clearinghouse-control=other")])
        #expect(try await check(name.id, member, site) == "claimed other-token")
        site.test.clock.advance(seconds: 60)
        resolver.set(name.place, [.text("v=spf1 -all"), .text(name.publish)])
        #expect(try await check(name.id, member, site) == "proven -")
        let network = try await claim("192.0.2.0/24", member, site)
        #expect(network.place == "_clearinghouse.2.0.192.in-addr.arpa")
        resolver.set("proof.example.net", [.text(network.publish)])
        resolver.set("_clearinghouse.example.net", [.text(network.publish)])
        // As a wildcard of the whole zone would lead to whoever hosts it.
        resolver.set(network.place, [.alias("proof.example.net")])
        #expect(try await check(network.id, member, site) == "claimed absent")
        site.test.clock.advance(seconds: 60)
        resolver.set(network.place, [.alias("_clearinghouse.example.net")])
        #expect(try await check(network.id, member, site) == "proven -")
        let wide = try await claim("2001:db8::/32", member, site)
        resolver.set(wide.place, [.longText(wide.publish)])
        #expect(try await check(wide.id, member, site) == "proven -")
        try await site.close()
    }

    @Test func `a file over https proves a host, and nothing else is followed or believed`()
        async throws
    {
        let resolver = try #require(TestResolver())
        defer { resolver.close() }
        let folder = try TestStore.configuration(.sqlite).folder
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let host = try TestHost(names: ["files.test"], in: folder)
        defer { host.end() }
        let path = "/.well-known/clearinghouse-control"
        for name in ["files.test", "other.test"] { resolver.set(name, [.address("127.0.0.1")]) }
        let site = try await Site.open {
            $0.resolver = .init(host: "127.0.0.1", port: resolver.port)
            $0.proofAuthorities = host.authority
            $0.proofNetworks = ["127.0.0.0/8"]
        }
        let member = try #require(try await site.cast()["member"].token)
        let scope = "service:https://files.test:\(host.port)/v1"
        let claimed = try await claim(scope, member, site, method: "file")
        #expect(claimed.place == "https://files.test:\(host.port)\(path)")
        func checked() async throws -> String {
            site.test.clock.advance(seconds: 60)
            return try await check(claimed.id, member, site)
        }
        try host.serve(path, "# our scanners\nclearinghouse-control=other\n")
        #expect(try await checked() == "claimed other-token")
        try host.serve(path, status: "404 Not Found", claimed.publish)
        #expect(try await checked() == "claimed absent")
        try host.serve(path, status: "302 Found", fields: "Location: /elsewhere\r\n", "")
        try host.serve("/elsewhere", claimed.publish)
        #expect(try await checked() == "claimed redirected")
        try host.serve(path, String(repeating: "x", count: 70_000) + "\n\(claimed.publish)\n")
        #expect(try await checked() == "claimed too-large")
        try host.serve(path, "# our scanners\n\(claimed.publish)\n")
        #expect(try await checked() == "proven -")
        let foreign = scope.replacing("files.test", with: "other.test")
        let other = try await claim(foreign, member, site, method: "file")
        #expect(try await check(other.id, member, site) == "claimed untrusted")
        try await site.close()
    }

    @Test func `no check goes to an address that is not public`() async throws {
        let resolver = try #require(TestResolver())
        defer { resolver.close() }
        let folder = try TestStore.configuration(.sqlite).folder
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let host = try TestHost(names: ["files.test"], in: folder)
        defer { host.end() }
        let site = try await Site.open {
            $0.resolver = .init(host: "127.0.0.1", port: resolver.port)
            $0.proofAuthorities = host.authority
        }
        let member = try #require(try await site.cast()["member"].token)
        let scope = "service:https://files.test:\(host.port)/"
        let claimed = try await claim(scope, member, site, method: "file")
        try host.serve("/.well-known/clearinghouse-control", claimed.publish)
        for address in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "100.100.100.200"] {
            resolver.set("files.test", [.address(address)])
            site.test.clock.advance(seconds: 60)
            #expect(try await check(claimed.id, member, site) == "claimed private-address")
        }
        try await site.close()
    }

    @Test(arguments: [
        ("8.8.8.8", true), ("2606:4700::1111", true), ("2001:4860:4860::8888", true),
        ("127.0.0.1", false), ("10.1.2.3", false), ("172.31.0.1", false), ("192.168.1.1", false),
        ("169.254.169.254", false), ("0.0.0.0", false), ("100.64.0.1", false), ("::1", false),
        ("224.0.0.1", false), ("255.255.255.255", false), ("198.18.0.1", false), ("::", false),
        ("fe80::1", false), ("fd00:ec2::254", false), ("64:ff9b::a00:1", false), ("ff02::1", false),
        ("2002:a00:1::", false), ("::ffff:10.0.0.1", false), ("2001::1", false), ("name", false),
        ("2001:db8::1", false), ("0:0:0:0:0:ffff:a00:1", false),
    ])
    func `only public addresses are asked`(_ address: String, _ isPublic: Bool) {
        #expect(PublicAddresses().allow(address) == isPublic)
    }

    @Test func `a network may be asked besides where a setting says so`() {
        let addresses = PublicAddresses(besides: ["10.1.0.0/16"])
        #expect(addresses.allow("10.1.2.3") && !addresses.allow("10.2.2.3"))
    }

    @Test func `what listed rules say is read without an account, and kept`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        _ = try await site.ownScopes(cast)
        let rule = #"{"scope":"dns:lab-a.example","stance":"ask","contact":"a@lab-a.example","#
        let set = try await site.post(
            "/v1/rules",
            rule + #""listed":true}"#,
            token: cast["member"].token
        )
        #expect(set.status == 200, "\(set.text)")
        let path = "/.well-known/clearinghouse-rules.json"
        let document = try await site.send("GET", path)
        let rules = try JSONValue(parsing: document.bytes)["rules"]?.arrayValue
        #expect(rules?.map { $0["scope"]?.stringValue } == ["dns:lab-a.example"])
        #expect(!document.text.contains("www.lab-a.example"))
        let tag = try #require(document["etag"])
        #expect(document["last-modified"] != nil)
        #expect(document["cache-control"]?.contains("public") == true)
        let kept = try await site.send("GET", path, headers: [("if-none-match", tag)])
        #expect(kept.status == 304 && kept.bytes.isEmpty)
        func answer(_ scope: String) async throws -> String? {
            let got = try await site.send("GET", "/v1/rules/on?scope=\(scope)")
            return try JSONValue(parsing: got.bytes)["answer"]?.stringValue
        }
        #expect(try await answer("service:https://lab-a.example/v1") == "ask")
        // Not listed, and told to participants in advice only.
        #expect(try await answer("dns:www.lab-a.example") == "no-rule")
        let wrong = try await site.send("GET", "/v1/rules/on?scope=192.0.2.1/24")
        #expect(wrong.status == 422 && wrong.text.contains("host-bits-set"))
        try await site.close()
    }

    @Test func `a document is given out again until something is written`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        _ = try await site.ownScopes(cast)
        let path = "/.well-known/clearinghouse-rules.json"
        let set = try await site.post(
            "/v1/rules",
            #"{"scope":"dns:lab-a.example","stance":"welcome","listed":true}"#,
            token: cast["member"].token
        )
        #expect(set.text.contains(#""state":"in-force""#), "\(set.text)")
        let id = try #require(try JSONValue(parsing: set.bytes)["id"]?.stringValue)
        let first = try await site.send("GET", path)
        let again = try await site.send("GET", path)
        #expect(again.bytes == first.bytes && again["etag"] == first["etag"])
        let ended = try await site.send(
            "POST",
            "/v1/rules/\(id)/withdraw",
            token: cast["member"].token
        )
        #expect(ended.status == 200, "\(ended.text)")
        let tag = try #require(first["etag"])
        let after = try await site.send("GET", path, headers: [("if-none-match", tag)])
        #expect(after.status == 200 && after["etag"] != tag)
        try await site.close()
    }

    private struct Claim {
        let id: String
        let place: String
        let publish: String
    }

    private func claim(
        _ scope: String,
        _ token: String,
        _ site: Site,
        method: String = "dns"
    ) async throws -> Claim {
        let body = #"{"scope":"\#(scope)","method":"\#(method)"}"#
        let got = try await site.post("/v1/controls", body, token: token)
        #expect(got.status == 201, "\(got.text)")
        let json = try JSONValue(parsing: got.bytes)
        return Claim(
            id: try #require(json["id"]?.stringValue),
            place: try #require(json["place"]?.stringValue),
            publish: try #require(json["publish"]?.stringValue)
        )
    }

    /// The claim's state and fault after a look.
    private func check(_ id: String, _ token: String, _ site: Site) async throws -> String {
        let got = try await site.send("POST", "/v1/controls/\(id)/check", token: token)
        #expect(got.status == 200, "\(got.text)")
        let json = try JSONValue(parsing: got.bytes)
        return "\(json["state"]?.stringValue ?? "-") \(json["fault"]?.stringValue ?? "-")"
    }
}
