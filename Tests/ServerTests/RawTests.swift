// SPDX-License-Identifier: Apache-2.0

import Server
import ServingSupport
import Testing

/// What no well-behaved client would send.
@Suite struct RawTests {
    @Test func `nothing that a stranger sends ends the server`() async throws {
        let site = try await Site.open()
        let host = "Host: localhost\r\n"
        let requests: [(bytes: String, status: String)] = [
            ("GET /v1/findings?after=%zz HTTP/1.1\r\n\(host)\r\n", "400"),
            ("GET /v1/findings?after=%00 HTTP/1.1\r\n\(host)\r\n", "400"),
            ("GET /v1/findings/%ff HTTP/1.1\r\n\(host)\r\n", "400"),
            ("GET /v1/%2e%2e/x HTTP/1.1\r\n\(host)\r\n", "404"),
            ("GET /health HTTP/1.1\r\n\r\n", "400"),
            ("GET http://other/ HTTP/1.1\r\n\(host)\r\n", "400"),
            ("OPTIONS * HTTP/1.1\r\n\(host)\r\n", "404"),
            ("\u{0}\u{1}\u{2}\r\n\r\n", "400"),
            ("GET / HTTP/9.9\r\n\(host)\r\n", ""),
            ("POST /v1/intake/finding HTTP/1.1\r\n\(host)Content-Length: -1\r\n\r\n", "400"),
            (
                "POST /v1/intake/finding HTTP/1.1\r\n\(host)Content-Type: application/json\r\n"
                    + "Content-Length: 99999999999\r\n\r\n{", "413"
            ),
            (
                "GET /health HTTP/1.1\r\n\(host)X: "
                    + String(repeating: "a", count: 70_000) + "\r\n\r\n", ""
            ),
            (
                "GET /health HTTP/1.1\r\n\(host)"
                    + String(repeating: "X: a\r\n", count: 200) + "\r\n", ""
            ),
            ("BREW /health HTTP/1.1\r\n\(host)\r\n", ""),
        ]
        for (bytes, status) in requests {
            let answer = await RawConnection.answer(to: bytes, port: site.ports.main)
            let told: Comment = "\(bytes.prefix(60)) → \(answer.prefix(80))"
            if !status.isEmpty { #expect(answer.hasPrefix("HTTP/1.1 \(status)"), told) }
            #expect(!answer.hasPrefix("HTTP/1.1 5"), told)
            #expect(try await site.send("GET", "/health").status == 200, told)
        }
        try await site.close()
    }

    @Test func `a request names one host, and a body that breaks off is the asker's fault`()
        async throws
    {
        let site = try await Site.open()
        let host = "Host: localhost\r\n"
        let requests: [(bytes: String, status: String)] = [
            ("GET /health HTTP/1.1\r\n\(host)Host: other\r\n\r\n", "400"),
            ("GET /health HTTP/1.1\r\n\(host)\(host)\r\n", "400"),
            ("GET http://other/health HTTP/1.1\r\n\(host)\r\n", "400"),
            ("GET http://a@localhost/health HTTP/1.1\r\n\(host)\r\n", "400"),
            ("GET http://LOCALHOST/health HTTP/1.1\r\n\(host)\r\n", "200"),
            ("GET http://localhost/health HTTP/1.1\r\n\r\n", "400"),
            (
                "POST /v1/intake/finding HTTP/1.1\r\n\(host)Content-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n", "400"
            ),
            (
                "POST /v1/intake/finding HTTP/1.1\r\n\(host)Content-Type: application/json\r\n"
                    + "Content-Length: 50\r\n\r\n{", "400"
            ),
        ]
        for (bytes, status) in requests {
            let answer = await RawConnection.answer(to: bytes, port: site.ports.main)
            let told: Comment = "\(bytes.prefix(60)) → \(answer.prefix(80))"
            #expect(answer.hasPrefix("HTTP/1.1 \(status)"), told)
        }
        try await site.close()
    }
}
