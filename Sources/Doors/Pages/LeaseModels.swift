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
        /// What was typed into its form, where that was refused.
        let contact: String?
    }

    /// The form that stops one, as it was sent.
    struct Stopping: Sendable {
        let lease: String
        let form: FilledForm
    }

    let frame: PageFrame
    let todo: Todo
    let form: FilledForm
    let leases: [Line]
    let hasLeases: Bool
    let hasStops: Bool
    let timeline: Timeline?
    let after: String?
    let next: String?

    init(
        frame: PageFrame,
        leases shown: [SeenLease],
        after: ScanID?,
        next: ScanID?,
        spans: [ScanSpan],
        stopping: Stopping,
        viewer: Viewer,
        now: Instant
    ) {
        let canStop = decide(viewer, .stopScan).isAllowed
        // What can still be stopped is looked for first.
        let ordered = shown.filter(\.isOpen) + shown.filter { !$0.isOpen }
        self.frame = frame
        form = stopping.form
        leases = ordered.map { Line($0, stopping, canStop: canStop) }
        hasLeases = !shown.isEmpty
        hasStops = leases.contains(where: \.canStop)
        timeline = Timeline(scans: spans, now: now)
        self.after = after?.description
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
    fileprivate init(_ lease: SeenLease, _ stopping: LeasesPage.Stopping, canStop: Bool) {
        id = lease.id.description
        scopes = lease.scopes.map(\.text)
        technique = lease.technique.forPeople
        intensity = lease.intensity.rawValue
        window = lease.span
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
        self.canStop = canStop && lease.isOpen
        let isSent = stopping.form.hasFaults && stopping.lease == id
        contact = isSent ? stopping.form.typed["contact"] ?? "" : nil
    }
}

extension SeenLease {
    /// Whether it is planned or runs.
    fileprivate var isOpen: Bool { state == .planned || state == .active }

    /// From when until when it ran, or was declared to where nobody said that it ended.
    fileprivate var span: String {
        guard let ended else { return window.forPeople }
        guard ended > window.start else { return "ended \(ended.forPeople), before it began" }
        // Whoever says later how it went did not scan until then.
        return ScanWindow(start: window.start, end: min(ended, window.end)).forPeople
    }
}
