// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Who scans what.
    package static let scans: [any AnyEndpoint] = [
        scanAdvice, scanProbing, listScans, declareScan, scan, heartbeat, endScan,
        askIntroduction, dropIntroduction, listIntroductions,
    ]

    package static let scanAdvice = Endpoint<NoParameters, Wire.AdviceRequest, Wire.Advice>(
        .post,
        "/v1/scans/advice",
        "scanAdvice",
        area: "scans",
        "Says whether others scan the same: how many and of what nature, never who.",
        action: "adviseScan",
        effect: .reads,
        problems: [.limit]
    )

    package static let scanProbing = Endpoint<Wire.DayParameters, NoBody, Wire.Probing>(
        .get,
        "/v1/scans/probing",
        "scanProbing",
        area: "scans",
        "Says how much each participant asked about others' scans on a UTC day, and not what.",
        action: "auditScans"
    )

    package static let listScans = Endpoint<PageParameters, NoBody, Page<Wire.Scan>>(
        .get,
        "/v1/scans",
        "listScans",
        area: "scans",
        "The scans that you may see, the newest first.",
        caller: .anyone,
        action: "readScan"
    )

    package static let declareScan = Endpoint<NoParameters, Wire.ScanPlan, Wire.Scan>(
        .post,
        "/v1/scans",
        "declareScan",
        area: "scans",
        "Declares a plan to scan and takes its lease.",
        action: "declareScan",
        success: 201
    )

    package static let scan = Endpoint<ByID, NoBody, Wire.Scan>(
        .get,
        "/v1/scans/{id}",
        "scan",
        area: "scans",
        "A scan and its lease.",
        caller: .anyone,
        action: "readScan"
    )

    package static let heartbeat = Endpoint<ByID, Wire.Heartbeat, Wire.Scan>(
        .post,
        "/v1/scans/{id}/heartbeat",
        "scanHeartbeat",
        area: "scans",
        "Says that the scan still runs, and renews its lease.",
        action: "changeScan",
        problems: [.gone, .conflict]
    )

    package static let endScan = Endpoint<ByID, Wire.ScanEnd, Wire.Scan>(
        .post,
        "/v1/scans/{id}/end",
        "endScan",
        area: "scans",
        "Says how the scan ended.",
        action: "changeScan",
        problems: [.gone, .conflict]
    )

    package static let askIntroduction = Endpoint<ByID, NoBody, Wire.Scan>(
        .post,
        "/v1/scans/{id}/introduction",
        "askIntroduction",
        area: "scans",
        "Asks to be introduced to those whose scans overlap; who asked, too, is told of you.",
        action: "changeScan",
        problems: [.gone, .conflict]
    )

    package static let dropIntroduction = Endpoint<ByID, NoBody, Wire.Scan>(
        .delete,
        "/v1/scans/{id}/introduction",
        "dropIntroduction",
        area: "scans",
        "Takes that back; nobody learns that you had asked.",
        action: "changeScan"
    )

    package static let listIntroductions = Endpoint<
        PageParameters, NoBody, Page<Wire.Introduction>
    >(
        .get,
        "/v1/introductions",
        "listIntroductions",
        area: "scans",
        "Whom you were introduced to, the newest first.",
        action: "readIntroduction"
    )
}
