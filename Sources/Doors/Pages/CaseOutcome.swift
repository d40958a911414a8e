// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Distribution
import Store

/// What a case comes to: its bundles and its advisory, with the form that publishes it.
struct CaseOutcome: Sendable {
    /// One bundle.
    struct Line: Sendable {
        let id: String
        let title: String
        let state: String
        let moment: String
        let momentText: String
    }

    let bundles: [Line]
    let hasBundles: Bool
    let advisory: String?
    /// Whether somebody could prepare a bundle here, which the page then says how to do.
    let canPrepare: Bool
    let canPublish: Bool
    let summary: String
    let details: String
    let references: String
    let wasTyped: Bool

    /// Nil for whoever may not read what the case is about.
    init?(
        of file: CaseFile,
        in tables: some Querying,
        viewer: Viewer,
        now: Instant,
        typed: [String: String]
    ) throws {
        guard file.isReadable else { return nil }
        let marking = try tables.marking(of: ID(file.id))
        let found = try tables.bundles(of: file.id, viewer: viewer, now: now)
        bundles = found.map { bundle in
            Line(
                id: bundle.id.description,
                title: bundle.description?.title ?? "Erased",
                state: bundle.state.rawValue,
                moment: bundle.moment.description,
                momentText: bundle.moment.forPeople
            )
        }
        hasBundles = !bundles.isEmpty
        advisory = try tables.advisoryName(of: file.id)
        let roles = file.own?.roles ?? []
        canPrepare =
            (roles.contains(.supplier) || viewer.roles.contains(.coordinator))
            && decide(viewer, .prepareBundle, on: marking, now: now).isAllowed
            && !found.contains { $0.state != .lapsed }
        canPublish =
            advisory == nil && found.contains { $0.state == .released }
            && decide(viewer, .publishAdvisory, on: marking, now: now).isAllowed
        summary = typed["summary"] ?? ""
        details = typed["details"] ?? ""
        references = typed["references"] ?? ""
        wasTyped = typed["summary"] != nil
    }
}

extension AdvisoryDraft {
    /// What a form says; one reference a line.
    init(typed: [String: String]) {
        let lines = (typed["references"] ?? "").split(whereSeparator: \.isNewline)
        self.init(
            summary: typed["summary"] ?? "",
            details: typed["details"] ?? "",
            references: lines.map { String($0).withoutEnds }.filter { !$0.isEmpty }
        )
    }
}
