// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Store
import Testing

/// A coordinator, a supplier and a finder under one embargo, at hours from a beginning.
struct Negotiation {
    static let coordinator = ParticipantID(high: 1, low: 1)
    static let supplier = ParticipantID(high: 1, low: 2)
    static let finder = ParticipantID(high: 1, low: 3)
    static let stranger = ParticipantID(high: 1, low: 4)

    var embargo = EmbargoLifecycle()

    init() {
        embargo.invite(Self.coordinator, isCoordinator: true)
        embargo.invite(Self.supplier, isCoordinator: false)
        embargo.invite(Self.finder, isCoordinator: false)
    }

    /// 2026-06-02T00:00:00Z and so many hours.
    static func hour(_ hours: Int64) -> Instant {
        Instant(microseconds: 1_780_358_400_000_000).adding(seconds: hours * 3_600)
    }

    static let now = hour(0).adding(seconds: 60)

    /// Terms until the hour, proposed by the coordinator and signed by all three.
    static func agreed(until hours: Int64) throws -> Negotiation {
        var all = Negotiation()
        _ = try all.embargo.propose(end: hour(hours), by: coordinator, now: now)
        _ = try all.embargo.accept(1, by: supplier, now: now)
        _ = try all.embargo.accept(1, by: finder, now: now)
        return all
    }

    func state(_ at: Instant = now) -> EmbargoLifecycle.State { embargo.state(at: at) }

    func consents(_ at: Instant = now) -> [EmbargoLifecycle.Consent] {
        [Self.coordinator, Self.supplier, Self.finder].map { embargo.consent(of: $0, at: at) }
    }
}

/// The code of what was refused; nil where nothing was.
func code(of body: () throws -> Void) throws -> String? {
    do {
        try body()
        return nil
    } catch let refusal as Refusal {
        return refusal.faults.first?.code ?? refusal.code
    }
}

@Suite struct EmbargoTests {
    typealias N = Negotiation

    @Test func `a case begins without an embargo, and nobody is bound by any`() {
        let all = Negotiation()
        #expect(all.state() == .none)
        #expect(all.consents() == [.noEmbargo, .noEmbargo, .noEmbargo])
        #expect(all.embargo.admits(N.finder, at: N.now))
        #expect(!all.embargo.admits(N.stranger, at: N.now))
    }

    @Test func `a member's proposal waits for the coordinator, and takes nothing from anybody`()
        throws
    {
        var all = Negotiation()
        let effects = try all.embargo.propose(end: N.hour(48), by: N.finder, now: N.now)
        #expect(effects == [.proposed(.init(number: 1, end: N.hour(48), proposer: N.finder))])
        #expect(all.state() == .proposed)
        #expect(all.consents() == [.invited, .invited, .signatory])
        #expect(all.embargo.admits(N.supplier, at: N.now))
        _ = try all.embargo.accept(1, by: N.supplier, now: N.now)
        #expect(all.state() == .proposed)
        let settled = try all.embargo.accept(1, by: N.coordinator, now: N.now)
        #expect(settled == [.inForce(.init(number: 1, end: N.hour(48), proposer: N.finder))])
        #expect(all.state() == .active)
        #expect(all.consents() == [.signatory, .signatory, .signatory])
    }

    @Test func `a coordinator's terms are in force for whoever consents, and shut out who has not`()
        throws
    {
        var all = Negotiation()
        _ = try all.embargo.propose(end: N.hour(48), by: N.coordinator, now: N.now)
        #expect(all.state() == .active)
        #expect(all.consents() == [.signatory, .invited, .invited])
        #expect(!all.embargo.admits(N.supplier, at: N.now))
        _ = try all.embargo.accept(1, by: N.supplier, now: N.now)
        _ = try all.embargo.decline(1, by: N.finder, now: N.now)
        #expect(all.consents() == [.signatory, .signatory, .declined])
        #expect(all.embargo.admits(N.supplier, at: N.now))
        #expect(!all.embargo.admits(N.finder, at: N.now))
        // Asked again, or of a mind to: both ways lead back.
        all.embargo.invite(N.finder, isCoordinator: false)
        #expect(all.consents() == [.signatory, .signatory, .invited])
        _ = try all.embargo.accept(1, by: N.finder, now: N.now)
        #expect(all.consents() == [.signatory, .signatory, .signatory])
    }

