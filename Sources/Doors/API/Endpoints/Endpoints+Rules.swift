// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// What owners ask of scanners, and whom they allow to scan.
    package static let rules: [any AnyEndpoint] = [
        listRules, setRule, importRule, rulesOn, rule, endRule, listAuthorizations,
        giveAuthorization,
        authorization, endAuthorization, rulesDocument,
    ]

    package static let listRules = Endpoint<PageParameters, NoBody, Page<Wire.ScanRule>>(
        .get,
        "/v1/rules",
        "listRules",
        area: "rules",
        "The rules that your participant has set, the newest first.",
        caller: .anyone,
        action: "readRule"
    )

    package static let setRule = Endpoint<NoParameters, Wire.ScanRuleTerms, Wire.ScanRule>(
        .post,
        "/v1/rules",
        "setRule",
        area: "rules",
        "Sets what you ask of scanners of a scope that you control, or replaces it.",
        action: "setRule"
    )

    package static let importRule = Endpoint<NoParameters, RawBody, Wire.ScanRule>(
        .post,
        "/v1/rules/import",
        "importRule",
        area: "rules",
        "Reads a scrutineer opt-out or route, and makes it a rule on what you control.",
        action: "setRule",
        bodyLimitBytes: 64 << 10,
        accepts: ["application/json", "application/vnd.in-toto+json"],
        problems: [.conflict]
    )

    package static let rulesOn = Endpoint<Wire.ByScope, NoBody, Wire.RulesOn>(
        .get,
        "/v1/rules/on",
        "rulesOn",
        area: "rules",
        "May I scan this? The listed rules that overlap a scope; no account is needed.",
        caller: .anyone,
        action: "readRule"
    )

    package static let rule = Endpoint<ByID, NoBody, Wire.ScanRule>(
        .get,
        "/v1/rules/{id}",
        "rule",
        area: "rules",
        "A rule of yours, or a listed one.",
        caller: .anyone,
        action: "readRule"
    )

    package static let endRule = Endpoint<ByID, NoBody, Wire.EndedRule>(
        .post,
        "/v1/rules/{id}/withdraw",
        "withdrawRule",
        area: "rules",
        "Takes a rule of yours back.",
        action: "changeRule"
    )

    package static let listAuthorizations = Endpoint<
        PageParameters, NoBody, Page<Wire.Authorization>
    >(
        .get,
        "/v1/authorizations",
        "listAuthorizations",
        area: "rules",
        "Authorizations that you gave or were given, the newest first.",
        action: "readAuthorization"
    )

    package static let giveAuthorization = Endpoint<
        NoParameters, Wire.AuthorizationTerms, Wire.Authorization
    >(
        .post,
        "/v1/authorizations",
        "giveAuthorization",
        area: "rules",
        "Allows one participant to scan a scope that you control.",
        action: "giveAuthorization",
        success: 201
    )

    package static let authorization = Endpoint<ByID, NoBody, Wire.Authorization>(
        .get,
        "/v1/authorizations/{id}",
        "authorization",
        area: "rules",
        "An authorization that you gave or were given.",
        action: "readAuthorization"
    )

    package static let endAuthorization = Endpoint<ByID, NoBody, Wire.Authorization>(
        .post,
        "/v1/authorizations/{id}/withdraw",
        "withdrawAuthorization",
        area: "rules",
        "Takes an authorization back; leases that rest on it stop.",
        action: "changeAuthorization",
        problems: [.conflict]
    )

    package static let rulesDocument = Endpoint<Wire.RulesPage, NoBody, RawBody>(
        .get,
        "/.well-known/clearinghouse-rules.json",
        "rulesDocument",
        area: "rules",
        "The listed rules, for scanners without an account; to be kept and asked for again.",
        caller: .anyone,
        action: "readRule",
        answers: ["application/json"]
    )
}
