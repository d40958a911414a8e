// SPDX-License-Identifier: Apache-2.0
import Scanning

extension FuzzTarget {
    /// A document is read or refused; what is read names its run and what it set aside.
    static let codexSecurity = FuzzTarget(name: "codex-security") { bytes in
        switch try? CodexSecurity.Document(parsing: bytes) {
        case .coverage(let coverage):
            guard !coverage.scanID.isEmpty else { return "coverage of no run" }
            let names = coverage.deferred + coverage.exclusions + coverage.questions
            return names.allSatisfy { !$0.name.isEmpty } ? nil : "a remark on nothing"
        case .manifest(let manifest):
            return manifest.scanID.isEmpty ? "a manifest of no run" : nil
        case nil: return nil
        }
    }
}
