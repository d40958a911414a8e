// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Store
import Testing

@Suite struct AlertRuleTests {
    private static let noon = Instant("2026-11-21T12:00:00Z") ?? Instant(microseconds: 0)
    private static let someone = ParticipantID(high: 7, low: 1)
    private static let asker = ParticipantID(high: 9, low: 1)

    private static func at(_ minutes: Int64) -> Instant { noon.adding(seconds: minutes * 60) }

    /// A lease from noon on for ten hours, that holds for an hour.
    private func lease(
        _ number: UInt64 = 1,
        of participant: ParticipantID = someone,
        declared: Int64 = -60,
        expires: Int64 = 60,
        ended: Int64? = nil,
        outcome: ScanOutcome? = nil
    ) -> AlertLease {
        AlertLease(
            scan: ScanID(high: 1, low: number),
            participant: participant,
            window: ScanWindow(start: Self.at(0), end: Self.at(600)),
            declared: Self.at(declared),
            expires: Self.at(expires),
            ended: ended.map(Self.at),
            outcome: outcome
        )
    }

    /// A scan that the asker authorized, unless it rests on something else.
    private func match(
        _ lease: AlertLease,
        covers: Bool = true,
        basis: ScanBasis = .authorized,
        by authorizer: ParticipantID? = asker
    ) -> AlertEvidence.Match {
        AlertEvidence.Match(lease, covers: covers, basis: basis, authorizer: authorizer)
    }

    @Test func `a lease is in force from its start to its last heartbeat, give or take the clocks`()
    {
        let lease = lease()
        let standing = { (minutes: Int64) in lease.standing(at: Self.at(minutes)) }
        #expect(standing(-6) == .none)
        #expect(standing(-5) == .inForce)
        #expect(standing(30) == .inForce)
        #expect(standing(64) == .inForce)
        #expect(standing(66) == .claimed)
        #expect(standing(604) == .claimed)
        #expect(standing(606) == .none)
    }

    @Test func `what is declared later claims, what has ended up to there, what was cancelled not`()
    {
        let late = lease(declared: 30)
        #expect(late.standing(at: Self.at(10)) == .claimed)
        // The server's own clock says when: no tolerance towards that.
        #expect(late.standing(at: Self.at(29)) == .claimed)
        #expect(late.standing(at: Self.at(30)) == .inForce)
        let ended = lease(ended: 20, outcome: .completed)
        #expect(ended.standing(at: Self.at(24)) == .inForce)
        #expect(ended.standing(at: Self.at(26)) == .none)
        let lapsed = lease(ended: 200, outcome: .abandoned)
        #expect(lapsed.standing(at: Self.at(204)) == .claimed)
        #expect(lapsed.standing(at: Self.at(206)) == .none)
        let stopped = lease(ended: -30, outcome: .stopped)
        #expect(stopped.standing(at: Self.at(10)) == .none)
        let cancelled = lease(ended: -30, outcome: .cancelled)
        #expect(cancelled.standing(at: Self.at(10)) == .none)
        // Declared for a time that was over when the lease began to hold.
        let never = lease(declared: 30, expires: 20)
        #expect(never.standing(at: Self.at(25)) == .claimed)
    }

    private func judge(
        at minutes: Int64 = 10,
        _ fill: (inout AlertEvidence) -> Void
    ) -> AlertJudgement {
        var evidence = AlertEvidence(asker: Self.asker)
        fill(&evidence)
        return AlertRule.judge(evidence, at: Self.at(minutes))
    }

    @Test func `a lease in force on the target whose source it is confirms`() {
        let match = match(lease())
        let told = judge {
            $0.onTarget = [match]
            $0.fromSource = [match.lease]
            $0.both = [match]
        }
        #expect(told.verdict == .confirmed)
        #expect(told.reason == .source)
        #expect(told.relays.map(\.lease.scan) == [match.lease.scan])
        #expect(told.relays.allSatisfy { $0.standing == .inForce })
        #expect(told.scans == [match.lease.scan])
    }

    @Test func `a token that is good for a lease in force on the target confirms`() {
        let match = match(lease())
        let told = judge {
            $0.onTarget = [match]
            $0.ofToken = [match]
            $0.hasToken = true
        }
        #expect(told.reason == .token)
        #expect(told.verdict == .confirmed)
    }

    @Test func `what rests on a document alone proves nothing, by its source or by a token`() {
        for basis in [ScanBasis.document, .open] {
            let match = match(lease(), basis: basis, by: nil)
            let bySource = judge {
                $0.onTarget = [match]
                $0.fromSource = [match.lease]
                $0.both = [match]
            }
            let byToken = judge {
                $0.onTarget = [match]
                $0.ofToken = [match]
                $0.hasToken = true
            }
            for told in [bySource, byToken] {
                #expect(told.reason == .documentOnly && told.verdict == .undetermined)
                #expect(told.relays.map(\.lease.scan) == [match.lease.scan])
            }
        }
    }

    @Test func `another owner's word proves nothing to who asks, by its source or by a token`() {
        let own = match(lease(), basis: .own, by: nil)
        let theirs = match(lease(), by: ParticipantID(high: 9, low: 2))
        for match in [own, theirs] {
            let bySource = judge { $0.both = [match] }
            let byToken = judge {
                $0.ofToken = [match]
                $0.hasToken = true
            }
            for told in [bySource, byToken] {
                #expect(told.reason == .otherOwner && told.verdict == .undetermined)
                #expect(told.relays.map(\.lease.scan) == [match.lease.scan])
            }
        }
        // The asker's own scan needs no word of anybody.
        let asker = match(lease(of: Self.asker), basis: .document, by: nil)
        #expect(judge { $0.both = [asker] }.reason == .source)
        // One scope by another's word hides no other by one's own.
        #expect(judge { $0.both = [theirs, match(lease())] }.reason == .source)
    }

