// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Published documents, with or without an account (ORDER V1).
    package static let advisories: [any AnyEndpoint] = [
        listAdvisories, advisory, advisoryOSV, advisoryCSAF, csafFile, publishAdvisory,
        reviseAdvisory, withdrawAdvisory,
    ]

    package static let listAdvisories = Endpoint<
        PageParameters, NoBody, Page<Wire.AdvisoryLine>
    >(
        .get,
        "/v1/advisories",
        "listAdvisories",
        area: "advisories",
        "The published advisories, the newest first.",
        caller: .anyone,
        action: "readAdvisory"
    )

    package static let advisory = Endpoint<Wire.ByName, NoBody, Wire.Advisory>(
        .get,
        "/v1/advisories/{name}",
        "advisory",
        area: "advisories",
        "An advisory with its history; a withdrawn one too.",
        caller: .anyone,
        action: "readAdvisory"
    )

    package static let advisoryOSV = Endpoint<Wire.ByName, NoBody, RawBody>(
        .get,
        "/v1/advisories/{name}/osv",
        "advisoryOSV",
        area: "advisories",
        "The advisory as an OSV record, byte for byte as it was published.",
        caller: .anyone,
        action: "readAdvisory",
        answers: ["application/json"]
    )

    package static let advisoryCSAF = Endpoint<Wire.ByName, NoBody, RawBody>(
        .get,
        "/v1/advisories/{name}/csaf",
        "advisoryCSAF",
        area: "advisories",
        "The advisory as a CSAF 2.0 document, byte for byte as it was published.",
        caller: .anyone,
        action: "readAdvisory",
        answers: ["application/json"]
    )

    package static let csafFile = Endpoint<Wire.CSAFFile, NoBody, RawBody>(
        .get,
        "/.well-known/csaf/white/{year}/{file}",
        "csafFile",
        area: "advisories",
        "The same CSAF document under its canonical address, as a provider keeps it.",
        caller: .anyone,
        action: "readAdvisory",
        answers: ["application/json"]
    )

    package static let publishAdvisory = Endpoint<ByID, Wire.AdvisoryText, Wire.Advisory>(
        .post,
        "/v1/cases/{id}/advisories",
        "publishAdvisory",
        area: "advisories",
        "Publishes a case's advisory to everybody; its bundle has to be released before.",
        action: "publishAdvisory",
        success: 201,
        problems: [.conflict]
    )

    package static let reviseAdvisory = Endpoint<Wire.ByName, Wire.AdvisoryText, Wire.Advisory>(
        .post,
        "/v1/advisories/{name}/revisions",
        "reviseAdvisory",
        area: "advisories",
        "Publishes a further revision of an advisory.",
        action: "publishAdvisory",
        success: 201,
        problems: [.conflict, .gone]
    )

    package static let withdrawAdvisory = Endpoint<
        Wire.ByName, Wire.AdvisoryWithdrawal, Wire.Advisory
    >(
        .post,
        "/v1/advisories/{name}/withdraw",
        "withdrawAdvisory",
        area: "advisories",
        "Withdraws an advisory; it stays readable and says why.",
        action: "publishAdvisory",
        problems: [.gone]
    )
}
