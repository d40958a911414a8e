// SPDX-License-Identifier: Apache-2.0

package import Access

// The refusals of this stage; docs/reference/problems.md lists them for those who get them.
extension Refusal {
    static func invalidCase(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-case",
            detail: "This cannot stand on a case; see the faults.",
            faults: faults
        )
    }

    static let notOnCase = Refusal(
        .conflict,
        code: "not-on-case",
        detail: "Your participant is not on this case. A coordinator can invite it."
    )
    package static let consentFirst = Refusal(
        .conflict,
        code: "consent-first",
        detail: "What is on this case is shown to those who keep its terms: consent to them first."
    )
    static let caseClosed = Refusal(
        .conflict,
        code: "case-closed",
        detail: "This case is closed; what is on it can still be read."
    )
    static let caseThere = Refusal(
        .conflict,
        code: "case-exists",
        detail: "There is an open case for this vulnerability. Work on that one, or close it first."
    )
    static let embargoHolds = Refusal(
        .conflict,
        code: "embargo-in-force",
        detail: "The embargo is in force. Close the case when it has ended."
    )
    static let lastCoordinator = Refusal(
        .conflict,
        code: "last-coordinator",
        detail: "The case would be without a coordinator. Invite another one first, or close it."
    )
    static let tooManyMembers = Refusal(
        .limit,
        code: "too-many-members",
        detail: "A case has at most \(InviteMember.mostMembers) participants."
    )
    static let tooManyMessages = Refusal(
        .limit,
        code: "too-many-messages",
        detail: "A case holds at most \(WriteMessage.mostMessages) messages."
    )
}

// What an embargo refuses.
extension Refusal {
    static let embargoNotOnTheHour = invalidEmbargo(
        "not-on-the-hour",
        "An embargo ends on a full hour of UTC, such as 2026-07-01T12:00:00Z."
    )
    static let embargoInThePast = invalidEmbargo(
        "in-the-past",
        "An embargo ends in the future; choose a later hour."
    )
    static let embargoTooLong = invalidEmbargo(
        "too-late",
        "An embargo lasts at most a year; propose an earlier hour, and extend it when it is needed."
    )
    static let embargoSameEnd = Refusal(
        .conflict,
        code: "embargo-same-end",
        detail: "That hour is in force or on the table already: accept it, or propose another."
    )
    static let embargoExited = Refusal(
        .conflict,
        code: "embargo-exited",
        detail: "The embargo of this case has ended, and no other follows it."
    )
    static let noEmbargo = Refusal(
        .conflict,
        code: "no-embargo",
        detail: "No embargo is in force on this case, so there is none to end."
    )
    static let termsChanged = Refusal(
        .conflict,
        code: "terms-changed",
        detail: "These are not the terms any more. Look at the case, and answer those it shows."
    )
    static let coordinatorHolds = Refusal(
        .conflict,
        code: "coordinator-holds",
        detail: "A coordinator does not step back from terms in force: propose others, or end it."
    )
    static let coordinatorTerminates = Refusal(
        .conflict,
        code: "coordinator-terminates",
        detail: "Only a coordinator on the case ends it early. Propose an earlier hour instead."
    )
    static let twoPeopleRelease = Refusal(
        .conflict,
        code: "two-people-release",
        detail: "An embargo ends as released when two people have signed the release of a bundle."
    )
    static let tooManyProposals = Refusal(
        .limit,
        code: "too-many-proposals",
        detail: "A case has at most \(EmbargoLifecycle.mostProposals) proposals of terms."
    )

    private static func invalidEmbargo(_ code: String, _ reason: String) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-embargo",
            detail: "The embargo cannot be proposed like this; see the faults.",
            faults: [Fault(place: "/until", code: code, reason: reason)]
        )
    }
}
