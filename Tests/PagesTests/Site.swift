// SPDX-License-Identifier: Apache-2.0

import Access
import AsyncHTTPClient
import Discovery
import Logging
import NIOCore
import NIOHTTP1
import Pages
import Participants
import Scanning
import Server
import Store
import StrictJSON
import TestSupport
import Testing

/// A clearinghouse with its pages on a free port of this machine.
final class Site: Sendable {
    let address: String
    private let test: TestStore
    private let server: ClearinghouseServer
    private let running: Task<Void, any Error>
    private let http: HTTPClient
    private let administrator: String

    static func open() async throws -> Site {
        let test = try await TestStore.open(
            .sqlite,
            schema: [
                AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part,
                DiscoverySchema.part,
            ],
            followers: [OverlapIndex.self]
        )
        var generator = SystemRandomNumberGenerator()
        let secret = Secret(.token, using: &generator)
        let founding = FoundClearinghouse(
            participant: test.store.newID(ParticipantMark.self),
            name: "Coordination Centre",
            administratorName: "Ada",
            secret: secret
        )
        _ = try await test.store.submit(founding, by: .system)
        return try await Site(test, administrator: secret.text)
    }

    private init(_ test: TestStore, administrator: String) async throws {
        var settings = Settings()
        settings.listen = .init(host: "127.0.0.1", port: 0)
        settings.folder = test.folder
        settings.stopSeconds = 5
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let services = Services(
            store: test.store,
            clock: test.clock,
            settings: settings,
            logKey: "example.org+key",
            logger: logger,
            version: "test"
        )
        let pages = try WebPages()
        let server = try ClearinghouseServer(
            services: services,
            pages: pages.routes,
            problemPage: { pages.problem($0, exchange: $1) }
        )
        let (started, tell) = AsyncStream.makeStream(of: Int.self)
        running = Task {
            defer { tell.finish() }
            try await server.run { tell.yield($0.main) }
        }
        var ports = started.makeAsyncIterator()
        address = "http://127.0.0.1:\(await ports.next() ?? 0)"
        self.test = test
        self.server = server
        self.administrator = administrator
        // A test follows redirects itself, to see where they lead.
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async throws {
        try await http.shutdown()
        await server.stop()
        try await running.value
        await test.close()
    }

    /// A new participant with one person, who has a browser and is signed in with it.
    func member(of name: String) async throws -> Browser {
        var browser = Browser(self)
        _ = try await browser.send("/sign-in", [("link", try await link(of: name))])
        return browser
    }

    /// The code of a sign-in link for the first person of a new participant.
    func link(of name: String) async throws -> String {
        let lab = try await made(
            "/v1/participants",
            #"{"kind":"ai-developer","name":"\#(name)"}"#
        )["id"]?.stringValue
        let person = try await made(
            "/v1/people",
            #"{"participant":"\#(lab ?? "")","name":"Robin","roles":["member"]}"#
        )["id"]?.stringValue
        let link = try await made("/v1/sign-in-links", #"{"person":"\#(person ?? "")"}"#)
        let url = try #require(link["url"]?.stringValue)
        return String(try #require(url.split(separator: "=").last))
    }

    private func made(_ path: String, _ body: String) async throws -> JSONValue {
        let fields = [
            ("Authorization", "Bearer \(administrator)"), ("Content-Type", "application/json"),
        ]
        let seen = try await ask("POST", path, fields, body)
        #expect(seen.status == 201, "\(seen.html)")
        return try JSONValue(parsing: Array(seen.html.utf8))
    }

    /// Sends one request and follows nothing.
    func ask(
        _ method: String,
        _ path: String,
        _ fields: [(String, String)],
        _ body: String? = nil
    ) async throws -> Seen {
        var request = HTTPClientRequest(url: address + path)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in fields { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await http.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 4 << 20)
        return Seen(
            status: Int(response.status.code),
            html: String(buffer: bytes),
            location: response.headers.first(name: "Location"),
            cookie: response.headers.first(name: "Set-Cookie")
        )
    }
}
