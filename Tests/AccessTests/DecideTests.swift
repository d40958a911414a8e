// SPDX-License-Identifier: Apache-2.0

import Access
import Store
import Testing

private let owner = Cast.participants[1]
private let now = Cast.now

@Suite("What may be done")
struct DecideTests {
    private func decision(_ viewer: Viewer, _ action: Action, _ marking: Marking?) -> Decision {
        decide(viewer, action, on: marking, now: now)
    }

    @Test func `what is hidden and what is absent are answered alike`() {
        let hidden = Cast.marking(.finding, tlp: .red)
        for action in Action.allCases where action.kinds.contains(.finding) {
            for viewer in [Cast.person([.member]), Cast.agent([.reader]), .nobody] {
                #expect(decision(viewer, action, hidden) == decision(viewer, action, nil))
            }
        }
    }

    @Test func `nothing can be done with what cannot be seen`() {
        var generator = Seeded(state: 5)
        for number in 0..<5_000 {
            let viewer = Cast.anyViewer(using: &generator)
            let thing = Cast.anyMarking(UInt64(number), using: &generator)
            guard !VisibilityRule.isVisible(thing, to: viewer, now: now) else { continue }
            for action in Action.allCases where !action.kinds.isEmpty {
                let answer = decision(viewer, action, thing)
                #expect(answer == .hidden || answer == .unknownViewer)
            }
        }
    }

    @Test func `an action on a thing of another kind finds nothing`() {
        let scan = Cast.marking(.scan, owner: owner)
        #expect(decision(Cast.person([.member], of: owner), .readFinding, scan) == .hidden)
    }

    @Test func `reporting needs no account`() {
        #expect(decide(.nobody, .submitReport) == .allowed(hiding: []))
        #expect(decide(.nobody, .followSubmission) == .allowed(hiding: []))
        #expect(decide(.nobody, .readPublic) == .allowed(hiding: []))
        #expect(decide(.nobody, .declareScan) == .unknownViewer)
    }

    @Test func `only members declare scans, and only on their own`() {
        #expect(decide(Cast.person([.member]), .declareScan) == .allowed(hiding: []))
        #expect(decide(Cast.agent([.member]), .declareScan) == .allowed(hiding: []))
        #expect(decide(Cast.person([.reader]), .declareScan) == .refused)
        let scan = Cast.marking(.scan, tlp: .green, reach: .community)
        #expect(decision(Cast.person([.member], of: owner), .changeScan, scan) != .refused)
        #expect(decision(Cast.person([.member]), .changeScan, scan) == .refused)
    }

    @Test func `an agent's credential cannot make or end others`() {
        let agent = Cast.agent(Set(Role.allCases), of: owner)
        for action in [
            Action.manageTokens, .manageOwnPeople, .manageParticipants, .withdrawParticipant,
            .exportParticipant,
        ] {
            #expect(decide(agent, action) == .refused)
        }
    }

    @Test func `leaving and taking one's data out is decided by one's own steward alone`() {
        let entry = Cast.marking(.participant)
        for action in [Action.withdrawParticipant, .exportParticipant] {
            let steward = decision(Cast.person([.steward], of: owner), action, entry)
            #expect(steward == .allowed(hiding: []))
            #expect(decision(Cast.person([.administrator]), action, entry) == .refused)
            #expect(decision(Cast.person([.member], of: owner), action, entry) == .refused)
            #expect(decision(Cast.person([.steward]), action, entry) == .hidden)
        }
    }

    @Test func `a finding's owner learns neither of co-finders nor of others it was shared with`() {
        let finding = Cast.marking(.finding, audience: [Cast.participants[2]])
        let answer = decision(Cast.person([.member], of: owner), .readFinding, finding)
        #expect(answer == .allowed(hiding: [.reporter, .audience, .rawReport, .contact]))
    }

    @Test func `the raw report and its reporter are for its owner and for triage`() {
        let report = Cast.marking(.report, audience: [Cast.participants[2]])
        let mine = decision(Cast.person([.member], of: owner), .readReport, report)
        let triage = decision(Cast.person([.coordinator]), .readReport, report)
        let shared = decision(
            Cast.person([.member], of: Cast.participants[2]),
            .readReport,
            report
        )
        #expect(mine == .allowed(hiding: [.audience]))
        #expect(triage == .allowed(hiding: []))
        #expect(shared == .allowed(hiding: [.audience, .reporter, .rawReport, .contact]))
    }

    @Test func `software is not shown how to reach a person`() {
        let person = Cast.marking(.person)
        let colleague = decision(Cast.person([.reader], of: owner), .readPeople, person)
        let agent = decision(Cast.agent([.member], of: owner), .readPeople, person)
        #expect(colleague == .allowed(hiding: []))
        #expect(agent == .allowed(hiding: [.contact]))
    }

    @Test func `each answer but yes is thrown as a refusal of its own sort`() throws {
        #expect(throws: Refusal.notFound) { try Decision.hidden.hiding() }
        #expect(throws: Refusal.forbidden) { try Decision.refused.hiding() }
        #expect(throws: Refusal.unauthenticated) { try Decision.unknownViewer.hiding() }
        #expect(try Decision.allowed(hiding: [.contact]).hiding() == [.contact])
    }
}

@Suite("Terms travel")
struct LooseningTests {
    private let source = Cast.marking(
        .report,
        tlp: .amber,
        reach: .named,
        embargoUntil: now.adding(seconds: 60)
    )

    @Test func `the same terms or closer ones are no loosening`() {
        #expect(source.loosenings(of: source, now: now).isEmpty)
        let closer = Cast.marking(.finding, tlp: .red, embargoUntil: now.adding(seconds: 61))
        #expect(closer.loosenings(of: source, now: now).isEmpty)
    }

    @Test func `each looser term is named`() {
        let looser = Cast.marking(
            .finding,
            tlp: .clear,
            reach: .everyone,
            audience: [Cast.participants[3]],
            embargoUntil: now.adding(seconds: 59)
        )
        #expect(looser.loosenings(of: source, now: now) == Set(Marking.Loosening.allCases))
        let none = Cast.marking(.finding, tlp: .amber)
        #expect(none.loosenings(of: source, now: now) == [.embargo])
    }

    @Test func `an embargo that has ended binds nobody`() {
        let free = Cast.marking(.finding, tlp: .amber)
        #expect(free.loosenings(of: source, now: now.adding(seconds: 60)).isEmpty)
    }
}
