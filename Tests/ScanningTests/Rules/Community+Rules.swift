// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store

extension Community {
    /// Claims a scope and answers the claim.
    @discardableResult
    func claim(
        _ scope: String,
        _ method: ControlMethod? = nil,
        by viewer: Viewer
    ) async throws -> Control {
        var generator = SystemRandomNumberGenerator()
        let command = try ClaimControl(
            viewer: viewer,
            scope: scope,
            method: method,
            using: &generator
        )
        return try await control(try await submit(command, by: viewer), for: viewer)
    }

    /// Claims a scope, and has a coordinator vouch for it.
    @discardableResult
    func own(_ scope: String, by viewer: Viewer) async throws -> Control {
        let claimed = try await claim(scope, .coordinator, by: viewer)
        let word = ApproveControl(
            viewer: coordinator,
            control: claimed.id,
            reason: "Called them at the number of their registry entry."
        )
        try await submit(word, by: coordinator)
        return try await control(claimed.id, for: viewer)
    }

    func control(_ id: ControlID, for viewer: Viewer) async throws -> Control {
        let now = now
        return try await store.read { try $0.control(id, viewer: viewer, now: now) }
    }

    /// Sets a rule and answers its id.
    @discardableResult
    func setRule(
        _ scope: String,
        _ stance: String,
        by viewer: Viewer,
        change: (inout RuleDraft) -> Void = { _ in }
    ) async throws -> ScanRuleID {
        try await submit(rule(scope, stance, by: viewer, change: change), by: viewer).rule
    }

    func rule(
        _ scope: String,
        _ stance: String,
        by viewer: Viewer,
        change: (inout RuleDraft) -> Void = { _ in }
    ) throws -> SetRule {
        var draft = RuleDraft()
        draft.scope = scope
        draft.stance = stance
        change(&draft)
        return SetRule(viewer: viewer, terms: try RuleTerms(draft, now: now))
    }

    func rules(on scope: String) async throws -> [ScanRule] {
        let (now, scope) = (now, try Scope(parsing: scope))
        return try await store.read { try $0.rules(on: scope, at: now) }
    }

    func authorize(
        _ scanner: Viewer,
        on scope: String,
        _ intensity: String = "active",
        days: Int64 = 30,
        by owner: Viewer
    ) throws -> GiveAuthorization {
        try GiveAuthorization(
            viewer: owner,
            participant: scanner.participant?.description ?? "",
            scope: scope,
            intensity: intensity,
            until: now.adding(seconds: days * 86_400),
            now: now
        )
    }

    func leases(for viewer: Viewer, after: ScanID? = nil) async throws -> [SeenLease] {
        let now = now
        return try await store.read {
            try $0.leasesOnControls(viewer: viewer, now: now, after: after, limit: 50).leases
        }
    }
}
