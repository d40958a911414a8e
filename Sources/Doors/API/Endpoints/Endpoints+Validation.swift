// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Reproducers as received, their runs, and the signed verdicts.
    package static let validation: [any AnyEndpoint] = [
        requestValidation, findingValidations, listValidations, validationOfID, attestation,
        attestationKey,
    ]

    package static let requestValidation = Endpoint<ByID, RawBody, Wire.Validation>(
        .post,
        "/v1/findings/{id}/validations",
        "requestValidation",
        area: "validation",
        "Asks for a proof of a finding by a reproducer bundle; see docs/reference/validation.md.",
        action: "requestValidation",
        success: 202,
        bodyLimitBytes: BodyLimit.bundleBytes,
        accepts: ["application/x-tar", "application/gzip"],
        problems: [.invalid, .limit]
    )

    package static let findingValidations = Endpoint<ByID, NoBody, Page<Wire.Validation>>(
        .get,
        "/v1/findings/{id}/validations",
        "findingValidations",
        area: "validation",
        "The validations of a finding that you may see, the newest first.",
        caller: .anyone,
        action: "readFinding"
    )

    package static let listValidations = Endpoint<
        PageParameters, NoBody, Page<Wire.Validation>
    >(
        .get,
        "/v1/validations",
        "listValidations",
        area: "validation",
        "The validations that you may see, the newest first.",
        action: "readValidation"
    )

    package static let validationOfID = Endpoint<ByID, NoBody, Wire.ValidationDetail>(
        .get,
        "/v1/validations/{id}",
        "validation",
        area: "validation",
        "A validation with what was seen.",
        action: "readValidation"
    )

    package static let attestation = Endpoint<ByID, NoBody, RawBody>(
        .get,
        "/v1/validations/{id}/attestation",
        "attestation",
        area: "validation",
        "The signed in-toto statement on a validation, in a DSSE envelope.",
        action: "readValidation",
        answers: ["application/json"],
        problems: [.conflict]
    )

    package static let attestationKey = Endpoint<NoParameters, NoBody, Wire.AttestationKey>(
        .get,
        "/v1/keys/attestation",
        "attestationKey",
        area: "validation",
        "The public key by which attestations are checked.",
        caller: .anyone,
        action: "readPublic"
    )
}
