// SPDX-License-Identifier: Apache-2.0
import API
import Client

/// What owners have on their pages: scopes of their own, rules, and scans that looked at much.
extension PagesTown {
    /// Scopes that one owner controls.
    private static let held = 100
    /// Scans that were completed with what they looked at.
    private static let covered = 200

    /// Makes packages somebody's own by a coordinator's word, and sets a rule on each.
    func own(_ owner: ClearinghouseClient, by coordinator: ClearinghouseClient) async throws {
        for number in 0..<Self.held {
            var claim = Wire.ControlClaim()
            claim.scope = "pkg:npm/sample-\(number)"
            claim.method = "coordinator"
            let claimed = try await owner.call(Endpoints.claimControl, claim).answer
            var word = Wire.ControlWord()
            word.reason = "Answered from the address in the registry."
            _ = try await coordinator.call(Endpoints.vouchControl, ByID(claimed.id), word)
            var terms = Wire.ScanRuleTerms()
            terms.scope = claim.scope
            terms.stance = "ask"
            terms.contact = "m\(number)@sample.example"
            terms.isListed = true
            _ = try await owner.call(Endpoints.setRule, terms)
        }
    }

    /// Completes scans with what they looked at.
    func cover(_ worker: ClearinghouseClient, _ scans: [String]) async throws {
        for scan in scans.suffix(Self.covered) {
            let scopes = try await worker.call(Endpoints.scan, ByID(scan), NoBody()).answer.scopes
            var told = Wire.CoverageTold()
            told.scopes = scopes.map { scope in
                var part = Wire.ScopeCovered()
                part.scope = scope
                part.completeness = "partial"
                return part
            }
            let end = Wire.ScanEnd(outcome: "completed", coverage: told)
            _ = try await worker.call(Endpoints.endScan, ByID(scan), end)
        }
    }
}
