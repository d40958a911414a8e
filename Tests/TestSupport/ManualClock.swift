// SPDX-License-Identifier: Apache-2.0

package import Store
import Synchronization

/// A clock that moves only when a test moves it.
package final class ManualClock: WallClock {
    private let present: Mutex<Instant>
    private let skew = Mutex<Int64>(0)

    /// Begins on 1 January 2026, midnight UTC.
    package init(_ start: Instant = Instant(microseconds: 1_767_225_600_000_000)) {
        present = Mutex(start)
    }

    package func now() -> Instant { present.withLock { $0 } }

    /// The machine's real time, so that the database's clock agrees; or off it by `setSkew`.
    package func wall() -> Instant {
        Instant(microseconds: SystemClock().now().microseconds + skew.withLock { $0 })
    }

    package func advance(seconds: Int64) {
        present.withLock { $0 = $0.adding(seconds: seconds) }
    }

    package func set(_ instant: Instant) {
        present.withLock { $0 = instant }
    }

    /// Pretends that this machine's clock is wrong (RULES S8).
    package func setSkew(microseconds: Int64) {
        skew.withLock { $0 = microseconds }
    }
}
