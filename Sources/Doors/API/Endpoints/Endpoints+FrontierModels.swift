// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Engagements about frontier models: voluntary, bounded, recorded.
    package static let frontierModels: [any AnyEndpoint] = [
        listEngagements, openEngagement, engagement, keepEngagementField, askOfficial, openWindow,
        planRelease, endWindow, stateAccessTerms, namePerson, giveGrant, endGrant,
        acknowledgeTerms, useAccess, accessLog, recordDesignation, proposePartner, answerPartner,
        shareAssessment, withdrawEngagement,
    ]

    package static let listEngagements = Endpoint<
        PageParameters, NoBody, Page<Wire.EngagementLine>
    >(
        .get,
        "/v1/engagements",
        "listEngagements",
        area: "engagements",
        "Your engagements, the newest first; nobody else knows of them but their other side.",
        action: "readEngagement"
    )

    package static let openEngagement = changing(
        "/v1/engagements",
        "openEngagement",
        "Opens an engagement about one model under a codename; nobody else learns of it.",
        NoParameters.self,
        Wire.NewEngagement.self,
        action: "openEngagement",
        success: 201
    )

    package static let engagement = Endpoint<ByID, NoBody, Wire.Engagement>(
        .get,
        "/v1/engagements/{id}",
        "engagement",
        area: "engagements",
        "An engagement with its one clock; that the other side is shown it is recorded first.",
        action: "readEngagement"
    )

    package static let keepEngagementField = changing(
        "/v1/engagements/{id}/fields",
        "keepEngagementField",
        "Writes one field of your model, and says whether the official's side sees it.",
        ByID.self,
        Wire.NewEngagementField.self
    )

    package static let askOfficial = changing(
        "/v1/engagements/{id}/official",
        "askOfficial",
        "Shares an engagement with an agency, and may ask by that whether its model is covered.",
        ByID.self,
        Wire.NewOfficial.self
    )

    package static let openWindow = changing(
        "/v1/engagements/{id}/window",
        "openWindow",
        "Plans the access window: at most 30 days before the planned partner release.",
        ByID.self,
        Wire.NewWindow.self
    )

    package static let planRelease = changing(
        "/v1/engagements/{id}/planned-release",
        "planRelease",
        "Moves your planned partner release; the date is your own.",
        ByID.self,
        Wire.NewPlannedRelease.self
    )

    package static let endWindow = changing(
        "/v1/engagements/{id}/window/end",
        "endWindow",
        "Ends the access window, at will; the developer alone does.",
        ByID.self,
        NoBody.self
    )

    package static let stateAccessTerms = changing(
        "/v1/engagements/{id}/terms",
        "stateAccessTerms",
        "States the terms of access; they get the next number.",
        ByID.self,
        Wire.NewAccessTerms.self
    )

    package static let withdrawEngagement = Endpoint<ByID, NoBody, Wire.EngagementLeft>(
        .post,
        "/v1/engagements/{id}/withdraw",
        "withdrawEngagement",
        area: "engagements",
        "Leaves an engagement, at any time and without a reason; says what becomes of it.",
        action: "joinEngagement",
        problems: [.conflict]
    )

    /// An endpoint that changes an engagement and answers it as it is then.
    static func changing<Parameters, Body>(
        _ path: String,
        _ operation: String,
        _ summary: String,
        _: Parameters.Type,
        _: Body.Type,
        action: String = "changeEngagement",
        success: Int = 200
    ) -> Endpoint<Parameters, Body, Wire.Engagement> {
        Endpoint(
            .post,
            path,
            operation,
            area: "engagements",
            summary,
            action: action,
            success: success,
            problems: [.conflict]
        )
    }
}

// Grants, and what each side does for itself.
extension Endpoints {
    package static let namePerson = changing(
        "/v1/engagements/{id}/grants",
        "namePerson",
        "Names yourself, or one of your people, for access; the developer decides.",
        ByID.self,
        Wire.NewGrant.self,
        action: "joinEngagement"
    )

    package static let giveGrant = changing(
        "/v1/engagements/{id}/grants/give",
        "giveGrant",
        "Gives a named person access, inside the window.",
        ByID.self,
        Wire.NamedGrant.self
    )

    package static let endGrant = changing(
        "/v1/engagements/{id}/grants/end",
        "endGrant",
        "Ends a named person's access, without a reason; either side does.",
        ByID.self,
        Wire.NamedGrant.self,
        action: "joinEngagement"
    )

    package static let acknowledgeTerms = changing(
        "/v1/engagements/{id}/acknowledgement",
        "acknowledgeTerms",
        "Acknowledges the current terms of access, by their number.",
        ByID.self,
        Wire.Acknowledgement.self,
        action: "joinEngagement"
    )

    package static let useAccess = changing(
        "/v1/engagements/{id}/accesses",
        "useAccess",
        "Begins to use the access, and says what for; the developer reads it.",
        ByID.self,
        Wire.NewAccess.self,
        action: "joinEngagement"
    )

    package static let accessLog = Endpoint<PageByID, NoBody, Page<Wire.AccessLine>>(
        .get,
        "/v1/engagements/{id}/accesses",
        "listAccesses",
        area: "engagements",
        "Who was shown your engagement and who used its access, the newest first.",
        action: "readAccessLog"
    )

    package static let recordDesignation = changing(
        "/v1/engagements/{id}/designations",
        "recordDesignation",
        "Records an official's determination: who, when, whom consulted; no measure of any sort.",
        ByID.self,
        Wire.NewDesignation.self,
        action: "joinEngagement"
    )

    package static let proposePartner = changing(
        "/v1/engagements/{id}/partners",
        "proposePartner",
        "Proposes another party for early access; both sides choose it together.",
        ByID.self,
        Wire.NewPartner.self,
        action: "joinEngagement"
    )

    package static let answerPartner = changing(
        "/v1/engagements/{id}/partners/answer",
        "answerPartner",
        "Says whether your side concurs with a proposed party, and why.",
        ByID.self,
        Wire.PartnerAnswer.self,
        action: "joinEngagement"
    )

    package static let shareAssessment = changing(
        "/v1/engagements/{id}/assessments",
        "shareAssessment",
        "Notes that an assessment was given to the other side: a reference, never the assessment.",
        ByID.self,
        Wire.NewAssessment.self,
        action: "joinEngagement"
    )
}
