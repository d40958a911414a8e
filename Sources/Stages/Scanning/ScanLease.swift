// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// How a scan ended, as its participant said.
package enum ScanOutcome: String, Sendable, CaseIterable, SQLConvertible {
    /// It looked at everything it meant to.
    case completed
    /// It stopped before.
    case abandoned
    /// It never began.
    case cancelled
    /// The owner of what it looks at ended it.
    case stopped
}

/// What a scan is at a moment; computed from the time, never stored (RULES S6).
package enum ScanState: String, Sendable, CaseIterable {
    /// Its window has not begun.
    case planned
    /// Its lease is in force.
    case active
    /// No heartbeat came before the lease ran out.
    case lapsed
    /// Its window has ended and nobody said how it went.
    case over
    case completed
    case abandoned
    case cancelled
    case stopped
}

/// A scan lease's life: a method in, effects out, a refusal thrown; it asks no clock.
///
/// A lease is advisory: it keeps nobody out. It is in force from the window's start while
/// heartbeats come.
package struct ScanLease: Hashable, Sendable {
    /// How long a lease holds without a heartbeat, in seconds: an hour outlives a restart of a
    /// scanner.
    package static let seconds: Int64 = 3_600
    /// A heartbeat sooner than this after the last, in seconds, changes nothing and writes nothing.
    package static let quietSeconds: Int64 = 300

    package let window: ScanWindow
    /// Rises with every lease: the sequence of the journal entry that declared it.
    package let fence: Int64
    package private(set) var renewed: Instant
    package private(set) var expires: Instant
    package private(set) var outcome: ScanOutcome?

    package init(
        window: ScanWindow,
        fence: Int64,
        renewed: Instant,
        expires: Instant,
        outcome: ScanOutcome?
    ) {
        self.window = window
        self.fence = fence
        self.renewed = renewed
        self.expires = expires
        self.outcome = outcome
    }

    /// The moment up to which a new lease holds: from its window's start, or from now if that is
    /// past.
    package static func firstExpiry(of window: ScanWindow, declared now: Instant) -> Instant {
        min(window.end, max(window.start, now).adding(seconds: seconds))
    }

    /// What the scan is at that moment.
    package func state(at now: Instant) -> ScanState {
        switch outcome {
        case .completed: .completed
        case .abandoned: .abandoned
        case .cancelled: .cancelled
        case .stopped: .stopped
        case nil:
            if now < window.start {
                .planned
            } else if now >= window.end {
                .over
            } else if now >= expires {
                .lapsed
            } else {
                .active
            }
        }
    }

    /// Takes a heartbeat; answers the new expiry, or nil where it came too soon to change anything.
    package mutating func renew(fence: Int64, now: Instant) throws(Refusal) -> Instant? {
        switch state(at: now) {
        case .completed, .abandoned, .cancelled, .stopped: throw .scanEnded
        case .lapsed, .over: throw .leaseExpired
        case .planned: throw .scanNotBegun
        case .active: break
        }
        guard fence == self.fence else { throw .leaseExpired }
        guard now >= renewed.adding(seconds: Self.quietSeconds) else { return nil }
        renewed = now
        expires = min(window.end, now.adding(seconds: Self.seconds))
        return expires
    }

    /// Ends the scan; a lease that ran out can still be ended, so that its coverage is not lost.
    package mutating func end(_ outcome: ScanOutcome, now: Instant) throws(Refusal) {
        switch (state(at: now), outcome) {
        case (.completed, _), (.abandoned, _), (.cancelled, _), (.stopped, _): throw .scanEnded
        case (_, .stopped): throw .scanNotStopped
        case (.planned, .completed), (.planned, .abandoned): throw .scanNotBegun
        case (.active, .cancelled), (.lapsed, .cancelled), (.over, .cancelled): throw .scanBegan
        case (.planned, .cancelled), (.active, .completed), (.active, .abandoned),
            (.lapsed, .completed), (.lapsed, .abandoned), (.over, .completed), (.over, .abandoned):
            self.outcome = outcome
        }
    }

    /// Ends the scan for the owner of what it looks at, planned or running.
    package mutating func stop(now: Instant) throws(Refusal) {
        switch state(at: now) {
        case .planned, .active: outcome = .stopped
        case .lapsed, .over, .completed, .abandoned, .cancelled, .stopped: throw .scanEnded
        }
    }
}

extension Refusal {
    static let leaseExpired = Refusal(
        .gone,
        code: "lease-expired",
        detail: """
            The lease has run out, or this is not its fencing number (`clearinghouse scan show` \
            prints that). Declare the scan again if it has run out: it gets a new lease with a \
            higher number, and advice on what has begun since.
            """
    )
    static let scanEnded = Refusal(
        .conflict,
        code: "scan-ended",
        detail: """
            The scan has ended already. What a completed or abandoned one looked at is told with \
            `clearinghouse coverage record ID`; whoever wants to go on declares a new one.
            """
    )
    static let scanNotBegun = Refusal(
        .conflict,
        code: "scan-not-begun",
        detail: "The scan's window has not begun. Wait for its start, or cancel the scan."
    )
    static let scanNotStopped = Refusal(
        .invalid,
        code: "invalid-scan",
        detail: "Only the owner of what it looks at stops a scan. End it as abandoned."
    )
    static let scanBegan = Refusal(
        .conflict,
        code: "scan-began",
        detail:
            "The scan has begun, so it cannot be cancelled. End it as completed or abandoned."
    )
}
