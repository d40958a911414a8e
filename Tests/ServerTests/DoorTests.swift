// SPDX-License-Identifier: Apache-2.0

import API
import Server
import ServingSupport
import StrictJSON
import Testing

@Suite struct DoorTests {
    @Test func `a server says that it is alive and ready, and describes itself`() async throws {
        let site = try await Site.open()
        let health = try await site.send("GET", "/health")
        #expect(health.status == 200)
        #expect(health.text == #"{"status":"alive","version":"test"}"#)
        let ready = try await site.send("GET", "/ready")
        #expect(ready.status == 200, "\(ready.text)")
        let description = try await site.send("GET", "/v1/openapi.json")
        #expect(try JSONValue(parsing: description.bytes)["openapi"] == "3.1.0")
        try await site.close()
    }

    @Test func `every answer carries the fields that keep browsers safe`() async throws {
        let site = try await Site.open()
        for path in ["/health", "/nowhere", "/v1/me"] {
            let got = try await site.send("GET", path)
            #expect(got["X-Content-Type-Options"] == "nosniff")
            #expect(got["Referrer-Policy"] == "same-origin")
            let policy = got["Content-Security-Policy"] ?? ""
            #expect(policy.contains("default-src 'none'"))
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(got["Cache-Control"] == "no-store")
        }
        try await site.close()
    }

    @Test func `an unknown path, method or host is refused in the one form`() async throws {
        let site = try await Site.open()
        let path = try await site.send("GET", "/v1/nothing")
        #expect(path.status == 404)
        #expect(path["Content-Type"] == "application/problem+json")
        let method = try await site.send("PUT", "/v1/scans")
        #expect(method.status == 405)
        #expect(method["Allow"] == "GET, HEAD, OPTIONS, POST")
        let options = try await site.send("OPTIONS", "/v1/scans")
        #expect(options.status == 204)
        let host = try await site.send(
            "GET",
            "/health",
            headers: [("Host", "evil.example")]
        )
        #expect(host.status == 421)
        #expect(host.problem?.code == "unknown-host")
        try await site.close()
    }

    @Test func `HEAD answers like GET without a body`() async throws {
        let site = try await Site.open()
        let head = try await site.send("HEAD", "/health")
        #expect(head.status == 200)
        #expect(head.bytes.isEmpty)
        #expect(head["Content-Length"] == "35")
        try await site.close()
    }

    @Test func `whoever asks too fast is told to wait`() async throws {
        let site = try await Site.open { $0.addressPerMinute = 20 }
        var statuses: [Int] = []
        var limited: Got?
        // One more is let through every three seconds, which a busy machine may take for some.
        while limited == nil, statuses.count < 60 {
            let got = try await site.send("GET", "/health")
            statuses.append(got.status)
            if got.status == 429 { limited = got }
        }
        #expect(statuses.count > 10)
        #expect(statuses.dropLast().allSatisfy { $0 == 200 })
        #expect(limited?["Retry-After"].flatMap { Int($0) } ?? 0 > 0)
        try await site.close()
    }

    @Test func `a server beyond this machine needs TLS or a named proxy, and its names`() {
        var settings = Settings()
        settings.listen = .init(host: "0.0.0.0", port: 0)
        #expect(settings.faults.map(\.setting) == ["listen", "allowed-hosts"])
        settings.proxies = ["10.0.0.1"]
        settings.origin = "https://clearinghouse.example"
        #expect(settings.faults.isEmpty)
    }

    @Test func `metrics count by route, on a port of their own`() async throws {
        let site = try await Site.open { $0.metricsPort = 0 }
        _ = try await site.send("GET", "/v1/scans/secret-looking-id")
        let port = try #require(site.ports.metrics)
        let text = try await site.send("GET", "/metrics", port: port).text
        #expect(text.contains("route=\"GET /v1/scans/{id}\",status=\"404\"} 1"))
        #expect(!text.contains("secret-looking-id"))
        try await site.close()
    }
}
