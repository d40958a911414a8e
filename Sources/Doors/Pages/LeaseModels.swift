// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Store

/// Who scans what one controls.
struct LeasesPage: Sendable {
    /// Rows of one page.
    static let rows = 50

    /// One lease.
    struct Line: Sendable {
        let id: String
        let scopes: [String]
        let technique: String
        let intensity: String
        let window: String
        let sources: [String]
        let state: String
        let scanner: String
        let basis: String
        let document: String?
        let canStop: Bool
    }

    let frame: PageFrame
    let todo: Todo
    let leases: [Line]
    let hasLeases: Bool
    let hasStops: Bool
    let timeline: Timeline?
    let next: String?

    init(
        frame: PageFrame,
        leases shown: [SeenLease],
        next: ScanID?,
        spans: [ScanSpan],
        viewer: Viewer,
        now: Instant
    ) {
        let canStop = decide(viewer, .stopScan).isAllowed
        self.frame = frame
        leases = shown.map { Line($0, canStop: canStop) }
        hasLeases = !shown.isEmpty
        hasStops = leases.contains(where: \.canStop)
        timeline = Timeline(scans: spans, now: now)
        self.next = next?.description
        let active = spans.count { $0.state == .active }
        todo =
            switch active {
            case 0: Todo("Nothing to do.", why: "No declared scan of what is yours runs now.")
            case 1: Todo("One scan of what is yours runs now.", why: "Stop it if you must.")
            default: Todo("\(active) scans of what is yours run now.", why: "Stop one if you must.")
            }
    }
}

extension LeasesPage.Line {
    fileprivate init(_ lease: SeenLease, canStop: Bool) {
        id = lease.id.description
        scopes = lease.scopes.map(\.text)
        technique = lease.technique.forPeople
        intensity = lease.intensity.rawValue
        window = lease.window.forPeople
        sources = lease.sources.map(\.text)
        state = lease.state.rawValue
        scanner = lease.scanner ?? "not told"
        basis =
            switch lease.basis {
            case .open: "nothing: anybody may look"
            case .own: "the scanner’s own proof of control"
            case .authorized: "an owner’s word here"
            case .document: "a document that nobody here saw an owner sign"
            }
        document = lease.document
        self.canStop = canStop && (lease.state == .planned || lease.state == .active)
    }
}
