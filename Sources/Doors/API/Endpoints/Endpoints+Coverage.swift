// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// What was looked at, and what was not.
    package static let coverage: [any AnyEndpoint] = [
        recordCoverage, listCoverage, coverageMap, coverageRecord, coverageStatement,
    ]

    package static let recordCoverage = Endpoint<ByID, Wire.CoverageRecording, Wire.Coverage>(
        .post,
        "/v1/scans/{id}/coverage",
        "recordCoverage",
        area: "coverage",
        "Records what a scan that has ended looked at, or corrects what was recorded.",
        action: "changeScan",
        success: 201,
        problems: [.conflict]
    )

    package static let listCoverage = Endpoint<PageParameters, NoBody, Page<Wire.Coverage>>(
        .get,
        "/v1/coverage",
        "listCoverage",
        area: "coverage",
        "The coverage records that you may see, the newest first, without what they set aside.",
        action: "readCoverage"
    )

    package static let coverageMap = Endpoint<
        Wire.CoverageMapParameters, NoBody, Wire.CoverageMap
    >(
        .get,
        "/v1/coverage/map",
        "coverageMap",
        area: "coverage",
        "What has and has not been looked at, by package or repository and technique.",
        action: "adviseScan"
    )

    package static let coverageRecord = Endpoint<ByID, NoBody, Wire.Coverage>(
        .get,
        "/v1/coverage/{id}",
        "coverage",
        area: "coverage",
        "A coverage record.",
        action: "readCoverage"
    )

    package static let coverageStatement = Endpoint<ByID, NoBody, RawBody>(
        .get,
        "/v1/coverage/{id}/statement",
        "coverageStatement",
        area: "coverage",
        "The signed in-toto statement of a coverage record, in a DSSE envelope.",
        action: "readCoverage",
        answers: ["application/json"]
    )
}
