// SPDX-License-Identifier: Apache-2.0

import Access
import Directives
import Prioritization
import Server
import Store

extension WebPages {
    /// The register of duties, for everybody; each duty, and what one's own agency keeps on it.
    var duties: [Route] { [dutiesPage, dutyPage, dutyForm] }

    private var dutiesPage: Route {
        .page("/duties") { exchange in
            let (viewer, now) = (exchange.viewer, exchange.now)
            let seen = try await exchange.services.store.read { tables in
                DutiesPage.Seen(
                    files: try tables.duties(viewer: viewer, now: now),
                    force: try tables.directiveForce(for: viewer),
                    exposures: try tables.ownExposures(viewer, now: now)
                )
            }
            return page(
                .duties,
                DutiesPage(frame: frame("Duties", .duties, exchange), seen: seen, now: now)
            )
        }
    }

    private var dutyPage: Route {
        .page("/duties/{duty}") { exchange in
            guard let name = DutyName(exchange.parameter("duty")) else { throw Refusal.notFound }
            return page(.duty, try await duty(name, exchange))
        }
    }

    private func duty(
        _ name: DutyName,
        _ exchange: Exchange,
        typed: [String: String]? = nil,
        faults: [String] = []
    ) async throws -> DutyPage {
        let (viewer, now) = (exchange.viewer, exchange.now)
        let (file, force) = try await exchange.services.store.read {
            (try $0.duty(name, viewer: viewer, now: now), try $0.directiveForce(for: viewer))
        }
        return DutyPage(
            frame: frame(file.duty.text, .duties, exchange),
            file: file,
            force: force,
            form: DutyForm(file, key: newFormKey(), typed: typed, faults: faults),
            now: now
        )
    }

    private var dutyForm: Route {
        .form("/duties/{duty}") { exchange in
            try requireAccount(exchange)
            try decide(exchange.viewer, .keepDuty).hiding()
            guard let name = DutyName(exchange.parameter("duty")) else { throw Refusal.notFound }
            let typed = exchange.form
            do {
                _ = try await exchange.services.store.submit(
                    KeepDuty(
                        viewer: exchange.viewer,
                        duty: name,
                        status: try DutyForm.choice(typed["status"], at: "/status"),
                        reach: try DutyForm.choice(typed["shownTo"], at: "/shownTo"),
                        evidence: typed["evidence"].flatMap { $0.isEmpty ? nil : $0 }
                    ),
                    by: exchange.viewer.actor,
                    repeating: repeatKey(exchange, form: "/duties/{duty}")
                )
                return .seeOther("/duties/\(name)")
            } catch let refusal as Refusal
                where refusal.kind == .invalid || refusal.code == "evidence-first"
            {
                let reasons = refusal.faults.map(\.reason)
                let faults = reasons.isEmpty ? [refusal.detail] : reasons
                let again = try await duty(name, exchange, typed: typed, faults: faults)
                return page(.duty, again, status: 422)
            }
        }
    }
}

extension Querying {
    /// What affects the viewer's own participant and is open; empty for whoever keeps no list.
    func ownExposures(_ viewer: Viewer, now: Instant) throws -> [Exposure] {
        guard decide(viewer, .readInventory).isAllowed, let own = viewer.participant else {
            return []
        }
        return try exposure(of: own, viewer: viewer, now: now).filter { $0.settled == nil }
    }
}
