// SPDX-License-Identifier: Apache-2.0

import Access

// The refusals of this stage; docs/reference/problems.md lists them for those who get them.
extension Refusal {
    static func invalidEngagement(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-engagement",
            detail: "This cannot stand on an engagement; see the faults.",
            faults: faults
        )
    }

    static let notADeveloper = conflict(
        "not-a-developer",
        "An engagement is opened by a participant that is an AI developer."
    )
    static let developerAlone = conflict(
        "developer-alone",
        "That is for the developer alone to do."
    )
    static let officialAlone = conflict(
        "official-alone",
        "That is for the official's side to do."
    )
    static let developerReads = Refusal(
        .forbidden,
        code: "developer-reads",
        detail: "Only the developer reads who looked and who used the access; your side does not."
    )
    static let nobodyAsked = conflict(
        "nobody-asked",
        "This needs two sides. Share the engagement with an official's side first."
    )
    static let officialNamed = conflict(
        "official-named",
        "The engagement is shared with an official's side already. Open another for another one."
    )
    static let engagementWithdrawn = conflict(
        "engagement-withdrawn",
        "The engagement was withdrawn; what stands on it can still be read by who may."
    )
    static let tooManyEngagements = Refusal(
        .limit,
        code: "too-many-engagements",
        detail: "A participant has at most \(OpenEngagement.mostOpen) engagements that go on."
    )

    private static func conflict(_ code: String, _ detail: String) -> Refusal {
        Refusal(.conflict, code: code, detail: detail)
    }
}

// What a window refuses.
extension Refusal {
    static func windowInThePast(at place: String) -> Refusal {
        window(place, "in-the-past", "It is today or a later day of UTC.")
    }

    static func windowTooLong(_ sum: AccessWindow.Sum) -> Refusal {
        window(
            "/plannedRelease",
            "over-30-days",
            "\(AccessWindow.Sum(opens: sum.opens, plannedRelease: sum.ceiling)); "
                + "\(sum.plannedRelease.words) is later. Let the window open on a later day."
        )
    }

    static let windowWithoutADay = window(
        "/plannedRelease",
        "not-after-opening",
        "The planned partner release follows the day on which the window opens."
    )
    static let windowTooFarAhead = window(
        "/opens",
        "too-far-ahead",
        "A window opens within \(AccessWindow.mostDaysAhead) days."
    )
    static let noWindow = conflict("no-window", "There is no access window on this engagement.")
    static let windowBegan = conflict(
        "window-began",
        "An engagement has one window, and this one's has begun; it can be ended at will."
    )

    private static func window(_ place: String, _ code: String, _ reason: String) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-window",
            detail: "There is no such access window; see the faults.",
            faults: [Fault(place: place, code: code, reason: reason)]
        )
    }
}

// What grants, terms and partners refuse.
extension Refusal {
    static let noTerms = conflict(
        "no-terms",
        "State the terms of access first: whoever uses it acknowledges them."
    )
    static let termsChanged = conflict(
        "terms-changed",
        "These are not the current terms. Read those, and acknowledge them by their number."
    )
    static let acknowledgeFirst = conflict(
        "acknowledge-first",
        "Acknowledge the current terms of access first."
    )
    static let outsideWindow = conflict(
        "outside-window",
        "No access window is open. The developer opens one, and ends it, at will."
    )
    static let noGrant = conflict(
        "no-grant",
        "There is no such grant. The official's side names a person, and the developer decides."
    )
    static let grantEnded = conflict(
        "grant-ended",
        "This grant has ended. The official's side can name the person anew."
    )
    static let personNamed = conflict("person-named", "This person is named already.")
    static let unknownPartner = conflict(
        "unknown-partner",
        "No such party was proposed on this engagement."
    )
    static let oneSidedPartner = conflict(
        "one-sided-partner",
        "A trusted partner is chosen by both sides. One has not concurred."
    )
    static let tooManyGrants = tooMany("grants", "people", EngagementLifecycle.mostGrants)
    static let tooManyPartners = tooMany("partners", "parties", EngagementLifecycle.mostPartners)
    static let tooManyTerms = tooMany("terms", "versions of terms", EngagementLifecycle.mostTerms)
    static let tooManyDesignations = tooMany(
        "designations",
        "designations",
        RecordDesignation.most
    )
    static let tooManyAssessments = tooMany("assessments", "assessments", ShareAssessment.most)
    static let tooManyAccesses = tooMany("accesses", "uses of access", UseAccess.most)

    private static func tooMany(_ what: String, _ words: String, _ most: Int) -> Refusal {
        Refusal(
            .limit,
            code: "too-many-\(what)",
            detail: "An engagement has at most \(most) \(words)."
        )
    }
}
