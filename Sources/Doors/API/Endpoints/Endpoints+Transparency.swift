// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// What this clearinghouse did, for anybody.
    package static let transparency: [any AnyEndpoint] = [figures]

    package static let figures = Endpoint<NoParameters, NoBody, Wire.Transparency>(
        .get,
        "/v1/transparency",
        "transparency",
        area: "transparency",
        "What this clearinghouse did, month by month, in figures that anybody may know.",
        caller: .anyone,
        action: "readPublic"
    )
}
