// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Vulnerabilities, the facts on them, and what each operator runs.
    package static let prioritization: [any AnyEndpoint] =
        vulnerabilities + [
            queue, listInventory, addInventoryItem, importInventory, removeInventoryItem, exposure,
        ]

    private static let vulnerabilities: [any AnyEndpoint] = [
        listVulnerabilities, vulnerability, recordVulnerability, attachFinding,
        reviseVulnerability, stateFact, importKEV,
    ]

    package static let queue = Endpoint<PageParameters, NoBody, Page<Wire.Vulnerability>>(
        .get,
        "/v1/queue",
        "queue",
        area: "prioritization",
        "What waits to be fixed, the most urgent first, and why each stands where it stands.",
        action: "readQueue"
    )

    package static let listVulnerabilities = Endpoint<
        PageParameters, NoBody, Page<Wire.Vulnerability>
    >(
        .get,
        "/v1/vulnerabilities",
        "listVulnerabilities",
        area: "prioritization",
        "The vulnerabilities that you may see, the newest first.",
        caller: .anyone,
        action: "readVulnerability"
    )

    package static let vulnerability = Endpoint<ByID, NoBody, Wire.Vulnerability>(
        .get,
        "/v1/vulnerabilities/{id}",
        "vulnerability",
        area: "prioritization",
        "A vulnerability with its rank and every fact that was stated on it.",
        caller: .anyone,
        action: "readVulnerability"
    )

    package static let recordVulnerability = Endpoint<
        ByID, Wire.VulnerabilityDraft, Wire.Vulnerability
    >(
        .post,
        "/v1/findings/{id}/vulnerability",
        "recordVulnerability",
        area: "prioritization",
        "Names the root cause of a finding: what it is, and which versions have it.",
        action: "recordVulnerability",
        success: 201,
        problems: [.conflict]
    )

    package static let attachFinding = Endpoint<ByID, Wire.RootCause, Wire.Vulnerability>(
        .post,
        "/v1/findings/{id}/attach",
        "attachFinding",
        area: "prioritization",
        "Says that a finding has the root cause of a vulnerability that is recorded already.",
        action: "recordVulnerability",
        problems: [.conflict]
    )

    package static let reviseVulnerability = Endpoint<
        ByID, Wire.VulnerabilityDraft, Wire.Vulnerability
    >(
        .post,
        "/v1/vulnerabilities/{id}",
        "reviseVulnerability",
        area: "prioritization",
        "Corrects title, range, CVSS vector and CVE identifier; what is left out is taken away.",
        action: "stateFact"
    )

    package static let stateFact = Endpoint<ByID, Wire.NewFact, Wire.Vulnerability>(
        .post,
        "/v1/vulnerabilities/{id}/facts",
        "stateFact",
        area: "prioritization",
        "States a fact with its source; it replaces the one before, which stays as history.",
        action: "stateFact"
    )

    package static let importKEV = Endpoint<NoParameters, RawBody, Wire.KEVImport>(
        .post,
        "/v1/vulnerabilities/kev",
        "importKEV",
        area: "prioritization",
        "Takes CISA's KEV catalogue and states which vulnerabilities held here are in it.",
        action: "stateFact",
        bodyLimitBytes: BodyLimit.reportBytes,
        accepts: ["application/json"]
    )

    package static let listInventory = Endpoint<
        PageParameters, NoBody, Page<Wire.InventoryItem>
    >(
        .get,
        "/v1/inventory",
        "listInventory",
        area: "prioritization",
        "What your participant runs; nobody else sees it.",
        action: "readInventory"
    )

    package static let addInventoryItem = Endpoint<
        NoParameters, Wire.NewInventoryItem, Wire.InventoryItem
    >(
        .post,
        "/v1/inventory",
        "addInventoryItem",
        area: "prioritization",
        "Lists one package in one version.",
        action: "keepInventory",
        success: 201
    )

    package static let importInventory = Endpoint<
        Wire.InventoryParameters, RawBody, Wire.InventoryChange
    >(
        .post,
        "/v1/inventory/import",
        "importInventory",
        area: "prioritization",
        "Lists many at once: JSON, CycloneDX or CSV; nothing is listed if one line is wrong.",
        action: "keepInventory",
        bodyLimitBytes: BodyLimit.reportBytes,
        accepts: ["application/json", "application/vnd.cyclonedx+json", "text/csv"]
    )

    package static let removeInventoryItem = Endpoint<ByID, NoBody, NoBody>(
        .delete,
        "/v1/inventory/{id}",
        "removeInventoryItem",
        area: "prioritization",
        "Takes a line out of your inventory.",
        action: "keepInventory",
        success: 204
    )

    package static let exposure = Endpoint<NoParameters, NoBody, Wire.Exposures>(
        .get,
        "/v1/exposure",
        "exposure",
        area: "prioritization",
        "What affects you, what to do and by when; for your participant alone.",
        action: "readInventory"
    )
}
