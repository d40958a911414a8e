// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization
import Testing

/// Runs tests on threads of their own, as many at once as there are processors.
///
/// They wait for other processes. On the threads that all tests share, one for each processor, they
/// would hold up servers that are tested in this process, and what these are to do in time.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    @concurrent func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        await Turns.shared.take()
        defer { Task { await Turns.shared.giveBack() } }
        try await withTaskExecutorPreference(OwnThreadExecutor.shared) { try await function() }
    }
}

/// How many of these tests run at once.
private actor Turns {
    static let shared = Turns()

    private var free = ProcessInfo.processInfo.activeProcessorCount
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
        guard !waiting.isEmpty else {
            free += 1
            return
        }
        waiting.removeFirst().resume()
    }
}

extension Trait where Self == OwnThreads {
    static var ownThreads: Self { Self() }
}

/// A thread for each job at a time.
///
/// Threads wait for the next job: one that ends takes the run loop along that `Process` gave it,
/// which is not safe while others run theirs.
private final class OwnThreadExecutor: TaskExecutor {
    static let shared = OwnThreadExecutor()

    private let idle = Mutex<[Worker]>([])

    func enqueue(_ job: consuming ExecutorJob) {
        let worker = idle.withLock { $0.popLast() } ?? Worker(self)
        worker.take(UnownedJob(job))
    }

    func rest(_ worker: Worker) { idle.withLock { $0.append(worker) } }

    final class Worker: Sendable {
        private let job = Mutex<UnownedJob?>(nil)
        private let called = DispatchSemaphore(value: 0)

        init(_ executor: OwnThreadExecutor) {
            Thread.detachNewThread {
                while true {
                    self.called.wait()
                    self.job.withLock { $0.take() }?
                        .runSynchronously(on: executor.asUnownedTaskExecutor())
                    executor.rest(self)
                }
            }
        }

        func take(_ next: UnownedJob) {
            job.withLock { $0 = next }
            called.signal()
        }
    }
}
