// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Store
import Testing

@Suite struct TwoPersonRuleTests {
    private static let now = Negotiation.now
    private static let moment = Negotiation.hour(5)
    private static let digest: [UInt8] = [1, 2, 3]

    private static func signer(
        _ number: UInt64,
        _ roles: Set<CaseRole>,
        isCoordinator: Bool = false,
        isAgent: Bool = false
    ) -> TwoPersonRule.Signer {
        TwoPersonRule.Signer(
            identity: isAgent
                ? .agent(AgentID(high: 9, low: number)) : .person(PersonID(high: 9, low: number)),
            participant: ParticipantID(high: 1, low: number),
            roles: roles,
            isCoordinator: isCoordinator
        )
    }

    private static let coordinator = signer(1, [.coordinator], isCoordinator: true)
    private static let colleague = signer(2, [.coordinator], isCoordinator: true)
    private static let supplier = signer(3, [.supplier])
    private static let other = signer(4, [.supplier, .finder])

    private func rule(_ signers: [TwoPersonRule.Signer] = []) throws -> TwoPersonRule {
        var rule = TwoPersonRule(digest: Self.digest, moment: Self.moment)
        for signer in signers { try sign(&rule, signer) }
        return rule
    }

    private func sign(
        _ rule: inout TwoPersonRule,
        _ signer: TwoPersonRule.Signer,
        digest: [UInt8] = Self.digest,
        moment: Instant = Self.moment,
        now: Instant = Self.now
    ) throws {
        try rule.sign(by: signer, digest: digest, moment: moment, now: now)
    }

    @Test func `a coordinator and the supplier release together, at the moment and not before`()
        throws
    {
        var rule = try rule([Self.supplier])
        #expect(!rule.isComplete && !rule.releases(at: Self.moment))
        try sign(&rule, Self.coordinator)
        #expect(rule.isComplete)
        #expect(!rule.releases(at: Instant(microseconds: Self.moment.microseconds - 1)))
        #expect(rule.releases(at: Self.moment))
        #expect(try self.rule([Self.coordinator, Self.colleague]).isComplete)
    }

    @Test func `two people of suppliers are not enough without a coordinator`() throws {
        var rule = try rule([Self.supplier, Self.other])
        #expect(!rule.isComplete)
        try sign(&rule, Self.coordinator)
        #expect(rule.isComplete)
    }

    @Test func `whoever may not sign is told why, and nothing is signed`() throws {
        let agent = Self.signer(5, [.supplier], isAgent: true)
        let robot = Self.signer(6, [.coordinator], isCoordinator: true, isAgent: true)
        let finder = Self.signer(7, [.finder, .operator, .observer])
        // Of the coordinating participant, and no coordinator; a coordinator who is not on it.
        let clerk = Self.signer(8, [.coordinator])
        let visitor = Self.signer(9, [], isCoordinator: true)
        let both = try rule([Self.coordinator, Self.supplier])
        let cases: [(TwoPersonRule, TwoPersonRule.Signer, String)] = [
            (try rule(), agent, "signature-of-software"),
            (try rule(), robot, "signature-of-software"),
            (try rule(), finder, "signature-role"),
            (try rule(), clerk, "signature-role"),
            (try rule(), visitor, "signature-role"),
            (try rule([Self.coordinator]), Self.coordinator, "signed-already"),
            (both, Self.colleague, "signatures-complete"),
        ]
        for (before, signer, expected) in cases {
            var rule = before
            #expect(try code { try sign(&rule, signer) } == expected)
            #expect(rule == before)
        }
    }

    @Test func `one person in two roles is one person`() throws {
        let both = Self.signer(1, [.coordinator, .supplier], isCoordinator: true)
        var rule = try rule([both])
        #expect(try code { try sign(&rule, both) } == "signed-already")
        #expect(!rule.isComplete)
    }

    @Test func `a signature is for exactly this and exactly then`() throws {
        var rule = try rule()
        let other = Self.moment.adding(seconds: 1)
        #expect(
            try code { try sign(&rule, Self.supplier, digest: [1, 2, 4]) } == "signature-of-other"
        )
        #expect(
            try code { try sign(&rule, Self.supplier, moment: other) } == "signature-of-other"
        )
        #expect(
            try code { try sign(&rule, Self.supplier, now: Self.moment) } == "release-moment-passed"
        )
        #expect(rule.signatures.isEmpty)
    }

    @Test func `until the moment a signature can be taken back, by who gave it`() throws {
        guard case .person(let person) = Self.supplier.identity,
            case .person(let stranger) = Self.other.identity
        else { return }
        var rule = try rule([Self.coordinator, Self.supplier])
        #expect(try code { try rule.withdraw(by: stranger, now: Self.now) } == "not-signed")
        #expect(
            try code { try rule.withdraw(by: person, now: Self.moment) } == "release-moment-passed"
        )
        #expect(rule.isComplete)
        try rule.withdraw(by: person, now: Self.now)
        #expect(!rule.isComplete)
        try sign(&rule, Self.supplier)
        #expect(rule.isComplete)
    }
}
