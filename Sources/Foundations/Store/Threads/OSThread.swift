// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A thread of the operating system, for work that may block (RULES S1).
enum OSThread {
    private final class Start {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    /// Runs a body on a new thread.
    static func start(_ body: @escaping @Sendable () -> Void) throws {
        var thread = pthread_t()
        let start = Unmanaged.passRetained(Start(body))
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
            throw StoreFault.notStored("no thread: \(code)")
        }
        pthread_detach(thread)
    }
}
