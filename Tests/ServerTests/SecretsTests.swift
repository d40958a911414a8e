// SPDX-License-Identifier: Apache-2.0

import API
import Foundation
import ServingSupport
import StrictJSON
import Testing

/// What is sent as a secret stands in no log and in no refusal (RULES D3).
@Suite(.timeLimit(.minutes(10))) struct SecretsTests {
    /// Stands in every value that a stranger or a participant sends.
    private static let mark = "5ec2e7ma2k"
    private static let bodies = [
        #"{"name":"\#(mark)","title":"\#(mark)","description":"\#(mark)","package":"\#(mark)"}"#,
        #"{"name":"\#(mark)","roles":["\#(mark)"],"kind":"\#(mark)","confirm":"\#(mark)"}"#,
        #"{"package":"pkg:npm/\#(mark)","title":"\#(mark)","description":"\#(mark)"}"#,
        #"{"scopes":["\#(mark)"],"tool":"\#(mark)","window":{"start":"\#(mark)","end":1}}"#,
        #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"\#(mark)"}},"results":7}]}"#,
        #"{"name":"\#(mark)"#, #"["\#(mark)"]"#, mark,
    ]

    @Test func `no log and no refusal repeats a token, a cookie, an address or a body`()
        async throws
    {
        let settings = ["--log-level", "trace", "--address-per-minute", "10000000"]
        let server = try Program(settings)
        let token = server.administrator
        var secrets = [Self.mark, token]
        var refusals = ""
        var (asked, refused) = (0, 0)
        for endpoint in Endpoints.all {
            for fields in Self.credentials(token) {
                for got in try await ask(server, endpoint.facts, fields) {
                    asked += 1
                    secrets += try Self.secrets(of: got)
                    guard got.status >= 400 else { continue }
                    refused += 1
                    refusals += got.text + "\n"
                }
            }
        }
        for got in try await pages(server, &secrets) where got.status >= 400 {
            refusals += got.text + "\n"
        }
        #expect(asked > 300 && refused > 200 && secrets.count > 5)
        let log = server.log
        #expect(log.split(separator: "\n").count > 300)
        #expect(log.contains("POST /v1/tokens"))
        let (lines, answers) = (Data(log.utf8), Data(refusals.utf8))
        for secret in Set(secrets).map({ Data($0.utf8) }) {
            #expect(lines.range(of: secret) == nil, "a log line")
            #expect(answers.range(of: secret) == nil, "a refusal")
        }
        try await server.close()
    }

    /// Good and bad ways to say who one is, and other fields that may hold something private.
    private static func credentials(_ token: String) -> [[(String, String)]] {
        let others = [
            ("Cookie", "clearinghouse-session=chs_\(mark); other=\(mark)"),
            ("User-Agent", mark), ("Referer", "https://\(mark).example/"),
            ("Idempotency-Key", mark),
        ]
        return [
            others, others + [("Authorization", "Bearer \(token)")],
            [("Authorization", "Bearer chk_\(mark)")], [("Authorization", "Basic \(mark)")],
            [("Host", "\(mark).example")],
        ]
    }

    /// Whether these are nobody's fields, or those of somebody who is known.
    private static func mayGetThrough(_ fields: [(String, String)]) -> Bool {
        fields.contains { $0.0 == "Cookie" }
    }

    /// Asks an endpoint with the mark in its path, its query and its body.
    private func ask(
        _ server: Program,
        _ facts: EndpointFacts,
        _ fields: [(String, String)]
    ) async throws -> [Got] {
        // The one who asks must stay there.
        if ["withdraw"].contains(facts.operation) { return [] }
        let path = facts.pathParameters.reduce(facts.path) { path, name in
            path.replacing("{\(name)}", with: Self.mark)
                .replacing("{\(name)…}", with: Self.mark)
        }
        var answers: [Got] = []
        let bodies = facts.accepts.isEmpty ? [nil] : Self.bodies.map { Array($0.utf8) as [UInt8]? }
        let name = facts.operation == "search" ? "q" : "package"
        let queries = ["", "?after=\(Self.mark)&limit=1", "?\(name)=pkg:npm/\(Self.mark)"]
        for (number, body) in bodies.enumerated() {
            // Who is refused before the body is looked at asks each body and each query once.
            let isCrossed = number == 0 || Self.mayGetThrough(fields)
            for query in isCrossed ? queries : [queries[number % queries.count]] {
                answers.append(
                    try await server.send(
                        facts.method.rawValue,
                        path + query,
                        type: facts.accepts.first,
                        body: body,
                        headers: fields
                    )
                )
            }
        }
        return answers
    }

    /// What an answer shows once: tokens, links, receipts.
    private static func secrets(of got: Got) throws -> [String] {
        guard got.status == 201, let value = try? JSONValue(parsing: got.bytes) else { return [] }
        let link = value["url"]?.stringValue?.split(separator: "=").last.map(String.init)
        return [value["secret"]?.stringValue, link, value["receipt"]?.stringValue]
            .compactMap(\.self)
    }

    /// Signs in by a link, as a browser does, and sends forms with the session and without.
    private func pages(_ server: Program, _ secrets: inout [String]) async throws -> [Got] {
        let made = try await server.post("/v1/sign-in-links", "{}", token: server.administrator)
        let link = try #require(try Self.secrets(of: made).first)
        let origin = [("Origin", server.address)]
        func form(_ body: String, _ path: String, _ fields: [(String, String)]) async throws -> Got
        {
            let type = "application/x-www-form-urlencoded"
            let bytes = Array(body.utf8)
            return try await server.send("POST", path, type: type, body: bytes, headers: fields)
        }
        var answers = [try await server.send("GET", "/sign-in?link=\(link)")]
        let signedIn = try await form("link=\(link)", "/sign-in", origin)
        let cookie = try #require(
            signedIn["Set-Cookie"]?.split(separator: ";").first,
            "\(signedIn.text)"
        )
        let session = try #require(cookie.split(separator: "=").last)
        secrets += [link, String(session)]
        answers += [
            signedIn, try await form("link=\(link)", "/sign-in", origin),
            try await form("link=\(Self.mark)", "/sign-in", [("Origin", "https://\(Self.mark)")]),
            try await form(
                "token=\(Self.mark)&title=\(Self.mark)",
                "/report",
                origin + [("Cookie", String(cookie))]
            ),
            try await server.send("GET", "/?\(Self.mark)", headers: [("Cookie", String(cookie))]),
            try await server.send("GET", "/findings/\(Self.mark)"),
            try await server.send(
                "GET",
                "/search?q=\(Self.mark)",
                headers: [("Cookie", String(cookie))]
            ),
        ]
        return answers
    }
}