    @Test func `nobody is told of an alert for a source alone, or for a document alone`() {
        let stated = match(lease(), basis: .document, by: nil)
        let byDocument = judge { $0.onTarget = [stated] }
        #expect(byDocument.reason == .otherSource && byDocument.relays.isEmpty)
        // Who asks hears of it all the same: it is on the target.
        #expect(byDocument.scans == [stated.lease.scan])
        let bySource = judge { $0.fromSource = [stated.lease] }
        #expect(bySource.reason == .otherTarget)
        #expect(bySource.relays.isEmpty && bySource.scans.isEmpty)
        let both = judge {
            $0.onTarget = [stated]
            $0.both = [stated]
        }
        #expect(both.relays.map(\.lease.scan) == [stated.lease.scan])
        let proven = judge { $0.onTarget = [match(lease(), covers: false)] }
        #expect(proven.reason == .otherSource && proven.relays.count == 1)
    }

    @Test func `a scan of something of another kind leaves open what is`() {
        #expect(judge { $0.ofOtherKind = [lease()] }.reason == .otherKind)
        #expect(judge { $0.ofOtherKind = [lease()] }.verdict == .undetermined)
        #expect(judge(at: 700) { $0.ofOtherKind = [lease()] }.reason == .nothing)
        let told = judge {
            $0.ofOtherKind = [lease(1)]
            $0.fromSource = [lease(2)]
        }
        #expect(told.reason == .otherKind && told.strangers == nil)
    }

    @Test func `what hangs on leases elsewhere is one answer where no more of them is told`() {
        let elsewhere = judge { $0.fromSource = [lease()] }
        #expect(elsewhere.strangers?.map(\.scan) == [lease().scan])
        let nothing = judge { _ in }
        let cut = judge { $0.areListsCutOff = true }
        #expect(Set([elsewhere, nothing, cut].map(\.silent)).count == 1)
        #expect(nothing.silent.reason == .noMoreToday)
        #expect(nothing.silent.verdict == .undetermined)
        for kept in [
            judge { $0.both = [match(lease())] }, judge { $0.onTarget = [match(lease())] },
            judge { $0.ofOtherKind = [lease()] }, judge { $0.hasToken = true },
            judge { $0.fromSource = [lease(of: Self.asker)] },
        ] {
            #expect(kept.silent == kept)
        }
    }

    @Test func `a cut that leaves the verdict open says so`() {
        #expect(judge { $0.areListsCutOff = true }.reason == .tooMany)
        let covering = match(lease())
        let told = judge {
            $0.areListsCutOff = true
            $0.onTarget = [covering]
        }
        #expect(told.reason == .otherSource)
    }

    @Test func `nothing declared is unrelated, and only that`() {
        #expect(judge { _ in }.reason == .nothing)
        #expect(judge { _ in }.verdict == .unrelated)
        #expect(judge { $0.hasToken = true }.reason == .otherTarget)
        #expect(judge { $0.isCutOff = true }.reason == .tooMany)
        // Leases whose window is elsewhere, or that were cancelled, are nothing.
        let past = judge(at: 700) { $0.onTarget = [self.match(self.lease())] }
        #expect(past.reason == .nothing)
        let cancelled = lease(ended: -30, outcome: .cancelled)
        #expect(judge { $0.fromSource = [cancelled] }.reason == .nothing)
    }

    @Test func `what lies between is undetermined, with its reason`() {
        let covering = match(lease())
        let partly = match(lease(), covers: false)
        let lapsed = judge(at: 90) {
            $0.onTarget = [covering]
            $0.fromSource = [covering.lease]
            $0.both = [covering]
        }
        #expect(lapsed.reason == .notInForce)
        #expect(lapsed.relays.map(\.standing) == [.claimed])
        let part = judge {
            $0.onTarget = [partly]
            $0.fromSource = [partly.lease]
            $0.both = [partly]
        }
        #expect(part.reason == .partOfTarget)
        #expect(judge { $0.onTarget = [covering] }.reason == .otherSource)
        let elsewhere = judge { $0.fromSource = [covering.lease] }
        #expect(elsewhere.reason == .otherTarget)
        for told in [lapsed, part, elsewhere] { #expect(told.verdict == .undetermined) }
    }

    @Test func `each participant is told once, of its most telling lease, and 16 at most`() {
        let own = (1...40).map { lease($0) }
        let others = (1...40).map { lease(100 + $0, of: ParticipantID(high: 8, low: $0)) }
        let told = judge { evidence in
            evidence.onTarget = (own + others).map { match($0) }
        }
        #expect(told.relays.count == AlertJudgement.relayLimit)
        #expect(Set(told.relays.map(\.lease.participant)).count == told.relays.count)
    }

    @Test func `each reason belongs to the verdict that its evidence gives`() {
        let confirmed = AlertReason.allCases.filter { $0.verdict == .confirmed }
        #expect(confirmed == [.source, .token])
        #expect(AlertReason.allCases.filter { $0.verdict == .unrelated } == [.nothing])
    }
}
