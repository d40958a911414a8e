// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Validation

/// What was seen decides, step by step; no command runs here.
@Suite struct ProofTests {
    /// What a step comes to unless a test says otherwise: the best that can be.
    private static func best(_ step: ProofStep) -> StepOutcome {
        switch step {
        case .build, .patch, .tests: .succeeded
        case .run(.vulnerable, _): .seen(.fired, behaviour: [1])
        case .run(.patched, _): .seen(.silent, behaviour: [2])
        case .control: .seen(.silent, behaviour: [3])
        }
    }

    private func prove(
        _ change: (inout Proof.Plan) -> Void = { _ in },
        _ outcome: (ProofStep) -> StepOutcome? = { _ in nil }
    ) -> (verdict: Verdict, steps: [ProofStep]) {
        var plan = Proof.Plan(
            runs: .init(of: 5, needed: 4),
            hasPatch: true,
            hasTests: true,
            hasBenign: true,
            isInputEmpty: false
        )
        change(&plan)
        var proof = Proof(plan)
        var steps = [proof.first]
        while true {
            let step = steps[steps.count - 1]
            switch proof.take(outcome(step) ?? Self.best(step), of: step) {
            case .take(let next): steps.append(next)
            case .end(let verdict): return (verdict, steps)
            }
        }
    }

    @Test func `a proof with every control is deployable, and no step is left out`() {
        let (verdict, steps) = prove()
        #expect(verdict == Verdict(.passed, nil, .deployable))
        #expect(steps.count == 2 + 5 + 1 + 2 + 5 + 2)
        #expect(steps.last == .control(.patched))
    }

    @Test func `each grade needs what the one below it has, and more`() {
        #expect(prove { $0.hasPatch = false }.verdict == Verdict(.passed))
        #expect(prove { $0.hasTests = false }.verdict == Verdict(.passed, nil, .plausible))
        #expect(prove { $0.hasBenign = false }.verdict == Verdict(.passed, nil, .correct))
        let cases: [(ProofStep, StepOutcome, Verdict)] = [
            (.patch, .failed, Verdict(.passed, .patchDoesNotApply, .candidate)),
            (.build(.patched), .failed, Verdict(.passed, .patchedBuildFails, .candidate)),
            (.tests(.patched), .failed, Verdict(.passed, .patchedTestsFail, .plausible)),
            (.tests(.vulnerable), .failed, Verdict(.passed, .testsFail, .plausible)),
            (
                .control(.patched), .seen(.silent, behaviour: [9]),
                Verdict(.passed, .patchChangesBehaviour, .correct)
            ),
            (
                .run(.patched, 5), .seen(.fired, behaviour: []),
                Verdict(.inconclusive, .firesOnPatchedTree, .candidate)
            ),
            (
                .run(.patched, 1), .seen(.otherReport, behaviour: []),
                Verdict(.passed, .patchedReport, .candidate)
            ),
            (
                .run(.patched, 2), .seen(.overTime, behaviour: []),
                Verdict(.passed, .patchedOverLimit, .candidate)
            ),
        ]
        for (step, outcome, verdict) in cases {
            #expect(prove({ _ in }, { $0 == step ? outcome : nil }).verdict == verdict)
        }
    }

    @Test func `an oracle that always fires says nothing`() {
        let always = prove(
            { _ in },
            { step in
                if case .control(.vulnerable) = step { return .seen(.fired, behaviour: []) }
                return nil
            }
        )
        #expect(always.verdict == Verdict(.failed, .oracleAlwaysFires))
        let uncontrolled = prove {
            $0.hasBenign = false
            $0.isInputEmpty = true
            $0.hasPatch = false
        }
        #expect(uncontrolled.verdict == Verdict(.inconclusive, .noControl))
    }

    @Test func `it has to fire as often as the recipe says`() {
        func fired(_ count: Int, else other: Sighting = .silent) -> Verdict {
            prove(
                { _ in },
                { step in
                    guard case .run(.vulnerable, let number) = step, number > count else {
                        return nil
                    }
                    return .seen(other, behaviour: [])
                }
            ).verdict
        }
        #expect(fired(4).status == .passed)
        #expect(fired(3) == Verdict(.inconclusive, .firesSometimes))
        #expect(fired(0) == Verdict(.failed, .doesNotFire))
        #expect(fired(0, else: .otherReport) == Verdict(.inconclusive, .otherReport))
        #expect(fired(0, else: .overTime) == Verdict(.deadlineExceeded, .runOverTime))
        #expect(fired(0, else: .overLimit) == Verdict(.errored, .runOverLimit))
    }

    @Test func `a build that fails or never ends has a verdict of its own`() {
        func built(_ outcome: StepOutcome) -> Verdict {
            prove({ _ in }, { $0 == .build(.vulnerable) ? outcome : nil }).verdict
        }
        #expect(built(.failed) == Verdict(.errored, .buildFails))
        #expect(built(.overTime) == Verdict(.deadlineExceeded, .buildOverTime))
        #expect(built(.overLimit) == Verdict(.errored, .buildOverLimit))
    }

    @Test func `the first verdict stays`() {
        var lifecycle = ValidationLifecycle(status: .accepted)
        #expect(lifecycle.judge(Verdict(.accepted)) == .nothing)
        #expect(lifecycle.judge(Verdict(.passed)) == .judged(Verdict(.passed)))
        #expect(lifecycle.judge(Verdict(.failed, .doesNotFire)) == .nothing)
        #expect(lifecycle.status == .passed)
    }

    @Test func `every reason says what is so in a sentence of its own`() {
        let sentences = Set(VerdictReason.allCases.map(\.sentence))
        #expect(sentences.count == VerdictReason.allCases.count)
        #expect(
            ValidationStatus.allCases.map(\.rawValue) == [
                "accepted", "passed", "failed", "inconclusive", "errored", "deadline_exceeded",
            ]
        )
        #expect(
            PatchGrade.allCases.map(\.rawValue) == [
                "candidate", "plausible", "correct", "deployable",
            ]
        )
    }
}
