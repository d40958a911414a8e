// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Server
import Store

extension WebPages {
    /// The participant's scans: list, declare, look, keep alive, end.
    var scans: [Route] {
        [scanList, declareForm, scanPage, introductionForm, heartbeatForm, endForm]
    }

    private var scanList: Route {
        .page("/scans") { exchange in
            try requireAccount(exchange)
            return page(.scans, try await list(exchange, ScanForm()))
        }
    }

    private func list(_ exchange: Exchange, _ form: ScanForm) async throws -> ScanListPage {
        let after = exchange.query["after"].flatMap { ScanID($0) }
        let (viewer, now) = (exchange.viewer, exchange.now)
        let (scans, spans) = try await exchange.services.store.read { tables in
            let rows = ScanListPage.rows + 1
            return (
                try tables.scans(viewer: viewer, now: now, after: after, limit: rows),
                try tables.scanSpans(viewer: viewer, now: now)
            )
        }
        return ScanListPage(
            frame: frame("Scans", .scans, exchange),
            scans: scans,
            spans: spans,
            now: now,
            canDeclare: (try? decide(viewer, .declareScan).hiding()) != nil,
            key: newFormKey(),
            form: form
        )
    }

    private var declareForm: Route {
        .form("/scans") { exchange in
            try requireAccount(exchange)
            do {
                let intent = try ScanForm.intent(exchange.form, now: exchange.now)
                let store = exchange.services.store
                let committed = try await store.submit(
                    DeclareScan(
                        viewer: exchange.viewer,
                        intent: intent,
                        allowance: try await store.allowance(
                            of: exchange.viewer,
                            declaring: intent
                        )
                    ),
                    by: exchange.viewer.actor,
                    repeating: repeatKey(exchange, form: "/scans")
                )
                return .seeOther("/scans/\(committed.answer)")
            } catch let refusal as Refusal where refusal.kind == .invalid {
                let form = ScanForm(typed: exchange.form, faults: refusal.faults)
                return page(.scans, try await list(exchange, form), status: 422)
            }
        }
    }

    private var scanPage: Route {
        .page("/scans/{id}") { exchange in
            try requireAccount(exchange)
            guard let id = ScanID(exchange.parameter("id")) else { throw Refusal.notFound }
            let (viewer, now) = (exchange.viewer, exchange.now)
            let store = exchange.services.store
            let (scan, records, introductions) = try await store.read { tables in
                (
                    try tables.scan(id, viewer: viewer, now: now),
                    try tables.coverages(of: id, viewer: viewer, now: now),
                    try tables.introductions(viewer: viewer, now: now, of: id)
                )
            }
            let state = scan.lease.state(at: now)
            let advice =
                scan.isAdvised
                ? try await store.planAdvice(
                    scan.overlapQuestion,
                    now: now,
                    proposes: state == .planned || state == .active
                ) : nil
            let known = ScanPage.Known(
                scan: scan,
                advice: advice,
                records: records,
                introductions: introductions,
                canChange: decide(viewer, .declareScan).isAllowed
            )
            return page(.scan, ScanPage(frame: frame("Scan", .scans, exchange), known, now: now))
        }
    }

    private var introductionForm: Route {
        .form("/scans/{id}/introduction") { exchange in
            try requireAccount(exchange)
            guard let id = ScanID(exchange.parameter("id")) else { throw Refusal.notFound }
            let asking = AskIntroduction(
                viewer: exchange.viewer,
                scan: id,
                isWanted: exchange.form["wanted"] == "yes"
            )
            _ = try await exchange.services.store.submit(asking, by: exchange.viewer.actor)
            return .seeOther("/scans/\(id)")
        }
    }

    private var heartbeatForm: Route {
        .form("/scans/{id}/heartbeat") { exchange in
            try requireAccount(exchange)
            guard let id = ScanID(exchange.parameter("id")),
                let fence = Int64(exchange.form["fence"] ?? "")
            else { throw Refusal.notFound }
            _ = try await exchange.services.store.submit(
                RenewScan(viewer: exchange.viewer, scan: id, fence: fence),
                by: exchange.viewer.actor
            )
            return .seeOther(exchange.form["from"] == "list" ? "/scans" : "/scans/\(id)")
        }
    }

    private var endForm: Route {
        .form("/scans/{id}/end") { exchange in
            try requireAccount(exchange)
            guard let id = ScanID(exchange.parameter("id")),
                let outcome = ScanOutcome(rawValue: exchange.form["outcome"] ?? "")
            else { throw Refusal.notFound }
            let (viewer, now) = (exchange.viewer, exchange.now)
            let scan = try await exchange.services.store.read {
                try $0.scan(id, viewer: viewer, now: now)
            }
            let draft =
                outcome == .completed ? CoverageDraft(exchange.form, of: scan.intent.scopes) : nil
            _ = try await exchange.services.store.submit(
                EndScan(
                    viewer: viewer,
                    scan: id,
                    outcome: outcome,
                    coverage: try draft?.checked()
                ),
                by: viewer.actor
            )
            return .seeOther("/scans/\(id)")
        }
    }
}

extension CoverageDraft {
    /// What the form says of all scopes alike; nil where it says nothing.
    fileprivate init?(_ form: [String: String], of scopes: [Scope]) {
        guard let completeness = form["completeness"], !completeness.isEmpty else { return nil }
        self.init()
        let revision = (form["revision"] ?? "").filter { !$0.isWhitespace }
        let lines = (form["aside"] ?? "").split(whereSeparator: \.isNewline)
        parts = scopes.map { scope in
            var part = Part(scope: scope.text, completeness: completeness)
            part.revision = revision.isEmpty ? nil : String(revision)
            part.setAside = lines.map { line in
                SetAside(what: String(line), reason: SetAsideReason.other.rawValue)
            }
            return part
        }
    }
}
