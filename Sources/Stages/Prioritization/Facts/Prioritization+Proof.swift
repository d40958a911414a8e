// SPDX-License-Identifier: Apache-2.0

import Discovery
import Store
import Validation

/// What the validations of a vulnerability's findings came to.
struct Proofs {
    let best: [ValidationSummary]

    /// What follows from them.
    ///
    /// That it was proven here is never stated. That a patch can be had may be, and a statement
    /// then counts more than a patch that was only tried.
    func facts(beside stated: [Fact]) -> [Fact] {
        let isPatchStated = stated.contains { $0.kind == .patchAvailable }
        return [proof, isPatchStated ? nil : patch].compactMap(\.self)
    }

    /// Proven by one of them, or tried by one and not shown.
    private var proof: Fact? {
        if let shown = best.first(where: { $0.status == .passed }) {
            return shown.fact(.validated, .yes, "a reproducer fired here\(shown.runs)")
        }
        guard let tried = best.first(where: { $0.status == .failed }) else { return nil }
        return tried.fact(.validated, .no, "a reproducer did not fire here\(tried.runs)")
    }

    private var patch: Fact? {
        let patched = best.first { summary in
            switch summary.patchGrade {
            case .plausible, .correct, .deployable: summary.status == .passed
            case .candidate, nil: false
            }
        }
        return patched?.fact(.patchAvailable, .yes, "a patch that was tried here")
    }
}

extension ValidationSummary {
    fileprivate func fact(_ kind: FactKind, _ value: FactValue, _ source: String) -> Fact {
        let at = ended ?? requested
        return Fact(kind, value, source: source, statedAt: at, asOf: at, isDerived: true)
    }

    /// `, in 5 of 5 runs`.
    fileprivate var runs: String {
        guard let fired, let ran else { return "" }
        return ", in \(fired) of \(ran) runs"
    }
}

extension Querying {
    /// The best validation of each finding, by vulnerability; those without any are left out.
    func proofs(of ids: [VulnerabilityID]) throws -> [VulnerabilityID: Proofs] {
        guard !ids.isEmpty else { return [:] }
        let findings = try all(
            """
            SELECT vulnerability, finding FROM vulnerability_findings
            WHERE vulnerability IN (\(each: ids)) ORDER BY finding
            """
        ) { row in (id: try row.read(VulnerabilityID.self), finding: try row.read(FindingID.self)) }
        let best = try bestValidations(of: findings.map(\.finding))
        let proven = findings.filter { best[$0.finding] != nil }
        return Dictionary(grouping: proven, by: \.id).mapValues { findings in
            Proofs(best: findings.compactMap { best[$0.finding] })
        }
    }
}
