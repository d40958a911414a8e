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
        ownPage("/scans") { try await list($0) }
    }

    private func list(_ exchange: Exchange, _ refused: Refusal? = nil) async throws -> Answer {
        let (viewer, now, after) = (exchange.viewer, exchange.now, exchange.after(ScanID.self))
        let (scans, spans) = try await exchange.services.store.read { tables in
            let rows = ScanListPage.rows + 1
            return (
                try tables.scans(viewer: viewer, now: now, after: after, limit: rows),
                try tables.scanSpans(viewer: viewer, now: now)
            )
        }
        return page(
            .scans,
            ScanListPage(
                frame: frame("Scans", .scans, exchange),
                scans: scans,
                spans: spans,
                now: now,
                canDeclare: (try? decide(viewer, .declareScan).hiding()) != nil,
                form: filled(exchange, refused, label: ScanForm.label)
            ),
            refused: refused
        )
    }

    private var declareForm: Route {
        ownForm("/scans", again: list) { exchange in
            let (store, viewer) = (exchange.services.store, exchange.viewer)
            let intent = try ScanForm.intent(exchange)
            let declare = DeclareScan(
                viewer: viewer,
                intent: intent,
                allowance: try await store.allowance(of: viewer, declaring: intent)
            )
            return "/scans/\(try await submit(declare, exchange, form: "/scans"))"
        }
    }

    private var scanPage: Route {
        ownPage("/scans/{id}") { exchange in
            let id: ScanID = try exchange.id()
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
                isOwn: scan.participant == viewer.participant,
                canChange: decide(viewer, .declareScan).isAllowed
            )
            let frame = frame("Scan", .scans, exchange)
            return page(.scan, ScanPage(frame: frame, known, now: now))
        }
    }

    private var introductionForm: Route {
        ownForm("/scans/{id}/introduction") { exchange in
            let asking = AskIntroduction(
                viewer: exchange.viewer,
                scan: try exchange.id(),
                isWanted: exchange.form["wanted"] == "yes"
            )
            return "/scans/\(try await submit(asking, exchange))"
        }
    }

    private var heartbeatForm: Route {
        ownForm("/scans/{id}/heartbeat") { exchange in
            let id: ScanID = try exchange.id()
            guard let fence = Int64(exchange.form["fence"] ?? "") else { throw Refusal.notFound }
            try await submit(RenewScan(viewer: exchange.viewer, scan: id, fence: fence), exchange)
            return exchange.form["from"] == "list" ? "/scans" : "/scans/\(id)"
        }
    }

    private var endForm: Route {
        ownForm("/scans/{id}/end") { exchange in
            let id: ScanID = try exchange.id()
            guard let outcome = ScanOutcome(rawValue: exchange.form["outcome"] ?? "") else {
                throw Refusal.notFound
            }
            let (viewer, now) = (exchange.viewer, exchange.now)
            let scan = try await exchange.services.store.read {
                try $0.scan(id, viewer: viewer, now: now)
            }
            let draft =
                outcome.tellsCoverage ? CoverageDraft(exchange.form, of: scan.intent.scopes) : nil
            let coverage = try draft?.checked()
            let end = EndScan(viewer: viewer, scan: id, outcome: outcome, coverage: coverage)
            return "/scans/\(try await submit(end, exchange))"
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
