// SPDX-License-Identifier: Apache-2.0

/// Which tree a step works on.
package enum ProofTree: String, Sendable, CaseIterable {
    case vulnerable
    case patched
}

/// One command of a proof.
package enum ProofStep: Sendable, Hashable {
    case build(ProofTree)
    /// A harmless input: the benign one, or an empty one where none was given.
    case control(ProofTree)
    /// The input that has to fire the oracle, from 1 on.
    case run(ProofTree, Int)
    case patch
    case tests(ProofTree)
}

/// What a step came to, as far as the verdict asks.
package enum StepOutcome: Sendable, Hashable {
    /// A build, a patch or tests ended with 0.
    case succeeded
    /// They ended otherwise.
    case failed
    /// They met a limit of time.
    case overTime
    /// They met another limit.
    case overLimit
    /// A run or control, as the oracle saw it, with a digest of what it came to.
    case seen(Sighting, behaviour: [UInt8])
}

/// A validation as a sequence of steps: what was seen goes in, the next step or verdict comes out.
///
/// It does nothing itself.
package struct Proof: Sendable {
    /// What there is to prove with.
    package struct Plan: Sendable, Hashable {
        package var runs: Recipe.Runs
        package var hasPatch: Bool
        package var hasTests: Bool
        package var hasBenign: Bool
        /// An empty input is no control where the input that has to fire is empty itself.
        package var isInputEmpty: Bool

        package init(
            runs: Recipe.Runs,
            hasPatch: Bool,
            hasTests: Bool,
            hasBenign: Bool,
            isInputEmpty: Bool
        ) {
            self.runs = runs
            self.hasPatch = hasPatch
            self.hasTests = hasTests
            self.hasBenign = hasBenign
            self.isInputEmpty = isInputEmpty
        }

        /// Whether the vulnerable tree is run on a harmless input.
        var hasControl: Bool { hasBenign || !isInputEmpty }
    }

    /// What comes next.
    package enum Effect: Sendable, Hashable {
        case take(ProofStep)
        case end(Verdict)
    }

    /// What was seen of each control, for the attestation.
    package struct Record: Sendable, Hashable {
        /// How often the oracle fired on the vulnerable tree, and of how many runs.
        package var fired = 0
        package var ran = 0
        package var control: Sighting?
        package var tests: Bool?
        package var patchApplies: Bool?
        package var patchedBuilds: Bool?
        /// Runs of the patched tree that were silent.
        package var patchedSilent = 0
        package var patchedRan = 0
        package var patchedTests: Bool?
        package var behavesTheSame: Bool?

        package init() {}
    }

    package let plan: Plan
    package private(set) var record = Record()
    private var sightings: [Sighting] = []
    private var patchedSightings: [Sighting] = []
    private var benignBehaviour: [UInt8] = []

    package init(_ plan: Plan) {
        self.plan = plan
    }

    /// The first step of all.
    package var first: ProofStep { .build(.vulnerable) }

    /// Takes in what a step came to.
    package mutating func take(_ outcome: StepOutcome, of step: ProofStep) -> Effect {
        switch step {
        case .build(.vulnerable): built(outcome)
        case .control(.vulnerable): controlled(outcome)
        case .run(.vulnerable, let number): ran(outcome, number)
        case .tests(.vulnerable): tested(outcome)
        case .patch: applied(outcome)
        case .build(.patched): builtPatched(outcome)
        case .run(.patched, let number): ranPatched(outcome, number)
        case .tests(.patched): testedPatched(outcome)
        case .control(.patched): compared(outcome)
        }
    }

    private func built(_ outcome: StepOutcome) -> Effect {
        switch outcome {
        case .succeeded: .take(plan.hasControl ? .control(.vulnerable) : .run(.vulnerable, 1))
        case .overTime: .end(Verdict(.deadlineExceeded, .buildOverTime))
        case .overLimit: .end(Verdict(.errored, .buildOverLimit))
        case .failed, .seen: .end(Verdict(.errored, .buildFails))
        }
    }

    private mutating func controlled(_ outcome: StepOutcome) -> Effect {
        guard case .seen(let sighting, let behaviour) = outcome else {
            return .end(Verdict(.errored, .buildFails))
        }
        record.control = sighting
        benignBehaviour = behaviour
        return switch sighting {
        case .silent: .take(.run(.vulnerable, 1))
        case .fired, .otherReport: .end(Verdict(.failed, .oracleAlwaysFires))
        case .overTime: .end(Verdict(.inconclusive, .runOverTime))
        case .overLimit: .end(Verdict(.inconclusive, .runOverLimit))
        }
    }

    private mutating func ran(_ outcome: StepOutcome, _ number: Int) -> Effect {
        let sighting = Self.sighting(outcome)
        sightings.append(sighting)
        record.ran += 1
        if sighting == .fired { record.fired += 1 }
        guard number >= plan.runs.of else { return .take(.run(.vulnerable, number + 1)) }
        guard record.fired >= plan.runs.needed else { return .end(unshown) }
        if plan.hasTests, plan.hasPatch { return .take(.tests(.vulnerable)) }
        return patchOrEnd
    }

    /// The verdict where the oracle fired too rarely.
    private var unshown: Verdict {
        if record.fired > 0 { return Verdict(.inconclusive, .firesSometimes) }
        if sightings.contains(.otherReport) { return Verdict(.inconclusive, .otherReport) }
        if sightings.contains(.overTime) { return Verdict(.deadlineExceeded, .runOverTime) }
        if sightings.contains(.overLimit) { return Verdict(.errored, .runOverLimit) }
        return Verdict(.failed, .doesNotFire)
    }

    private var patchOrEnd: Effect {
        if plan.hasPatch { return .take(.patch) }
        guard plan.hasControl else { return .end(Verdict(.inconclusive, .noControl)) }
        return .end(Verdict(.passed))
    }

    private mutating func tested(_ outcome: StepOutcome) -> Effect {
        record.tests = outcome == .succeeded
        return patchOrEnd
    }

    private mutating func applied(_ outcome: StepOutcome) -> Effect {
        record.patchApplies = outcome == .succeeded
        if outcome == .succeeded { return .take(.build(.patched)) }
        return shown(.patchDoesNotApply, grade: .candidate)
    }

    private mutating func builtPatched(_ outcome: StepOutcome) -> Effect {
        record.patchedBuilds = outcome == .succeeded
        if outcome == .succeeded { return .take(.run(.patched, 1)) }
        return shown(.patchedBuildFails, grade: .candidate)
    }

    /// Shown on the vulnerable tree, whatever becomes of the patch; without a control only a
    /// patched tree that is silent tells it from an oracle that always fires.
    private func shown(_ reason: VerdictReason?, grade: PatchGrade) -> Effect {
        let isTold = plan.hasControl || grade > .candidate
        guard isTold else { return .end(Verdict(.inconclusive, .noControl, grade)) }
        return .end(Verdict(.passed, reason, grade))
    }

    private mutating func ranPatched(_ outcome: StepOutcome, _ number: Int) -> Effect {
        let sighting = Self.sighting(outcome)
        patchedSightings.append(sighting)
        record.patchedRan += 1
        if sighting == .silent { record.patchedSilent += 1 }
        guard number >= plan.runs.of else { return .take(.run(.patched, number + 1)) }
        if patchedSightings.contains(.fired) {
            return .end(Verdict(.inconclusive, .firesOnPatchedTree, .candidate))
        }
        if patchedSightings.contains(.otherReport) {
            return shown(.patchedReport, grade: .candidate)
        }
        guard patchedSightings.allSatisfy({ $0 == .silent }) else {
            return shown(.patchedOverLimit, grade: .candidate)
        }
        guard plan.hasTests else { return shown(nil, grade: .plausible) }
        return .take(.tests(.patched))
    }

    private mutating func testedPatched(_ outcome: StepOutcome) -> Effect {
        record.patchedTests = outcome == .succeeded
        // Tests that fail anyway tell nothing, whichever way they go with the patch.
        guard record.tests == true else { return shown(.testsFail, grade: .plausible) }
        guard outcome == .succeeded else { return shown(.patchedTestsFail, grade: .plausible) }
        return plan.hasBenign ? .take(.control(.patched)) : shown(nil, grade: .correct)
    }

    private mutating func compared(_ outcome: StepOutcome) -> Effect {
        let isSame = outcome == .seen(.silent, behaviour: benignBehaviour)
        record.behavesTheSame = isSame
        return isSame
            ? shown(nil, grade: .deployable) : shown(.patchChangesBehaviour, grade: .correct)
    }

    private static func sighting(_ outcome: StepOutcome) -> Sighting {
        switch outcome {
        case .seen(let sighting, _): sighting
        case .overTime: .overTime
        case .overLimit: .overLimit
        case .succeeded, .failed: .silent
        }
    }
}

