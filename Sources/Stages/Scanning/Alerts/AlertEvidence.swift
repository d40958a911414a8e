// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// A lease as far as an alert asks.
package struct AlertLease: Hashable, Sendable {
    /// What a lease was at a moment, give or take the clocks.
    package enum Standing: Int, Sendable, Comparable {
        /// Its window lies elsewhere, or it was cancelled before it began.
        case none
        /// Its window says so, and the lease was not in force.
        case claimed
        case inForce

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package let scan: ScanID
    package let participant: ParticipantID
    package let window: ScanWindow
    package let declared: Instant
    package let expires: Instant
    package let ended: Instant?
    package let outcome: ScanOutcome?

    package init(
        scan: ScanID,
        participant: ParticipantID,
        window: ScanWindow,
        declared: Instant,
        expires: Instant,
        ended: Instant?,
        outcome: ScanOutcome?
    ) {
        self.scan = scan
        self.participant = participant
        self.window = window
        self.declared = declared
        self.expires = expires
        self.ended = ended
        self.outcome = outcome
    }

    /// What it was within `ProbeToken.clockSeconds` of a moment.
    ///
    /// In force is a lease from its start, or from when it was declared if that was later, until
    /// it ran out or ended: a heartbeat never revives one that ran out, so that is one span. What
    /// is declared for a time that is past claims, and proves nothing; what has ended claims
    /// nothing of what was to come. When it was declared stands by the server's own clock, so that
    /// no probe of before then is taken for a part of it.
    package func standing(at moment: Instant) -> Standing {
        guard outcome != .cancelled else { return .none }
        let until = min(expires, ended ?? expires)
        if moment >= declared, Self.near(moment, max(window.start, declared), until) {
            return .inForce
        }
        let claimed = min(window.end, ended ?? window.end)
        return Self.near(moment, window.start, claimed) ? .claimed : .none
    }

    /// Whether a moment lies in a span or as near to it as clocks may be apart.
    private static func near(_ moment: Instant, _ start: Instant, _ end: Instant) -> Bool {
        start < end && start <= moment.adding(seconds: ProbeToken.clockSeconds)
            && moment < end.adding(seconds: ProbeToken.clockSeconds)
    }
}

/// What is known of a question: the leases that come into it.
package struct AlertEvidence: Hashable, Sendable {
    /// A lease with a scope of it that overlaps the target.
    package struct Match: Hashable, Sendable {
        package let lease: AlertLease
        /// Whether all of the target lies in that scope.
        package let covers: Bool
        /// On what the scan of that scope rests.
        package let basis: ScanBasis
        /// Who authorized it, where it rests on such a word.
        package let authorizer: ParticipantID?

        package init(
            _ lease: AlertLease,
            covers: Bool,
            basis: ScanBasis,
            authorizer: ParticipantID? = nil
        ) {
            self.lease = lease
            self.covers = covers
            self.basis = basis
            self.authorizer = authorizer
        }

        /// The same on another's word.
        func allowed(by participant: ParticipantID) -> Match {
            Match(lease, covers: covers, basis: basis, authorizer: participant)
        }
    }

    /// Who asks.
    package let asker: ParticipantID
    /// Leases on the target, or on a part of it.
    package var onTarget: [Match] = []
    /// Leases that declared the source, whatever they are on.
    package var fromSource: [AlertLease] = []
    /// Those of both.
    package var both: [Match] = []
    /// What a good token proves: its lease, and that lease's scopes that overlap the target.
    package var ofToken: [Match] = []
    /// A token's signature is good, whatever it is for.
    package var hasToken = false
    /// That token is for this target, and counted before or after the moment.
    package var isTokenOutOfTime = false
    /// Whether there are more leases from the source on the target than stand here.
    package var isCutOff = false
    /// Leases on what else the asker controls: names for an address, networks for a name.
    package var ofOtherKind: Set<AlertLease> = []
    /// Whether there are more leases from the source, on the target or of another kind than stand
    /// here.
    package var areListsCutOff = false

    package init(asker: ParticipantID) {
        self.asker = asker
    }
}

extension AlertEvidence {
    /// Whether the asker itself stands behind a scan: it is its own, or it authorized it.
    ///
    /// A lease keeps the basis that it was declared on. Whoever held the target then may hold it no
    /// more, and of several owners one does not speak for the other.
    func isAskersWord(_ match: Match) -> Bool {
        match.lease.participant == asker || match.authorizer == asker
    }

    /// Without the leases on the target and from the source that are nothing at a moment.
    func standing(at moment: Instant) -> AlertEvidence {
        var left = self
        left.onTarget = onTarget.filter { $0.lease.standing(at: moment) != .none }
        left.fromSource = fromSource.filter { $0.standing(at: moment) != .none }
        left.both = both.filter { $0.lease.standing(at: moment) != .none }
        left.ofToken = ofToken.filter { $0.lease.standing(at: moment) != .none }
        return left
    }
}
