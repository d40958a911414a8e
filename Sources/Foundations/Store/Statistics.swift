// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Counts since the start of the process, for `/metrics`.
package struct StoreStatistics: Sendable, Hashable {
    /// Transactions that were committed.
    package var batches = 0
    /// Commands that were answered with success.
    package var commands = 0
    /// Commands that were refused.
    package var refusals = 0
    /// Batches that were run again with savepoints.
    package var reruns = 0
    /// Batches that failed as a whole.
    package var failures = 0
    /// Commands that wait at this moment.
    package var waiting = 0
}

final class StatisticsBox: Sendable {
    private let counts = Mutex(StoreStatistics())

    func change(_ body: (inout StoreStatistics) -> Void) {
        counts.withLock { body(&$0) }
    }

    var counted: StoreStatistics { counts.withLock { $0 } }
}
