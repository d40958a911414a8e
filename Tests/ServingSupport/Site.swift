// SPDX-License-Identifier: Apache-2.0

import Access
package import AsyncHTTPClient
import CommunitySupport
import Coordination
import Directives
import Discovery
import Distribution
import FrontierModels
import Logging
import NIOCore
import Participants
import Prioritization
import Scanning
package import Server
package import Store
package import TestSupport
import Validation

/// A clearinghouse that serves on a free port of this machine, with a database of its own.
package final class Site: Asking {
    package let test: TestStore
    package let ports: ClearinghouseServer.Ports
    /// The text of the first administrator's token.
    package let administrator: String
    package let http: HTTPClient
    private let server: ClearinghouseServer
    private let running: Task<Void, any Error>

    package var store: Store { test.store }
    package var address: String { "http://127.0.0.1:\(ports.main)" }

    /// The parts of the schema in the order in which they stand on each other.
    private static let schema = [
        AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part, DiscoverySchema.part,
        ValidationSchema.part, PrioritizationSchema.part, CoordinationSchema.part,
        DistributionSchema.part, FrontierModelsSchema.part, DirectivesSchema.part,
    ]

    /// Opens, founds and serves.
    package static func open(
        _ engine: Engine = .sqlite,
        at place: StoreConfiguration? = nil,
        pages: [Route] = [],
        settings change: (inout Settings) -> Void = { _ in },
        problemPage: ProblemPage? = nil
    ) async throws -> Site {
        let house = try await House.open(
            engine,
            at: place,
            schema: schema,
            followers: [OverlapIndex.self]
        )
        let services = services(house.test, change)
        let server = try ClearinghouseServer(
            services: services,
            pages: pages,
            problemPage: problemPage
        )
        return try await Site(house.test, server, administrator: house.secret.text)
    }

    /// A second server on the same database.
    package func another() async throws -> Site {
        let second = try await test.another(schema: Self.schema, followers: [OverlapIndex.self])
        let server = try ClearinghouseServer(services: Self.services(second) { _ in })
        return try await Site(second, server, administrator: administrator)
    }

    private init(
        _ test: TestStore,
        _ server: ClearinghouseServer,
        administrator: String
    ) async throws {
        let (started, tell) = AsyncStream.makeStream(of: ClearinghouseServer.Ports.self)
        let running = Task {
            defer { tell.finish() }
            try await server.run { tell.yield($0) }
        }
        var first = started.makeAsyncIterator()
        guard let ports = await first.next() else {
            try await running.value
            throw NotStarted()
        }
        self.test = test
        self.server = server
        self.administrator = administrator
        self.running = running
        self.ports = ports
        // A test follows redirects itself, to see where they lead.
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        // A server of this machine that does not listen has gone.
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
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
            withdrawalParts: [
                ScanningWithdrawal(), CoverageWithdrawal(), RulesWithdrawal(),
                AlertsWithdrawal(), DiscoveryWithdrawal(), ValidationWithdrawal(),
                PrioritizationWithdrawal(), CoordinationWithdrawal(), DistributionWithdrawal(),
                FrontierModelsWithdrawal(),
                DirectivesWithdrawal(),
            ],
            logKey: "example.org+key",
            logger: logger,
            version: "test"
        )
    }

    private struct NotStarted: Error {}

    /// A test that fails halfway ends itself, not all others.
    deinit {
        let http = http
        Task { try? await http.shutdown() }
    }

    /// Stops everything and removes what was written.
    package func close() async throws {
        try await http.shutdown()
        try await stopServing()
        await test.close()
    }

    /// Stops the server only, and waits until it has.
    package func stopServing() async throws {
        await server.stop()
        try await running.value
    }
}
