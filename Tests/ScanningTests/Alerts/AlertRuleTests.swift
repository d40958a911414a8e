// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Store
import Testing

@Suite struct AlertRuleTests {
    private static let noon = Instant("2026-11-21T12:00:00Z") ?? Instant(microseconds: 0)
    private static let someone = ParticipantID(high: 7, low: 1)

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

    @Test func `what is declared later, or has ended, claims; what was cancelled does not`() {
        let late = lease(declared: 30)
        #expect(late.standing(at: Self.at(10)) == .claimed)
        // The server's own clock says when: no tolerance towards that.
        #expect(late.standing(at: Self.at(29)) == .claimed)
        #expect(late.standing(at: Self.at(30)) == .inForce)
        let ended = lease(ended: 20, outcome: .completed)
        #expect(ended.standing(at: Self.at(24)) == .inForce)
        #expect(ended.standing(at: Self.at(26)) == .claimed)
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
        var evidence = AlertEvidence()
        fill(&evidence)
        return AlertRule.judge(evidence, at: Self.at(minutes))
    }

    @Test func `a lease in force on the target whose source it is confirms`() {
        let match = AlertEvidence.Match(lease(), covers: true, basis: .own)
        let told = judge {
            $0.onTarget = [match]
            $0.fromSource = [match.lease]
            $0.both = [match]
        }
        #expect(told.verdict == .confirmed)
        #expect(told.reason == .source)
        #expect(told.relays.map(\.lease.scan) == [match.lease.scan])
        #expect(told.relays.allSatisfy { $0.isOnTarget && $0.standing == .inForce })
    }

    @Test func `a token that is good for a lease in force on the target confirms`() {
        let match = AlertEvidence.Match(lease(), covers: true, basis: .own)
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
            let match = AlertEvidence.Match(lease(), covers: true, basis: basis)
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

    @Test func `a cut that leaves the verdict open says so`() {
        #expect(judge { $0.areListsCutOff = true }.reason == .tooMany)
        let covering = AlertEvidence.Match(lease(), covers: true, basis: .own)
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
        let past = judge(at: 700) { $0.onTarget = [.init(self.lease(), covers: true, basis: .own)] }
        #expect(past.reason == .nothing)
        let cancelled = lease(ended: -30, outcome: .cancelled)
        #expect(judge { $0.fromSource = [cancelled] }.reason == .nothing)
    }

    @Test func `what lies between is undetermined, with its reason`() {
        let covering = AlertEvidence.Match(lease(), covers: true, basis: .own)
        let partly = AlertEvidence.Match(lease(), covers: false, basis: .own)
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
        #expect(elsewhere.relays.map(\.isOnTarget) == [false])
        for told in [lapsed, part, elsewhere] { #expect(told.verdict == .undetermined) }
    }

    @Test func `each participant is told once, of its most telling lease, and 16 at most`() {
        let own = (1...40).map { lease($0) }
        let others = (1...40).map { lease(100 + $0, of: ParticipantID(high: 8, low: $0)) }
        let told = judge { evidence in
            evidence.onTarget = (own + others).map { .init($0, covers: true, basis: .own) }
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
