// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// What scanners carry, and what owners ask about it.
    package static let alerts: [any AnyEndpoint] = [
        probeKeys, probeToken, probeDescription, listAlerts, askAlert, checkAlerts, alert,
        answerAlert,
    ]

    package static let probeKeys = Endpoint<NoParameters, NoBody, RawBody>(
        .get,
        "/.well-known/jwks.json",
        "probeKeys",
        area: "alerts",
        "The public keys of probe tokens as a JWK set (RFC 7517), to verify them offline.",
        caller: .anyone,
        action: "readPublic",
        answers: ["application/jwk-set+json"]
    )

    package static let probeToken = Endpoint<ByID, Wire.ProbeTokenRequest, Wire.ProbeToken>(
        .post,
        "/v1/scans/{id}/token",
        "probeToken",
        area: "alerts",
        "Gives a scanner a signed token for one scope of its lease in force.",
        action: "changeScan",
        success: 201,
        problems: [.gone, .conflict]
    )

    package static let probeDescription = Endpoint<
        Wire.ProbeDescriptionOptions, NoBody, RawBody
    >(
        .get,
        "/v1/scans/{id}/probe-description",
        "probeDescription",
        area: "alerts",
        "The probe description file of a scan (RFC 9511), to stand on the addresses it uses.",
        action: "changeScan",
        answers: ["text/plain"]
    )

    package static let listAlerts = Endpoint<PageParameters, NoBody, Page<Wire.Alert>>(
        .get,
        "/v1/alerts",
        "listAlerts",
        area: "alerts",
        "Alerts that your participant asked about or has to answer, the newest first.",
        action: "readAlert"
    )

    package static let askAlert = Endpoint<NoParameters, Wire.NewAlert, Wire.Alert>(
        .post,
        "/v1/alerts",
        "askAlert",
        area: "alerts",
        "Asks whether something seen on your own target was a declared scan, and relays it.",
        action: "askAlert",
        success: 201
    )

    package static let checkAlerts = Endpoint<NoParameters, Wire.AlertBatch, Wire.AlertAnswers>(
        .post,
        "/v1/alerts/check",
        "checkAlerts",
        area: "alerts",
        "Answers up to 1 000 questions of a log; relays none, keeps counts and whom it told of.",
        action: "askAlert"
    )

    package static let alert = Endpoint<ByID, NoBody, Wire.Alert>(
        .get,
        "/v1/alerts/{id}",
        "alert",
        area: "alerts",
        "An alert and what was answered.",
        action: "readAlert"
    )

    package static let answerAlert = Endpoint<ByID, Wire.AlertReply, Wire.Alert>(
        .post,
        "/v1/alerts/{id}/answer",
        "answerAlert",
        area: "alerts",
        "Says whether it was a scan of your participant.",
        action: "answerAlert",
        problems: [.conflict]
    )
}
