// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Whether the server is there and well, and its own description.
    package static let system: [any AnyEndpoint] = [health, ready, openAPI]

    package static let health = Endpoint<NoParameters, NoBody, Wire.Health>(
        .get,
        "/health",
        "health",
        area: "system",
        "Says that the process is alive.",
        caller: .anyone,
        action: "readPublic"
    )

    package static let ready = Endpoint<NoParameters, NoBody, Wire.Readiness>(
        .get,
        "/ready",
        "ready",
        area: "system",
        "Says whether requests can be served; 503 where they cannot.",
        caller: .anyone,
        action: "readPublic",
        problems: [.notReady]
    )

    package static let openAPI = Endpoint<NoParameters, NoBody, Wire.Document>(
        .get,
        "/v1/openapi.json",
        "openapi",
        area: "system",
        "Describes this interface in OpenAPI 3.1.",
        caller: .anyone,
        action: "readPublic"
    )
}
