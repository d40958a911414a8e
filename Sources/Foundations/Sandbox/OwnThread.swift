// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A thread of its own for work that blocks, so that nothing blocks Swift's pool (RULES S1).
enum OwnThread {
    private final class Start {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    /// Runs a body on a new thread and waits for its result without blocking.
    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let start = Unmanaged.passRetained(
                Start { continuation.resume(with: Result(catching: body)) }
            )
            var thread = pthread_t()
            let code = pthread_create(
                &thread,
                nil,
                { argument in
                    guard let argument else { return nil }
                    Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
                    return nil
                },
                start.toOpaque()
            )
            guard code == 0 else {
                start.release()
                let words = "no thread could be made (error \(code))."
                return continuation.resume(throwing: SandboxFailure.obstacle(.other(words)))
            }
            pthread_detach(thread)
        }
    }
}

/// A task's wish that its run end.
final class Cancellation: Sendable {
    let isAsked = Atomic(false)
}
