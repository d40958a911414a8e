// SPDX-License-Identifier: Apache-2.0

package import Access

// The refusals of this stage; docs/reference/problems.md lists them for those who get them.
extension Refusal {
    /// What was sent is not acceptable, with every fault.
    package static func invalid(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid",
            detail: "Some of what was sent cannot be accepted; the errors say where and why.",
            faults: faults
        )
    }

    /// Throws if there are faults.
    static func check(_ faults: [Fault]) throws {
        guard faults.isEmpty else { throw invalid(faults) }
    }

    static let alreadyFounded = Refusal(
        .conflict,
        code: "already-founded",
        detail:
            "This clearinghouse has been founded. An administrator adds participants and people."
    )

    static let lastAdministrator = Refusal(
        .conflict,
        code: "last-administrator",
        detail: """
            Nobody would be left to run the clearinghouse. Make somebody else administrator \
            first, and give them a way in.
            """
    )

    static let participantWithdrawn = Refusal(
        .conflict,
        code: "participant-withdrawn",
        detail: "This participant has withdrawn. To take part again it registers anew."
    )

    static let credentialExists = Refusal(
        .conflict,
        code: "credential-exists",
        detail: """
            They have had a credential before, and nobody takes on another's identity. They can \
            issue their own, or their participant's steward can add them anew.
            """
    )

    static let stewardDecides = Refusal(
        .forbidden,
        code: "steward-decides",
        detail: """
            This participant has a steward, who enters its people and hands out their credentials. \
            If nobody there can, remove the steward first: that stands in the log.
            """
    )

    static let coordinatorDecides = Refusal(
        .forbidden,
        code: "coordinator-decides",
        detail: """
            There is a coordinator, and only a coordinator lets in another: one who is steward too \
            hands out the first credential.
            """
    )

    static let linkEnded = Refusal(
        .gone,
        code: "link-ended",
        detail: "This link was used, has expired or never was. Ask for a new one."
    )

    static func tooMany(_ what: String, most: Int) -> Refusal {
        Refusal(
            .limit,
            code: "too-many-" + what,
            detail: "There can be at most \(most). Remove one that is no longer needed."
        )
    }
}
