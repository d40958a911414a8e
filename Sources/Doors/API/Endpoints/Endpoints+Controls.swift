// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// What owners hold, and who scans it.
    package static let controls: [any AnyEndpoint] = [
        listControls, claimControl, control, checkControl, vouchControl, refuseControl, endControl,
        listLeases, stopLease,
    ]

    package static let listControls = Endpoint<PageParameters, NoBody, Page<Wire.Control>>(
        .get,
        "/v1/controls",
        "listControls",
        area: "controls",
        "Your claims of control, or all of them as a coordinator, the newest first.",
        action: "readControl"
    )

    package static let claimControl = Endpoint<NoParameters, Wire.ControlClaim, Wire.Control>(
        .post,
        "/v1/controls",
        "claimControl",
        area: "controls",
        "Claims that a scope is your own; the answer says what to publish where.",
        action: "claimControl",
        success: 201,
        problems: [.conflict]
    )

    package static let control = Endpoint<ByID, NoBody, Wire.Control>(
        .get,
        "/v1/controls/{id}",
        "control",
        area: "controls",
        "A claim, and what is to be published for it.",
        action: "readControl"
    )

    package static let checkControl = Endpoint<ByID, NoBody, Wire.Control>(
        .post,
        "/v1/controls/{id}/check",
        "checkControl",
        area: "controls",
        "Looks for what you published; a proof holds for 365 days.",
        action: "changeControl",
        problems: [.conflict]
    )

    package static let vouchControl = Endpoint<ByID, Wire.ControlWord, Wire.Control>(
        .post,
        "/v1/controls/{id}/approve",
        "approveControl",
        area: "controls",
        "A coordinator's word that the scope is the claimant's, with its reason.",
        action: "vouchControl",
        problems: [.conflict]
    )

    package static let refuseControl = Endpoint<ByID, Wire.ControlWord, Wire.Control>(
        .post,
        "/v1/controls/{id}/refuse",
        "refuseControl",
        area: "controls",
        "A coordinator refuses a claim or takes a proof back; what rested on it ends.",
        action: "vouchControl",
        problems: [.conflict]
    )

    package static let endControl = Endpoint<ByID, NoBody, Wire.Control>(
        .post,
        "/v1/controls/{id}/give-up",
        "giveUpControl",
        area: "controls",
        "Gives a claim up; what you allowed on it ends, and leases that rest on that stop.",
        action: "changeControl",
        problems: [.conflict]
    )

    package static let listLeases = Endpoint<PageParameters, NoBody, Page<Wire.SeenLease>>(
        .get,
        "/v1/leases",
        "listLeases",
        area: "controls",
        "Who is scanning me: leases on what you control, planned, running and of 30 days.",
        action: "readLeases"
    )

    package static let stopLease = Endpoint<ByID, Wire.LeaseStop, Wire.StoppedLease>(
        .post,
        "/v1/leases/{id}/stop",
        "stopLease",
        area: "controls",
        "Stops a scan of what you control; its next heartbeat is told so, with your contact.",
        action: "stopScan",
        problems: [.conflict]
    )
}
