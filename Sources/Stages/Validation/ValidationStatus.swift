// SPDX-License-Identifier: Apache-2.0

import Store

/// How far a validation has come, in the words of AIxCC.
package enum ValidationStatus: String, Sendable, CaseIterable, SQLConvertible {
    /// Taken in, and not judged yet.
    case accepted
    /// The reproducer shows what it says.
    case passed
    /// It does not.
    case failed
    /// What was seen decides nothing.
    case inconclusive
    /// It could not be tried.
    case errored
    /// The time that it may take was over.
    case deadlineExceeded = "deadline_exceeded"

    /// Whether nothing more will happen to it.
    package var isFinal: Bool { self != .accepted }
}

/// Why a verdict is what it is; one sentence each says what to change.
package enum VerdictReason: String, Sendable, CaseIterable, SQLConvertible {
    case bundleRefused = "bundle-refused"
    case buildFails = "build-fails"
    case buildOverTime = "build-over-time"
    case buildOverLimit = "build-over-limit"
    case doesNotFire = "does-not-fire"
    case firesSometimes = "fires-sometimes"
    case otherReport = "other-report"
    case runOverTime = "run-over-time"
    case runOverLimit = "run-over-limit"
    case oracleAlwaysFires = "oracle-always-fires"
    case noControl = "no-control"
    case firesOnPatchedTree = "fires-on-patched-tree"
    case patchDoesNotApply = "patch-does-not-apply"
    case patchedBuildFails = "patched-build-fails"
    case patchedReport = "patched-tree-reports"
    case patchedOverLimit = "patched-tree-over-limit"
    case testsFail = "tests-fail-unpatched"
    case patchedTestsFail = "patched-tests-fail"
    case patchChangesBehaviour = "patch-changes-behaviour"
    case overDeadline = "over-deadline"
    case workerFailed = "worker-failed"

    /// What is so, and what to change.
    package var sentence: String {
        switch self {
        case .bundleRefused: "The bundle cannot be read; see its faults."
        case .buildFails: "The vulnerable tree does not build; see what the build said."
        case .buildOverTime:
            "The build did not end in its time: raise limits.buildSeconds, or build less."
        case .buildOverLimit: "The build went over a limit: raise it in the recipe, or build less."
        case .doesNotFire: "The oracle never fired: check the input, the command and the oracle."
        case .firesSometimes:
            "It fired in fewer runs than needed: make it steadier, or ask for fewer."
        case .otherReport:
            "Another report than the oracle's was seen: name that one, if it is meant."
        case .runOverTime: "The program did not end in its time: raise limits.runSeconds."
        case .runOverLimit: "A run went over a limit: raise it in the recipe, or show it in less."
        case .oracleAlwaysFires:
            "The oracle fires on a harmless input too, so that it says nothing about this one."
        case .noControl: "An empty input needs a control: give a benign one, or a patch."
        case .firesOnPatchedTree:
            "It fires on the patched tree too: the patch does not help, or the oracle always fires."
        case .patchDoesNotApply: "Shown; fix.patch does not apply with patch -p1 in the tree."
        case .patchedBuildFails: "Shown; the patched tree does not build."
        case .patchedReport: "Shown; the patched tree gives another report on the same input."
        case .patchedOverLimit: "Shown; the patched tree goes over a limit on the same input."
        case .testsFail: "Shown; the tests fail without the patch too, so they say nothing of it."
        case .patchedTestsFail: "Shown; the patched tree fails its own tests."
        case .patchChangesBehaviour: "Shown; the patch changes what the benign input comes to."
        case .overDeadline: "All steps together took longer than a validation may."
        case .workerFailed:
            "Workers failed over it too often: make the reproducer smaller, or ask again."
        }
    }
}

/// How good a patch was shown to be; each needs all that stands before it.
package enum PatchGrade: String, Sendable, CaseIterable, SQLConvertible {
    /// There is one.
    case candidate
    /// It applies, the patched tree builds, and the same input is silent in every run.
    case plausible
    /// The patched tree's own tests pass, and they pass without the patch too.
    case correct
    /// A benign input comes to the same output and end with the patch and without it.
    case deployable
}
