// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The server: started once, stopped once, and everything under way is finished in between.
package final class ClearinghouseServer: Sendable {
    /// Why a server does not start.
    package enum Fault: Error, Sendable, CustomStringConvertible {
        case unanswered([String])
        case settings([SettingFault])

        package var description: String {
            switch self {
            case .unanswered(let names): "no handler for: \(names.joined(separator: ", "))"
            case .settings(let faults): faults.map(\.description).joined(separator: "\n")
            }
        }
    }

    /// Seconds without a byte after which a connection is closed.
    static let idleSeconds: Int64 = 60
    /// Bytes of all header fields together at most; ours and a browser's need a tenth.
    static let headerBytes = 32 << 10
    /// Header fields at most.
    static let headerFields = 100

    /// What is counted; read by `/metrics`.
    package let counters = Counters()
    private let services: Services
    private let door: Door
    private let group = Mutex<ServiceGroup?>(nil)

    package init(
        services: Services,
        pages: [Route] = [],
        problemPage: ProblemPage? = nil
    ) throws {
        let faults = services.settings.faults
        guard faults.isEmpty else { throw Fault.settings(faults) }
        var routes = Handlers.table()
        guard routes.unanswered.isEmpty else { throw Fault.unanswered(routes.unanswered) }
        for page in pages { routes.add(page) }
        self.services = services
        door = Door(
            services: services,
            routes: routes,
            counters: counters,
            problemPage: problemPage
        )
    }

    /// The ports that a server listens on.
    package struct Ports: Sendable {
        package let main: Int
        package let metrics: Int?
    }

    /// Serves until `stop()`, or until SIGTERM or SIGINT where those are to be heeded.
    package func run(
        heedsSignals: Bool = false,
        onStart: @escaping @Sendable (Ports) async -> Void
    ) async throws {
        let started = Started(wantsMetrics: services.settings.metricsPort != nil, tell: onStart)
        var parts: [any Service] = [try application(started)]
        if let port = services.settings.metricsPort { parts.append(metrics(port, started)) }
        var configuration = ServiceGroupConfiguration(
            services: parts,
            gracefulShutdownSignals: heedsSignals ? [.sigterm, .sigint] : [],
            logger: services.logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(services.settings.stopSeconds)
        let group = ServiceGroup(configuration: configuration)
        self.group.withLock { $0 = group }
        try await group.run()
    }

    /// Takes no new connections, finishes the requests under way, and lets `run` return.
    package func stop() async {
        await group.withLock { $0 }?.triggerGracefulShutdown()
    }

    private func application(_ started: Started) throws -> some Service {
        let settings = services.settings
        let connections = OpenConnections(
            connections: settings.connections,
            proxies: settings.proxies
        )
        var http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(connections)],
            idleTimeout: .seconds(Self.idleSeconds)
        )
        http.httpDecoder = .init(
            maxHeaderFieldSize: Self.headerBytes,
            maxHeaderListSize: Self.headerBytes,
            maxHeaderFieldCount: Self.headerFields
        )
        var builder = HTTPServerBuilder.http1(configuration: http)
        if let certificate = settings.tlsCertificate, let key = settings.tlsKey {
            builder = try .tls(builder, tlsConfiguration: tls(certificate, key))
        }
        return Application(
            responder: door,
            server: builder,
            configuration: .init(
                address: .hostname(settings.listen.host, port: settings.listen.port),
                serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connections)
            ),
            onServerRunning: { await started.main($0.localAddress?.port ?? 0) },
            logger: quiet
        )
    }

    private func metrics(_ port: Int, _ started: Started) -> some Service {
        Application(
            responder: MetricsResponder(counters: counters, services: services),
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
            onServerRunning: { await started.metrics($0.localAddress?.port ?? 0) },
            logger: quiet
        )
    }

    /// The framework's own words only where something is wrong: it must not log paths (RULES D3).
    private var quiet: Logger {
        var logger = services.logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private func tls(_ certificate: String, _ key: String) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate)
                .map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }
}

/// Tells once when all doors are open.
private final class Started: Sendable {
    private struct State {
        var main: Int?
        var metrics: Int?
    }

    private let state = Mutex(State())
    private let wantsMetrics: Bool
    private let tell: @Sendable (ClearinghouseServer.Ports) async -> Void

    init(
        wantsMetrics: Bool,
        tell: @escaping @Sendable (ClearinghouseServer.Ports) async -> Void
    ) {
        self.wantsMetrics = wantsMetrics
        self.tell = tell
    }

    func main(_ port: Int) async { await note { $0.main = port } }
    func metrics(_ port: Int) async { await note { $0.metrics = port } }

    private func note(_ change: (inout State) -> Void) async {
        let state = state.withLock { state in
            change(&state)
            return state
        }
        guard let main = state.main, !wantsMetrics || state.metrics != nil else { return }
        await tell(.init(main: main, metrics: state.metrics))
    }
}