    @Test func `a proposal is rejected by the coordinator, or taken back by who made it`() throws {
        for rejecter in [N.coordinator, N.finder] {
            var all = Negotiation()
            _ = try all.embargo.propose(end: N.hour(48), by: N.finder, now: N.now)
            let effects = try all.embargo.decline(1, by: rejecter, now: N.now)
            #expect(effects == [.rejected(.init(number: 1, end: N.hour(48), proposer: N.finder))])
            #expect(all.state() == .none)
        }
        // Another member speaks for itself alone.
        var all = Negotiation()
        _ = try all.embargo.propose(end: N.hour(48), by: N.finder, now: N.now)
        #expect(try all.embargo.decline(1, by: N.supplier, now: N.now) == [])
        #expect(all.state() == .proposed)
        #expect(all.consents() == [.invited, .declined, .signatory])
    }

    @Test func `a later end takes effect with the coordinator; who has not followed lapses`()
        throws
    {
        var all = try Negotiation.agreed(until: 48)
        _ = try all.embargo.propose(end: N.hour(72), by: N.supplier, now: N.now)
        #expect(all.state() == .revise)
        // Nothing is interrupted while they talk.
        #expect(all.consents() == [.signatory, .signatory, .signatory])
        _ = try all.embargo.decline(2, by: N.finder, now: N.now)
        #expect(all.consents() == [.signatory, .signatory, .signatory])
        _ = try all.embargo.accept(2, by: N.coordinator, now: N.now)
        #expect(all.state() == .active)
        #expect(all.consents() == [.signatory, .signatory, .lapsed])
        #expect(!all.embargo.admits(N.finder, at: N.now))
        _ = try all.embargo.accept(2, by: N.finder, now: N.now)
        #expect(all.consents() == [.signatory, .signatory, .signatory])
    }

    @Test func `a coordinator's later end is asked of all, and put in force when it insists`()
        throws
    {
        var all = try Negotiation.agreed(until: 48)
        _ = try all.embargo.propose(end: N.hour(72), by: N.coordinator, now: N.now)
        #expect(all.state() == .revise)
        #expect(all.consents() == [.signatory, .signatory, .signatory])
        _ = try all.embargo.accept(2, by: N.supplier, now: N.now)
        #expect(all.state() == .revise)
        var answered = all
        // Once all have answered nobody is waited for.
        _ = try answered.embargo.decline(2, by: N.finder, now: N.now)
        #expect(answered.consents() == [.signatory, .signatory, .lapsed])
        _ = try all.embargo.accept(2, by: N.coordinator, now: N.now)
        #expect(all.state() == .active)
        #expect(all.consents() == [.signatory, .signatory, .lapsed])
    }

    @Test func `an earlier end needs everybody who relied on the later one`() throws {
        var all = try Negotiation.agreed(until: 48)
        _ = try all.embargo.propose(end: N.hour(24), by: N.coordinator, now: N.now)
        _ = try all.embargo.accept(2, by: N.supplier, now: N.now)
        _ = try all.embargo.accept(2, by: N.coordinator, now: N.now)
        #expect(all.state() == .revise)
        #expect(all.embargo.terms(at: N.now)?.end == N.hour(48))
        _ = try all.embargo.accept(2, by: N.finder, now: N.now)
        #expect(all.state() == .active)
        #expect(all.embargo.terms(at: N.now)?.end == N.hour(24))
        #expect(all.consents() == [.signatory, .signatory, .signatory])
    }

