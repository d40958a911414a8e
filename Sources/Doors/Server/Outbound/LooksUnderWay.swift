// SPDX-License-Identifier: Apache-2.0

import Access
import Synchronization

/// How many looks at what owners publish are under way in this server.
package final class LooksUnderWay: Sendable {
    /// Looks at once at most: each may hold a connection for ten seconds.
    package static let limit = 16

    private let count = Mutex(0)

    package init() {}

    /// Runs a look, or refuses it where as many are under way.
    func run<Value>(_ look: () async throws -> Value) async throws -> Value {
        let isFree = count.withLock { count in
            guard count < Self.limit else { return false }
            count += 1
            return true
        }
        guard isFree else { throw Refusal.looksBusy }
        defer { count.withLock { $0 -= 1 } }
        return try await look()
    }
}

extension Refusal {
    fileprivate static let looksBusy = Refusal(
        .limit,
        code: "looks-busy",
        detail: "\(LooksUnderWay.limit) looks are under way. Check again in a minute."
    )
}
