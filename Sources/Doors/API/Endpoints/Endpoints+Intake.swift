// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// How reports come in, with or without an account (ORDER V1).
    package static let intake: [any AnyEndpoint] = [intakeSARIF, intakeFinding, submission]

    package static let intakeSARIF = Endpoint<Wire.SARIFParameters, RawBody, Wire.Submission>(
        .post,
        "/v1/intake/sarif",
        "intakeSARIF",
        area: "intake",
        "Takes in a SARIF 2.1.0 file as a report.",
        caller: .anyone,
        action: "submitReport",
        success: 201,
        bodyLimitBytes: BodyLimit.reportBytes,
        accepts: ["application/sarif+json", "application/json"]
    )

    package static let intakeFinding = Endpoint<NoParameters, RawBody, Wire.Submission>(
        .post,
        "/v1/intake/finding",
        "intakeFinding",
        area: "intake",
        "Takes in one finding, told in a few words, as a report.",
        caller: .anyone,
        action: "submitReport",
        success: 201,
        accepts: ["application/json"]
    )

    package static let submission = Endpoint<Wire.ByReceipt, NoBody, Wire.Submission>(
        .get,
        "/v1/submissions/{receipt}",
        "submission",
        area: "intake",
        "Says what became of a report, to whoever holds its receipt.",
        caller: .anyone,
        action: "followSubmission"
    )
}
