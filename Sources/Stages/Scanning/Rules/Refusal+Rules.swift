// SPDX-License-Identifier: Apache-2.0

package import Access

// The refusals about control, rules and authorizations; docs/reference/problems.md lists them.
extension Refusal {
    static func invalidControl(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-control",
            detail: "This cannot be claimed like this; see the faults.",
            faults: faults
        )
    }

    static let alreadyClaimed = Refusal(
        .conflict,
        code: "already-claimed",
        detail: "You have claimed this scope in this way already. Check that claim, or give it up."
    )
    static let tooManyControls = Refusal(
        .limit,
        code: "too-many-controls",
        detail: "You hold \(Control.limit) claims. Give up those that you no longer need."
    )
    static let controlEnded = Refusal(
        .conflict,
        code: "control-ended",
        detail: "This claim was given up. Claim the scope anew."
    )
    static let controlNeedsWord = Refusal(
        .conflict,
        code: "control-needs-word",
        detail: """
            Nothing is published for this claim: a coordinator's word proves it, and proves it \
            again before it runs out.
            """
    )
    static let controlNeedsProof = Refusal(
        .conflict,
        code: "control-needs-proof",
        detail: """
            This claim is proven by what its owner publishes. For a coordinator's word its owner \
            claims the scope anew by the method coordinator.
            """
    )
    static let ownClaim = Refusal(
        .conflict,
        code: "own-claim",
        detail: "Nobody vouches for their own participant. Ask a coordinator of another."
    )
    static let checkedJustNow = Refusal(
        .limit,
        code: "checked-just-now",
        detail: """
            This place was looked at for you less than \(Control.restSeconds) seconds ago. Wait a \
            moment; a record may take minutes to be seen.
            """
    )

    static func invalidRule(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-rule",
            detail: "The rule cannot be set like this; see the faults.",
            faults: faults
        )
    }

    static func invalidOnBehalf(_ code: String, _ reason: String) -> Refusal {
        invalidRule([Fault(place: "/onBehalf", code: code, reason: reason)])
    }

    static func invalidStop(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-stop",
            detail: "The scan cannot be stopped like this; see the faults.",
            faults: faults
        )
    }

    static func invalidAuthorization(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-authorization",
            detail: "The authorization cannot be given like this; see the faults.",
            faults: faults
        )
    }

    package static let noRuleToFill = Refusal(
        .conflict,
        code: "no-rule-to-fill",
        detail: "A route is a contact: set a rule on its repository first, then import it."
    )
    static let tooManyRules = Refusal(
        .limit,
        code: "too-many-rules",
        detail: "You have set \(SetRule.limit) rules. Set one on a wider scope instead of many."
    )
    static let tooManyAuthorizations = Refusal(
        .limit,
        code: "too-many-authorizations",
        detail: """
            \(GiveAuthorization.limit) authorizations of yours are in force. Withdraw those that \
            are done, or give them on wider scopes.
            """
    )
    static let authorizationEnded = Refusal(
        .conflict,
        code: "authorization-ended",
        detail: "This authorization was withdrawn already."
    )
}
