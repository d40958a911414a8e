// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// What was found, and the reports that said so.
    package static let findings: [any AnyEndpoint] = [
        listFindings, finding, splitFinding, report, rawReport, notices,
    ]

    package static let listFindings = Endpoint<PageParameters, NoBody, Page<Wire.Finding>>(
        .get,
        "/v1/findings",
        "listFindings",
        area: "findings",
        "The findings that you may see, the newest first.",
        caller: .anyone,
        action: "readFinding"
    )

    package static let finding = Endpoint<ByID, NoBody, Wire.FindingDetail>(
        .get,
        "/v1/findings/{id}",
        "finding",
        area: "findings",
        "A finding with its finders and its history.",
        caller: .anyone,
        action: "readFinding"
    )

    package static let splitFinding = Endpoint<ByID, Wire.Split, Wire.FindingDetail>(
        .post,
        "/v1/findings/{id}/split",
        "splitFinding",
        area: "findings",
        "Undoes a wrong merge: one report's finding becomes its own again.",
        action: "changeFinding",
        problems: [.conflict]
    )

    package static let report = Endpoint<ByID, NoBody, Wire.Report>(
        .get,
        "/v1/reports/{id}",
        "report",
        area: "findings",
        "What is known of a report.",
        action: "readReport"
    )

    package static let rawReport = Endpoint<ByID, NoBody, RawBody>(
        .get,
        "/v1/reports/{id}/raw",
        "rawReport",
        area: "findings",
        "The report exactly as received, as an attachment; the view is recorded first.",
        action: "readReport",
        problems: [.gone]
    )

    package static let notices = Endpoint<PageParameters, NoBody, Page<Wire.Notice>>(
        .get,
        "/v1/notices",
        "listNotices",
        area: "findings",
        "What your participant was told, the newest first.",
        action: "readNotice"
    )
}
