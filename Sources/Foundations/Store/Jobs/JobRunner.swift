// SPDX-License-Identifier: Apache-2.0

/// Works through jobs of some kinds, one at a time; several runners work beside each other.
///
/// A handler may run more than once for one job (its process may die after the work and before the
/// answer), so it must be able to.
package struct JobRunner: Sendable {
    /// Does the work; a thrown error gives the job back with the error's name as the reason.
    package typealias Handler = @Sendable (LeasedJob) async throws -> Void

    /// How long a lease lasts without a heartbeat: a dead worker's job is free after that.
    package static let leaseSeconds: Int64 = 30
    /// How often an idle runner looks for work: one indexed read.
    package static let pollMilliseconds: Int64 = 500

    private let store: Store
    private let worker: String
    private let handlers: [String: Handler]

    package init(store: Store, worker: String, handlers: [String: Handler]) {
        self.store = store
        self.worker = worker
        self.handlers = handlers
    }

    /// Works until the task is cancelled; a job in hand is then given back at once.
    package func run() async {
        while !Task.isCancelled {
            // A dead database is told by the store's own health; the runner only waits for it.
            let worked = (try? await runOne()) ?? false
            if !worked { try? await Task.sleep(for: .milliseconds(Self.pollMilliseconds)) }
        }
    }

    /// Does one job that is due; false when there was none.
    package func runOne() async throws -> Bool {
        guard let job = try await lease() else { return false }
        guard let handler = handlers[job.kind] else { return false }
        do {
            try await work(on: job, with: handler)
            _ = try await store.submit(CompleteJob(job), by: .system)
        } catch is CancellationError {
            try await giveBack(ReleaseJob(job))
        } catch JobFault.leaseLost {
            // Another worker has it by now; what it needs to know stands in the row.
        } catch {
            try await giveBack(FailJob(job, reason: String(describing: type(of: error))))
        }
        return true
    }

    private func lease() async throws -> LeasedJob? {
        let kinds = handlers.keys.sorted()
        let due = try await store.read { try $0.nextJobDue(kinds: kinds) }
        guard let due, due <= store.now() else { return nil }
        let lease = LeaseJob(kinds: kinds, worker: worker, seconds: Self.leaseSeconds)
        return try await store.submit(lease, by: .system).answer.job
    }

    /// Runs the handler beside a heartbeat; whichever ends first ends the other.
    private func work(on job: LeasedJob, with handler: @escaping Handler) async throws {
        let store = store
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await handler(job) }
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(Self.leaseSeconds / 3))
                    let beat = HeartbeatJob(job, seconds: Self.leaseSeconds)
                    _ = try await store.submit(beat, by: .system)
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Runs also while the task is being cancelled: a stopping worker frees its job first.
    private func giveBack(_ command: some Command) async throws {
        let store = store
        _ = try await Task { try await store.submit(command, by: .system) }.value
    }
}
