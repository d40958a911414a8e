// SPDX-License-Identifier: Apache-2.0

import API
import Access
import AsyncHTTPClient
import Discovery
import Logging
import NIOCore
import NIOHTTP1
import Participants
import Scanning
import Server
import Store
import TestSupport

/// A clearinghouse that serves on a free port of this machine, with a database of its own.
final class House: Sendable {
    let test: TestStore
    let server: ClearinghouseServer
    let ports: ClearinghouseServer.Ports
    let administrator: String
    let http: HTTPClient
    private let running: Task<Void, any Error>

    var store: Store { test.store }
    var address: String { "http://127.0.0.1:\(ports.main)" }

    /// The parts of the schema in the order in which they stand on each other.
    static let schema: [SchemaPart] = [
        AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part, DiscoverySchema.part,
    ]

    /// Opens, founds and serves.
    static func open(
        _ engine: Engine = .sqlite,
        pages: [Route] = [],
        settings change: (inout Settings) -> Void = { _ in }
    ) async throws -> House {
        let test = try await TestStore.open(
            engine,
            schema: schema,
            followers: [OverlapIndex.self]
        )
        let secret = secret(.token)
        let founding = FoundClearinghouse(
            participant: test.store.newID(ParticipantMark.self),
            name: "Coordination Centre",
            administratorName: "Ada",
            secret: secret
        )
        _ = try await test.store.submit(founding, by: .system)
        return try await House(test, administrator: secret.text, pages: pages, change)
    }

    /// A second server on the same database.
    func another() async throws -> House {
        let second = try await test.another(schema: Self.schema, followers: [OverlapIndex.self])
        return try await House(second, administrator: administrator, pages: []) { _ in }
    }

    private init(
        _ test: TestStore,
        administrator: String,
        pages: [Route],
        _ change: (inout Settings) -> Void
    ) async throws {
        self.test = test
        self.administrator = administrator
        let services = Self.services(test, change)
        let server = try ClearinghouseServer(services: services, pages: pages)
        self.server = server
        let (started, tell) = AsyncStream.makeStream(of: ClearinghouseServer.Ports.self)
        running = Task {
            defer { tell.finish() }
            try await server.run { tell.yield($0) }
        }
        var first: ClearinghouseServer.Ports?
        for await ports in started {
            first = ports
            break
        }
        guard let first else {
            try await running.value
            throw NotStarted()
        }
        ports = first
        http = HTTPClient(eventLoopGroupProvider: .singleton)
    }

    private static func services(
        _ test: TestStore,
        _ change: (inout Settings) -> Void
    ) -> Services {
        var settings = Settings()
        settings.listen = .init(host: "127.0.0.1", port: 0)
        settings.folder = test.folder
        settings.addressPerMinute = 10_000_000
        settings.tokenPerMinute = 10_000_000
        settings.stopSeconds = 5
        change(&settings)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return Services(
            store: test.store,
            clock: test.clock,
            settings: settings,
            withdrawalParts: [ScanningWithdrawal(), DiscoveryWithdrawal()],
            logger: logger,
            version: "test"
        )
    }

    struct NotStarted: Error {}

    func close() async throws {
        try await http.shutdown()
        await server.stop()
        try await running.value
        await test.close()
    }

    /// Stops the server only, and waits until it has.
    func stopServing() async throws {
        await server.stop()
        try await running.value
    }

    static func secret(_ purpose: Secret.Purpose) -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Secret(purpose, using: &generator)
    }
}

/// What came back.
struct Got: Sendable {
    let status: Int
    private let headers: HTTPHeaders
    let bytes: [UInt8]

    init(status: Int, headers: HTTPHeaders, bytes: [UInt8]) {
        self.status = status
        self.headers = headers
        self.bytes = bytes
    }

    subscript(name: String) -> String? { headers.first(name: name) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    var problem: Problem? {
        try? Problem.reading(bytes, mediaType: "", isStrict: true)
    }

    /// Each fault as `place code`.
    var places: [String] { problem?.errors.map { "\($0.place) \($0.code)" } ?? [] }
}

extension House {
    /// Sends one request as it is.
    func send(
        _ method: String,
        _ path: String,
        token: String? = nil,
        type: String? = "application/json",
        body: [UInt8]? = nil,
        headers: [(String, String)] = [],
        port: Int? = nil
    ) async throws -> Got {
        let address = "http://127.0.0.1:\(port ?? ports.main)"
        var request = HTTPClientRequest(url: address + path)
        request.method = HTTPMethod(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body {
            request.body = .bytes(ByteBuffer(bytes: body))
            if let type { request.headers.add(name: "Content-Type", value: type) }
        }
        let response = try await http.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return Got(
            status: Int(response.status.code),
            headers: response.headers,
            bytes: Array(bytes.readableBytesView)
        )
    }

    /// Sends a JSON text.
    func post(
        _ path: String,
        _ body: String,
        token: String? = nil,
        headers: [(String, String)] = []
    ) async throws -> Got {
        try await send(
            "POST",
            path,
            token: token,
            body: Array(body.utf8),
            headers: headers
        )
    }
}