    @Test func `who leaves is not waited for, and who takes back its consent neither`() throws {
        var left = try Negotiation.agreed(until: 48)
        _ = try left.embargo.propose(end: N.hour(24), by: N.coordinator, now: N.now)
        _ = try left.embargo.accept(2, by: N.supplier, now: N.now)
        let effects = left.embargo.leave(N.finder, now: N.now)
        #expect(effects.count == 1 && left.embargo.terms(at: N.now)?.end == N.hour(24))
        #expect(!left.embargo.admits(N.finder, at: N.now))

        var declined = try Negotiation.agreed(until: 48)
        _ = try declined.embargo.decline(1, by: N.finder, now: N.now)
        #expect(declined.consents() == [.signatory, .signatory, .declined])
        _ = try declined.embargo.propose(end: N.hour(24), by: N.coordinator, now: N.now)
        _ = try declined.embargo.accept(2, by: N.supplier, now: N.now)
        #expect(declined.embargo.terms(at: N.now)?.end == N.hour(24))
    }

    @Test func `a revision that is rejected leaves the terms as they were`() throws {
        var all = try Negotiation.agreed(until: 48)
        _ = try all.embargo.propose(end: N.hour(72), by: N.finder, now: N.now)
        _ = try all.embargo.decline(2, by: N.coordinator, now: N.now)
        #expect(all.state() == .active)
        #expect(all.embargo.terms(at: N.now)?.end == N.hour(48))
        #expect(all.consents() == [.signatory, .signatory, .signatory])
    }

    @Test func `it ends with its hour, to the microsecond, by nothing but the time`() throws {
        var all = Negotiation()
        _ = try all.embargo.propose(end: N.hour(48), by: N.coordinator, now: N.now)
        let last = Instant(microseconds: N.hour(48).microseconds - 1)
        #expect(all.state(last) == .active && !all.embargo.admits(N.finder, at: last))
        #expect(all.state(N.hour(48)) == .exited)
        #expect(all.embargo.admits(N.finder, at: N.hour(48)))
        #expect(all.consents(N.hour(48)) == [.noEmbargo, .noEmbargo, .noEmbargo])
        #expect(all.embargo.offer(at: N.hour(48)) == nil)
    }

    @Test func `a proposal whose own hour has passed waits for nobody`() throws {
        var all = Negotiation()
        _ = try all.embargo.propose(end: N.hour(2), by: N.finder, now: N.now)
        #expect(all.state(N.hour(2)) == .none)
        #expect(
            try code { _ = try all.embargo.accept(1, by: N.coordinator, now: N.hour(2)) }
                == "terms-changed"
        )
        var active = try Negotiation.agreed(until: 48)
        _ = try active.embargo.propose(end: N.hour(2), by: N.finder, now: N.now)
        #expect(active.state(N.hour(2)) == .active)
    }

    @Test func `a coordinator ends it early for what made silence useless, with a revision open`()
        throws
    {
        for ending in [EmbargoLifecycle.Ending.published, .exploited, .leaked] {
            var all = try Negotiation.agreed(until: 48)
            _ = try all.embargo.propose(end: N.hour(72), by: N.finder, now: N.now)
            let effects = try all.embargo.terminate(ending, by: N.coordinator, now: N.now)
            #expect(effects == [.exited(ending)])
            #expect(all.state() == .exited && all.embargo.offer(at: N.now) == nil)
            #expect(all.consents() == [.noEmbargo, .noEmbargo, .noEmbargo])
        }
    }

    @Test func `a release ends it once, and none where there is none`() throws {
        var all = try Negotiation.agreed(until: 48)
        #expect(all.embargo.release(now: N.now) == [.exited(.released)])
        #expect(all.embargo.release(now: N.now) == [])
        #expect(all.embargo.exit?.at == N.now)
        var none = Negotiation()
        #expect(none.embargo.release(now: N.now) == [] && none.state() == .none)
        var over = try Negotiation.agreed(until: 48)
        #expect(over.embargo.release(now: N.hour(48)) == [])
    }

    @Test func `answering twice is answering once`() throws {
        var all = try Negotiation.agreed(until: 48)
        let before = all
        #expect(try all.embargo.accept(1, by: N.finder, now: N.now) == [])
        #expect(all.embargo == before.embargo)
    }
}
