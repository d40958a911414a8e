// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Who scans what.
    package static let scans: [any AnyEndpoint] = [
        scanAdvice, listScans, declareScan, scan, heartbeat, endScan,
    ]

    package static let scanAdvice = Endpoint<NoParameters, Wire.AdviceRequest, Wire.Advice>(
        .post,
        "/v1/scans/advice",
        "scanAdvice",
        area: "scans",
        "Says whether others scan the same: how many and of what nature, never who.",
        action: "adviseScan",
        effect: .reads
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
}
