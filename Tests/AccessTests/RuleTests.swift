// SPDX-License-Identifier: Apache-2.0

import Access
import Store
import Testing

private let owner = Cast.participants[1]
private let other = Cast.participants[0]
private let now = Cast.now

@Suite("Who may know that a thing exists")
struct RuleTests {
    private func sees(_ viewer: Viewer, _ marking: Marking, at moment: Instant = now) -> Bool {
        VisibilityRule.isVisible(marking, to: viewer, now: moment)
    }

    @Test(arguments: VisibilityRule.work, TLP.allCases)
    func `owner and audience see a thing whatever its label, and others do not`(
        kind: ThingKind,
        tlp: TLP
    ) {
        let thing = Cast.marking(kind, tlp: tlp, audience: [Cast.participants[2]])
        #expect(sees(Cast.person([.member], of: owner), thing))
        #expect(sees(Cast.agent([.reader], of: owner), thing))
        #expect(sees(Cast.person([.reader], of: Cast.participants[2]), thing))
        #expect(!sees(Cast.person([.member], of: other), thing))
        #expect(!sees(.nobody, thing))
    }

    @Test func `the community sees green and clear things, and nothing narrower`() {
        for tlp in TLP.allCases {
            let thing = Cast.marking(.finding, tlp: tlp, reach: .community)
            #expect(sees(Cast.person([.member]), thing) == (tlp >= .green))
            #expect(!sees(.nobody, thing))
        }
    }

    @Test func `everyone sees clear things only`() {
        for tlp in TLP.allCases {
            let thing = Cast.marking(.finding, tlp: tlp, reach: .everyone)
            #expect(sees(.nobody, thing) == (tlp == .clear))
        }
    }

    @Test func `an embargo ends at its very microsecond`() {
        let thing = Cast.marking(.finding, tlp: .clear, reach: .everyone, embargoUntil: now)
        #expect(!sees(.nobody, thing, at: now.adding(microseconds: -1)))
        #expect(sees(.nobody, thing, at: now))
        #expect(sees(Cast.person([.member], of: owner), thing, at: now.adding(microseconds: -1)))
    }

    @Test func `a coordinator triages reports and findings of all, under embargo too`() {
        let coordinator = Cast.person([.coordinator])
        let until = now.adding(seconds: 60)
        #expect(sees(coordinator, Cast.marking(.report, owner: nil, tlp: .red)))
        #expect(sees(coordinator, Cast.marking(.finding, tlp: .red, embargoUntil: until)))
        #expect(!sees(coordinator, Cast.marking(.scan)))
        #expect(!sees(coordinator, Cast.marking(.notice)))
        #expect(!sees(coordinator, Cast.marking(.participant)))
    }

    @Test func `an administrator sees who takes part and none of their work`() {
        let administrator = Cast.person([.administrator])
        for kind in VisibilityRule.roster {
            #expect(sees(administrator, Cast.marking(kind)))
        }
        for kind in VisibilityRule.work {
            #expect(!sees(administrator, Cast.marking(kind, tlp: .clear)))
            #expect(!sees(administrator, Cast.marking(kind, owner: other)))
        }
    }

    @Test func `members do not see who else takes part`() {
        for kind in VisibilityRule.roster {
            for role in Role.allCases where role != .administrator {
                let thing = Cast.marking(kind, tlp: .clear, reach: .community)
                #expect(!sees(Cast.person([role]), thing))
            }
        }
    }

    @Test func `a token is seen by its holder and its own steward`() {
        let holder = Cast.person([.reader], of: owner, number: 1)
        let token = Marking(
            thing: ID(high: 10, low: 1),
            kind: .token,
            owner: owner,
            holder: holder.holder,
            tlp: .amberStrict
        )
        #expect(sees(holder, token))
        #expect(sees(Cast.person([.steward], of: owner, number: 2), token))
        #expect(!sees(Cast.person([.member], of: owner, number: 2), token))
        #expect(!sees(Cast.person([.steward], of: other, number: 2), token))
    }

    @Test func `a withdrawn participant sees what a stranger sees`() {
        var generator = Seeded(state: 3)
        for number in 0..<2_000 {
            let thing = Cast.anyMarking(UInt64(number), using: &generator)
            let left = Cast.person(Set(Role.allCases), hasWithdrawn: true)
            #expect(sees(left, thing) == sees(.nobody, thing))
        }
    }

    @Test func `somebody without a role sees what a stranger sees of others' work`() {
        let thing = Cast.marking(.finding, tlp: .green, reach: .community)
        #expect(!sees(Cast.person([]), thing))
    }
}
