// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Discovery
import Distribution
import Prioritization
import Server
import Store
import Validation

extension WebPages {
    /// The inbox: what to do first, what one was told, and every finding that one may see.
    var inbox: [Route] { [inboxPage] }

    /// A finding, its raw reports, and the undoing of a wrong merge.
    var findings: [Route] { [findingPage, rawReport, splitForm] }

    private var inboxPage: Route {
        .page("/") { exchange in
            guard exchange.viewer.isKnown else { return .seeOther("/sign-in") }
            let (viewer, now) = (exchange.viewer, exchange.now)
            let after = exchange.after(FindingID.self)
            let (findings, notices, waiting) = try await exchange.services.store.read { tables in
                let found = try tables.findings(
                    viewer: viewer,
                    now: now,
                    after: after,
                    limit: InboxPage.rows + 1
                )
                return (
                    try tables.settling(found, viewer: viewer, now: now),
                    try tables.notices(viewer: viewer, now: now, limit: InboxPage.notices),
                    after == nil ? try tables.waiting(for: viewer, now: now) : nil
                )
            }
            let model = InboxPage(
                frame: frame("Inbox", .inbox, exchange),
                findings: findings,
                notices: after == nil ? notices : [],
                waiting: waiting
            )
            return page(.inbox, model)
        }
    }

    private var findingPage: Route {
        ownPage("/findings/{id}") { exchange in
            let id: FindingID = try exchange.id()
            let (viewer, now) = (exchange.viewer, exchange.now)
            let (detail, validations, vulnerability) = try await exchange.services.store.read {
                var detail = try $0.finding(id, viewer: viewer, now: now)
                let lead = detail.finding.id
                let settled = try $0.settling([detail.finding], viewer: viewer, now: now)
                detail.finding = settled.first ?? detail.finding
                return (
                    detail, try $0.validations(of: id, viewer: viewer, now: now),
                    try $0.vulnerability(of: lead, viewer: viewer, now: now)
                )
            }
            let model = FindingPage(
                frame: frame(detail.finding.title, nil, exchange),
                detail: detail,
                validations: validations,
                canProve: decide(viewer, .requestValidation).isAllowed,
                cause: FindingPage.Cause(
                    vulnerability: vulnerability?.description,
                    canRecord: vulnerability == nil
                        && decide(viewer, .recordVulnerability).isAllowed
                )
            )
            return page(.finding, model)
        }
    }

    private var rawReport: Route {
        ownPage("/reports/{id}/raw") { exchange in
            let id: ReportID = try exchange.id()
            let file = try await exchange.services.store.rawReport(id, for: exchange.viewer)
            return .attachment(file.bytes, name: file.name)
        }
    }

    private var splitForm: Route {
        ownForm("/findings/{id}/split") { exchange in
            guard let id = FindingID(exchange.parameter("id")),
                let report = ReportID(exchange.form["report"] ?? "")
            else { throw Refusal.notFound }
            let command = SplitFinding(
                viewer: exchange.viewer,
                finding: id,
                report: report,
                reason: exchange.form["reason"] ?? ""
            )
            try await submit(command, exchange)
            return "/findings/\(id)"
        }
    }
}
