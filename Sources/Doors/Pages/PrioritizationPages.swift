// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Discovery
import Distribution
import Prioritization
import Server
import Store

extension WebPages {
    /// Vulnerabilities, the facts on them, and what each operator runs.
    var prioritization: [Route] {
        [queuePage, vulnerabilityPage, factForm, recordPage, recordForm] + exposures
    }

    private var queuePage: Route {
        ownPage("/queue") { exchange in
            let (viewer, now) = (exchange.viewer, exchange.now)
            try decide(viewer, .readQueue).hiding()
            let after = exchange.after(VulnerabilityID.self)
            let (items, since) = try await exchange.services.store.read { tables in
                (
                    try tables.queue(
                        viewer: viewer,
                        now: now,
                        after: after,
                        limit: QueuePage.rows + 1
                    ),
                    after == nil
                        ? try tables.queuedSince(
                            viewer: viewer,
                            now: now,
                            limit: Chart.agesAtMost
                        ) : []
                )
            }
            return page(
                .queue,
                QueuePage(
                    frame: frame("The queue", .queue, exchange),
                    items: items,
                    ages: Chart(
                        agesOf: since,
                        counted: "Vulnerabilities",
                        now: now
                    ),
                    isFirst: after == nil,
                    triages: viewer.roles.contains(.coordinator)
                )
            )
        }
    }

    /// Published ones are for everybody, with or without an account (ORDER V1).
    private var vulnerabilityPage: Route {
        .page("/vulnerabilities/{id}") { exchange in
            let id: VulnerabilityID = try exchange.id()
            let form = FactForm(key: newFormKey())
            return page(.vulnerability, try await vulnerability(id, exchange, form))
        }
    }

    private func vulnerability(
        _ id: VulnerabilityID,
        _ exchange: Exchange,
        _ form: FactForm
    ) async throws -> VulnerabilityPage {
        let (viewer, now) = (exchange.viewer, exchange.now)
        let seen = try await exchange.services.store.read { tables in
            let found = try tables.vulnerability(id, viewer: viewer, now: now)
            let decision = try decide(viewer, .stateFact, on: tables.marking(of: ID(id)), now: now)
            return VulnerabilityPage.Seen(
                vulnerability: found,
                affected: try tables.affectedCount(by: id),
                history: try tables.factHistory(of: id, viewer: viewer, now: now),
                canState: (try? decision.hiding()) != nil,
                findings: try tables.findings(found.findings, viewer: viewer, now: now),
                cases: try tables.cases(about: id, viewer: viewer, now: now),
                advisory: try tables.advisoryName(about: id, viewer: viewer, now: now)
            )
        }
        return VulnerabilityPage(
            frame: frame(seen.vulnerability.name, .queue, exchange),
            seen: seen,
            form: form
        )
    }

    private var factForm: Route {
        .form("/vulnerabilities/{id}/facts") { exchange in
            try requireAccount(exchange)
            let id: VulnerabilityID = try exchange.id()
            let typed = exchange.form
            do {
                let (kind, value) = try FactForm.choice(typed)
                _ = try await exchange.services.store.submit(
                    StateFact(
                        viewer: exchange.viewer,
                        vulnerability: id,
                        kind: kind,
                        value: value,
                        source: typed["source"] ?? "",
                        asOf: try FactForm.day(typed)
                    ),
                    by: exchange.viewer.actor,
                    repeating: repeatKey(exchange, form: "/vulnerabilities/{id}/facts")
                )
                return .seeOther("/vulnerabilities/\(id)")
            } catch let refusal as Refusal where refusal.kind == .invalid {
                let form = FactForm(key: newFormKey(), typed: typed, faults: refusal.faults)
                let model = try await vulnerability(id, exchange, form)
                return page(.vulnerability, model, status: 422)
            }
        }
    }

    private var recordPage: Route {
        ownPage("/findings/{id}/vulnerability") { exchange in
            let id: FindingID = try exchange.id()
            return page(.record, try await record(id, exchange))
        }
    }

    private func record(
        _ id: FindingID,
        _ exchange: Exchange,
        typed: [String: String] = [:],
        faults: [Refusal.Fault] = []
    ) async throws -> RecordPage {
        let (viewer, now) = (exchange.viewer, exchange.now)
        let finding = try await exchange.services.store.read { tables in
            try tables.require(viewer, .recordVulnerability, on: id, now: now)
            return try tables.finding(id, viewer: viewer, now: now).finding
        }
        return RecordPage(
            frame: frame("Record a vulnerability", .queue, exchange),
            finding: finding,
            key: newFormKey(),
            typed: typed,
            faults: faults
        )
    }

    private var recordForm: Route {
        .form("/findings/{id}/vulnerability") { exchange in
            try requireAccount(exchange)
            let id: FindingID = try exchange.id()
            let typed = exchange.form
            func field(_ name: String) -> String? { typed[name].flatMap { $0.isEmpty ? nil : $0 } }
            do {
                let made = try await exchange.services.store.submit(
                    RecordVulnerability(
                        viewer: exchange.viewer,
                        id: exchange.services.store.newID(VulnerabilityMark.self),
                        finding: id,
                        draft: VulnerabilityDraft(
                            title: typed["title"] ?? "",
                            range: typed["range"] ?? "",
                            cvss: field("cvss"),
                            cve: field("cve")
                        )
                    ),
                    by: exchange.viewer.actor,
                    repeating: repeatKey(exchange, form: "/findings/{id}/vulnerability")
                )
                return .seeOther("/vulnerabilities/\(made.answer)")
            } catch let refusal as Refusal where refusal.kind == .invalid {
                let again = try await record(id, exchange, typed: typed, faults: refusal.faults)
                return page(.record, again, status: 422)
            }
        }
    }
}
