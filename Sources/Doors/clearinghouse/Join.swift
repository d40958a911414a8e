// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Coordination
import Directives
import Discovery
import Distribution
import FrontierModels
import Glibc
import Logging
import Pages
import Participants
import Prioritization
import Sandbox
import Scanning
import Server
import Store
import Validation

/// A whole clearinghouse in one process: the place where its parts are joined, and the only one.
struct Joined: Sendable {
    /// The version that `--version`, `/health` and logs name.
    static let version = "0.1.0"

    let store: Store
    let services: Services
    let publisher: LogPublisher
    let jobs: JobRunner
    let validations: ValidationWorkers
    let pages: WebPages

    /// The tables, in the order in which the work flows.
    static let schema = [
        AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part, DiscoverySchema.part,
        ValidationSchema.part, PrioritizationSchema.part, CoordinationSchema.part,
        DistributionSchema.part, FrontierModelsSchema.part, DirectivesSchema.part,
    ]

    /// The stages' own parts of leaving and exporting (RULES R1).
    static let withdrawalParts: [any WithdrawalPart] = [
        ScanningWithdrawal(), CoverageWithdrawal(), RulesWithdrawal(), AlertsWithdrawal(),
        DiscoveryWithdrawal(),
        ValidationWithdrawal(),
        PrioritizationWithdrawal(), CoordinationWithdrawal(), DistributionWithdrawal(),
        FrontierModelsWithdrawal(), DirectivesWithdrawal(),
    ]

    /// The file with the master key.
    static func masterKeyFile(_ settings: Settings) -> String {
        settings.masterKeyFile ?? settings.folder + "/keys/master.key"
    }

    /// The last published checkpoint, kept outside the database (RULES J2).
    static func outsideCheckpoint(_ settings: Settings) -> String {
        settings.folder + "/log/checkpoint"
    }

    /// Refuses a folder that no clearinghouse was ever started in: a misspelt one would be an
    /// empty clearinghouse, and looking at that would say that all is well.
    static func requireThere(_ settings: Settings) throws {
        let isThere = access(masterKeyFile(settings), F_OK) == 0
        guard isThere else {
            throw CommandFailure(
                "There is no clearinghouse in \(settings.folder): no master key lies there."
            )
        }
    }

    /// Refuses a restore without the old master key: one made anew would open nothing of it.
    static func requireMasterKey(_ settings: Settings) throws {
        let path = masterKeyFile(settings)
        guard access(path, F_OK) == 0 else {
            throw CommandFailure(
                "There is no master key at \(path). Copy the one of the backed-up clearinghouse "
                    + "there (mode 0600), then run `keys import`, then `restore`."
            )
        }
    }

    /// Opens the database and everything in memory that follows it.
    static func openStore(_ settings: Settings) async throws -> Store {
        let configuration: StoreConfiguration =
            settings.database.map { .postgres(url: $0, folder: settings.folder) }
            ?? .sqlite(folder: settings.folder)
        return try await Store.open(
            configuration,
            schema: schema,
            followers: [OverlapIndex.self],
            masterKeyFile: masterKeyFile(settings)
        )
    }

    /// Opens a clearinghouse: database, log, jobs, pages and what the server stands on.
    static func open(_ settings: Settings, logger: Logger) async throws -> Joined {
        let store = try await openStore(settings)
        let publisher = LogPublisher(
            store: store,
            name: logName(settings),
            outsideFile: outsideCheckpoint(settings)
        )
        // A log that may not be signed is told by `/ready` and does not keep reports out.
        do {
            try await publisher.publish()
        } catch let fault as LogFault {
            if case .otherName = fault {
                await store.close()
                throw CommandFailure("\(fault)")
            }
            logger.critical("The log is not signed: \(fault)")
        }
        let validations = validationWorkers(store, settings)
        let services = Services(
            store: store,
            clock: store.clock,
            settings: settings,
            withdrawalParts: withdrawalParts,
            checks: [logCheck(publisher), sandboxCheck(validations)],
            logKey: "\(try await publisher.verifierKey())",
            logger: logger,
            version: version
        )
        return Joined(
            store: store,
            services: services,
            publisher: publisher,
            jobs: jobRunner(store),
            validations: validations,
            pages: try WebPages()
        )
    }

    /// A server for it; the caller runs it.
    func server() throws -> ClearinghouseServer {
        let pages = pages
        return try ClearinghouseServer(
            services: services,
            pages: pages.routes,
            problemPage: { pages.problem($0, exchange: $1) }
        )
    }

    /// Runs its server with what goes on beside it, until that stops; then everything is closed.
    func run(
        _ server: ClearinghouseServer,
        heedsSignals: Bool,
        onStart: @escaping @Sendable (ClearinghouseServer.Ports) async -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await publisher.run() }
            group.addTask { await jobs.run() }
            group.addTask { await validations.run() }
            group.addTask {
                await repeating("Blobs were not swept") { _ = try await store.blobs.sweep() }
            }
            group.addTask {
                await repeating("The month was not counted") {
                    try await PublicFigures.keepUp(in: store)
                }
            }
            do {
                try await server.run(heedsSignals: heedsSignals, onStart: onStart)
            } catch {
                group.cancelAll()
                try await group.waitForAll()
                await store.close()
                throw error
            }
            group.cancelAll()
            try await group.waitForAll()
        }
        await store.close()
    }

    /// How often blobs that no report keeps are looked for, whose own time of grace is a day, and
    /// whether a month has ended that is not counted yet.
    private static let lookEvery = Duration.seconds(3_600)

    /// Does something now and then; where it fails, the log says so, and the next time comes.
    private func repeating(_ failure: String, _ work: () async throws -> Void) async {
        while !Task.isCancelled {
            do {
                try await work()
            } catch {
                services.logger.warning("\(failure): \(error)")
            }
            try? await Task.sleep(for: Self.lookEvery)
        }
    }

    private static func jobRunner(_ store: Store) -> JobRunner {
        JobRunner(
            store: store,
            worker: "server",
            handlers: ReleaseJobs.handlers(in: store).merging(
                [WithdrawParticipant.erasing: WithdrawParticipant.eraser(in: store)],
                uniquingKeysWith: { first, _ in first }
            )
        )
    }

    /// The log's first line where one was asked for: the host that others know it by.
    private static func logName(_ settings: Settings) -> String? {
        guard let origin = settings.origin else { return nil }
        let host = origin.split(separator: "/").last.map(String.init) ?? origin
        return host + "/log"
    }

    private static func logCheck(_ publisher: LogPublisher) -> ReadinessCheck {
        ReadinessCheck("log") {
            guard let fault = publisher.refused else { return (true, "checkpoints are signed") }
            return (false, "\(fault)")
        }
    }

    /// Says why reproducers wait, where they do; everything else works without a sandbox, so the
    /// server is ready all the same (RULES B2).
    private static func sandboxCheck(_ validations: ValidationWorkers) -> ReadinessCheck {
        ReadinessCheck("sandbox") { (true, validations.state.sentence) }
    }

    private static func validationWorkers(
        _ store: Store,
        _ settings: Settings
    ) -> ValidationWorkers {
        ValidationWorkers(
            store: store,
            configuration: SandboxConfiguration(environment: Environment.all),
            count: settings.validationWorkers
        )
    }
}
