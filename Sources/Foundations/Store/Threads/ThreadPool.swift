// SPDX-License-Identifier: Apache-2.0

/// A few threads that take blocking work from Swift's cooperative pool (RULES S1).
///
/// Each thread has a `Local` of its own, for example a database connection.
final class ThreadPool<Local>: Sendable {
    /// Work that waits beyond this is refused, so that a slow disk cannot fill the memory.
    static var waitingLimit: Int { 4_096 }

    private typealias Job = @Sendable (inout Local) -> Void

    private let jobs = Mailbox<Job>(limit: ThreadPool.waitingLimit)
    private let finished: Mailbox<Int>
    private let threads: Int

    init(threads: Int, local: @escaping @Sendable () -> Local) throws {
        self.threads = threads
        finished = Mailbox(limit: threads)
        for number in 0..<threads {
            try OSThread.start { [jobs, finished] in
                var state = local()
                while let taken = jobs.take(atMost: 1) {
                    for job in taken { job(&state) }
                }
                _ = finished.put(number)
            }
        }
    }

    /// Runs a body on one of the threads and waits for it without blocking the caller's.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable (inout Local) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = jobs.put { local in
                continuation.resume(with: Result { try body(&local) })
            }
            if !isTaken {
                continuation.resume(throwing: StoreFault.notStored("too much work waits"))
            }
        }
    }

    /// Ends the threads after what is queued; their locals are gone when this returns.
    func close() {
        jobs.close()
        var ended = 0
        while ended < threads, let numbers = finished.take(atMost: threads) {
            ended += numbers.count
        }
        // Closing twice does no harm.
        finished.close()
    }
}
