// SPDX-License-Identifier: Apache-2.0

import Access
import Store
import StrictJSON
import Validation

/// A validation in the list of a finding.
struct ValidationLine: Sendable {
    let id: String
    let at: String
    let atText: String
    let status: String
    let verdict: String
    let grade: String

    init(_ summary: ValidationSummary) {
        id = summary.id.description
        at = summary.requested.description
        atText = summary.requested.forPeople
        status = summary.status.forPeople
        verdict = summary.verdict.sentence
        grade = summary.patchGrade?.rawValue ?? (summary.hasFix ? "not shown" : "none given")
    }
}

/// A validation with what was seen of its controls.
struct ValidationPage: Sendable {
    /// One control and what was seen of it.
    struct Control: Sendable {
        let name: String
        let outcome: String
    }

    /// What is wrong with the bundle.
    struct Fault: Sendable {
        let place: String
        let reason: String
    }

    /// What a command wrote.
    struct Log: Sendable {
        let step: String
        let text: String
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let finding: String
    let status: String
    let grade: String
    let oracle: String
    let hasOracle: Bool
    let at: String
    let atText: String
    let ended: String?
    let endedText: String
    let tree: String?
    let patchedTree: String?
    let sandbox: String
    let hasSandbox: Bool
    let hasAttestation: Bool
    let controls: [Control]
    let hasControls: Bool
    let faults: [Fault]
    let hasFaults: Bool
    let logs: [Log]
    let hasLogs: Bool

    init(frame: PageFrame, detail: ValidationDetail, sandboxState: String) {
        let summary = detail.summary
        let evidence = detail.evidence
        self.frame = frame
        todo = Todo(detail, sandboxState: sandboxState)
        id = summary.id.description
        finding = summary.finding.description
        status = summary.status.forPeople
        grade = summary.patchGrade?.forPeople ?? (summary.hasFix ? "not shown" : "none given")
        oracle = evidence?.oracle ?? ""
        hasOracle = !oracle.isEmpty
        at = summary.requested.description
        atText = summary.requested.forPeople
        ended = summary.ended?.description
        endedText = summary.ended?.forPeople ?? ""
        tree = evidence?.treeDigest
        patchedTree = evidence?.patchedTreeDigest
        sandbox = [evidence?.compiler, evidence?.limitMode.map { "limits held by \($0)" }]
            .compactMap(\.self).joined(separator: "; ")
        hasSandbox = !sandbox.isEmpty
        hasAttestation = summary.hasAttestation
        controls = Control.all(evidence?.controls ?? [:])
        hasControls = !controls.isEmpty
        faults = (evidence?.faults ?? []).map { Fault(place: $0.place, reason: $0.reason) }
        hasFaults = !faults.isEmpty
        logs = (evidence?.logs ?? []).map { Log(step: $0.step, text: $0.text) }
        hasLogs = !logs.isEmpty
    }
}

extension Todo {
    /// What whoever asked has to do next.
    fileprivate init(_ detail: ValidationDetail, sandboxState: String) {
        let verdict = detail.summary.verdict
        switch verdict.status {
        case .accepted: self.init("Nothing to do: it waits for a worker.", why: sandboxState)
        case .passed where verdict.reason == nil:
            self.init("Nothing to do: it is shown.", why: verdict.sentence)
        case .passed: self.init("Better the patch, then send it again.", why: verdict.sentence)
        case .failed, .inconclusive, .errored, .deadlineExceeded:
            self.init("Change the reproducer, then send it again.", why: verdict.sentence)
        }
    }
}

extension ValidationPage.Control {
    private static let names: [(key: String, name: String)] = [
        ("harmlessInput", "A harmless input on the vulnerable tree"),
        ("testsPassUnpatched", "Its own tests without the patch"),
        ("patchApplies", "The patch applies"), ("patchedTreeBuilds", "The patched tree builds"),
        ("testsPassPatched", "Its own tests with the patch"),
        ("harmlessInputUnchanged", "The harmless input comes to the same with the patch"),
    ]

    /// The controls that were tried, in their order.
    fileprivate static func all(_ seen: JSONObject) -> [Self] {
        var all: [Self] = []
        if let ran = seen["ran"]?.int64Value, ran > 0 {
            let fired = seen["fired"]?.int64Value ?? 0
            all.append(Self(name: "The oracle fired", outcome: "in \(fired) of \(ran) runs"))
        }
        if let ran = seen["patchedRan"]?.int64Value {
            let silent = seen["patchedSilent"]?.int64Value ?? 0
            all.append(
                Self(name: "Silent on the patched tree", outcome: "in \(silent) of \(ran) runs")
            )
        }
        for (key, name) in names {
            switch seen[key] {
            case .bool(let flag)?: all.append(Self(name: name, outcome: flag ? "yes" : "no"))
            case .string(let text)?: all.append(Self(name: name, outcome: text))
            default: break
            }
        }
        return all
    }
}

extension ValidationStatus {
    /// The status in words.
    fileprivate var forPeople: String {
        switch self {
        case .accepted: "waits"
        case .passed: "shown"
        case .failed: "not shown"
        case .inconclusive: "undecided"
        case .errored: "could not be tried"
        case .deadlineExceeded: "out of time"
        }
    }
}

extension PatchGrade {
    /// The grade with what it means.
    fileprivate var forPeople: String {
        switch self {
        case .candidate: "candidate: nothing is shown of it"
        case .plausible: "plausible: the input is silent with it"
        case .correct: "correct: the tree's own tests pass too"
        case .deployable: "deployable: nothing else that was tried changes"
        }
    }
}