extension PatchGrade: Comparable {
    /// Worse comes first.
    package static func < (left: Self, right: Self) -> Bool {
        guard let first = allCases.firstIndex(of: left), let second = allCases.firstIndex(of: right)
        else { return false }
        return first < second
    }
}

/// What a validation came to.
package struct Verdict: Sendable, Hashable {
    package let status: ValidationStatus
    package let reason: VerdictReason?
    package let grade: PatchGrade?

    package init(
        _ status: ValidationStatus,
        _ reason: VerdictReason? = nil,
        _ grade: PatchGrade? = nil
    ) {
        self.status = status
        self.reason = reason
        self.grade = grade
    }

    /// What it came to, in one sentence.
    package var sentence: String {
        if let reason { return reason.sentence }
        return switch (status, grade) {
        case (.accepted, _): "It waits for a worker."
        case (.passed, nil): "The reproducer shows what it says."
        case (.passed, .plausible?): "Shown; the patch silences it, and no tests were given."
        case (.passed, .correct?): "Shown; the patch silences it and passes the tree's own tests."
        case (.passed, .deployable?):
            "Shown; the patch silences it, passes the tests and changes nothing else tried."
        case (.passed, .candidate?): "Shown; the patch was not."
        default: "It could not be decided."
        }
    }
}
