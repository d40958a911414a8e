// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Cases, who is on them, their embargoes and messages.
    package static let coordination: [any AnyEndpoint] = [
        listCases, openCase, caseFile, caseRoster, caseMessages, writeMessage, inviteMember,
        consentToCase, declineCase, showMembership, proposeEmbargo, endEmbargo, closeCase,
        leaveCase,
    ]

    package static let listCases = Endpoint<PageParameters, NoBody, Page<Wire.Case>>(
        .get,
        "/v1/cases",
        "listCases",
        area: "cases",
        "The cases that you are on or invited to, the newest first.",
        action: "readCase"
    )

    package static let openCase = Endpoint<ByID, Wire.NewCase, Wire.Case>(
        .post,
        "/v1/vulnerabilities/{id}/cases",
        "openCase",
        area: "cases",
        "Opens the coordination around a vulnerability; its finders are invited.",
        action: "openCase",
        success: 201,
        problems: [.conflict]
    )

    package static let caseFile = Endpoint<ByID, NoBody, Wire.Case>(
        .get,
        "/v1/cases/{id}",
        "case",
        area: "cases",
        "A case: what is to be done, its terms, and your place on it.",
        action: "readCase"
    )

    package static let caseRoster = Endpoint<ByID, NoBody, Wire.CaseRoster>(
        .get,
        "/v1/cases/{id}/members",
        "listCaseMembers",
        area: "cases",
        "Who is on a case, as far as you may know.",
        action: "readCase"
    )

    package static let inviteMember = Endpoint<ByID, Wire.CaseInvitation, Wire.CaseRoster>(
        .post,
        "/v1/cases/{id}/members",
        "inviteCaseMember",
        area: "cases",
        "Invites a participant onto a case, or asks it again.",
        action: "changeCase",
        problems: [.conflict]
    )

    package static let consentToCase = Endpoint<ByID, Wire.CaseAnswer, Wire.Case>(
        .post,
        "/v1/cases/{id}/consent",
        "consentToCase",
        area: "cases",
        "Consents to the terms of that number, and takes your place on the case.",
        action: "joinCase",
        problems: [.conflict]
    )

    package static let declineCase = Endpoint<ByID, Wire.CaseAnswer, Wire.Case>(
        .post,
        "/v1/cases/{id}/decline",
        "declineCase",
        area: "cases",
        "Declines the terms of that number; as a coordinator you reject a proposal by it.",
        action: "joinCase",
        problems: [.conflict]
    )

    package static let showMembership = Endpoint<ByID, Wire.CaseShowing, Wire.CaseRoster>(
        .post,
        "/v1/cases/{id}/shown",
        "showMembership",
        area: "cases",
        "Chooses whether the others on the case see that you are on it.",
        action: "joinCase",
        problems: [.conflict]
    )

    package static let leaveCase = Endpoint<ByID, NoBody, Wire.CaseLeft>(
        .post,
        "/v1/cases/{id}/leave",
        "leaveCase",
        area: "cases",
        "Leaves a case, at any time; says what becomes of what was shared.",
        action: "joinCase",
        problems: [.conflict]
    )

    package static let closeCase = Endpoint<ByID, NoBody, Wire.Case>(
        .post,
        "/v1/cases/{id}/close",
        "closeCase",
        area: "cases",
        "Closes a case whose embargo has ended.",
        action: "changeCase",
        problems: [.conflict]
    )
}

// Its terms, and what is said on it.
extension Endpoints {
    package static let proposeEmbargo = Endpoint<ByID, Wire.NewEmbargo, Wire.Case>(
        .post,
        "/v1/cases/{id}/embargo",
        "proposeEmbargo",
        area: "cases",
        "Proposes until which hour to keep silent.",
        action: "joinCase",
        problems: [.conflict]
    )

    package static let endEmbargo = Endpoint<ByID, Wire.EmbargoEnd, Wire.Case>(
        .post,
        "/v1/cases/{id}/embargo/end",
        "endEmbargo",
        area: "cases",
        "Ends an embargo early, because silence protects nobody any more.",
        action: "changeCase",
        problems: [.conflict]
    )

    package static let writeMessage = Endpoint<ByID, Wire.NewMessage, Wire.Message>(
        .post,
        "/v1/cases/{id}/messages",
        "writeMessage",
        area: "cases",
        "Says something on a case, to everybody on it or to its coordinators.",
        action: "writeMessage",
        success: 201,
        problems: [.conflict]
    )

    package static let caseMessages = Endpoint<PageByID, NoBody, Page<Wire.Message>>(
        .get,
        "/v1/cases/{id}/messages",
        "listMessages",
        area: "cases",
        "What was said on a case, the newest first; under embargo the view is recorded first.",
        action: "readMessage",
        problems: [.conflict]
    )
}
