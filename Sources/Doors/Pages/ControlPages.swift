// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Server
import Store

extension WebPages {
    /// What owners hold, and who scans it.
    var controls: [Route] {
        [
            controlList, claimForm, controlPage, checkForm, approveForm, giveUpForm, leaseList,
            stopForm,
        ]
    }

    private var controlList: Route {
        .page("/controls") { exchange in
            try requireAccount(exchange)
            return page(.controls, try await list(exchange))
        }
    }

    private func list(
        _ exchange: Exchange,
        typed: [String: String] = [:],
        faults: [String] = []
    ) async throws -> ControlsPage {
        let after = exchange.query["after"].flatMap { ControlID($0) }
        let (viewer, now) = (exchange.viewer, exchange.now)
        let controls = try await exchange.services.store.read {
            try $0.controls(viewer: viewer, now: now, after: after, limit: ControlsPage.rows + 1)
        }
        return ControlsPage(
            frame: frame("What is your own", .scans, exchange),
            controls: controls,
            viewer: viewer,
            now: now,
            key: newFormKey(),
            typed: typed,
            faults: faults
        )
    }

    private var claimForm: Route {
        .form("/controls") { exchange in
            try requireAccount(exchange)
            try decide(exchange.viewer, .claimControl).hiding()
            var generator = SystemRandomNumberGenerator()
            do {
                let claim = try ClaimControl(
                    viewer: exchange.viewer,
                    scope: exchange.form["scope"] ?? "",
                    method: ControlMethod(rawValue: exchange.form["method"] ?? ""),
                    using: &generator
                )
                let made = try await exchange.services.store.submit(
                    claim,
                    by: exchange.viewer.actor,
                    repeating: repeatKey(exchange, form: "/controls")
                )
                return .seeOther("/controls/\(made.answer)")
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let again = try await list(
                    exchange,
                    typed: exchange.form,
                    faults: refusal.reasons
                )
                return page(.controls, again, status: 422)
            }
        }
    }

    private var controlPage: Route {
        .page("/controls/{id}") { exchange in
            try requireAccount(exchange)
            guard let id = ControlID(exchange.parameter("id")) else { throw Refusal.notFound }
            return page(.control, try await control(id, exchange))
        }
    }

    private func control(
        _ id: ControlID,
        _ exchange: Exchange,
        faults: [String] = []
    ) async throws -> ControlPage {
        let (viewer, now) = (exchange.viewer, exchange.services.clock.now())
        let (found, spans) = try await exchange.services.store.read { tables in
            let found = try tables.control(id, viewer: viewer, now: now)
            let isHeld = found.participant == viewer.participant && found.state(at: now) == .proven
            let spans =
                isHeld
                ? try tables.leaseSpansOnControls(viewer: viewer, now: now, within: found.scope)
                : []
            return (found, spans)
        }
        return ControlPage(
            frame: frame("A claim of control", .scans, exchange),
            control: found,
            spans: spans,
            viewer: viewer,
            now: now,
            faults: faults
        )
    }

    private var checkForm: Route {
        changing("check") { exchange, id in
            _ = try await ControlCheck(exchange.services, viewer: exchange.viewer).run(id)
        }
    }

    private var approveForm: Route {
        changing("approve") { exchange, id in
            let word = ApproveControl(
                viewer: exchange.viewer,
                control: id,
                reason: exchange.form["reason"] ?? ""
            )
            _ = try await exchange.services.store.submit(word, by: exchange.viewer.actor)
        }
    }

    private var giveUpForm: Route {
        changing("give-up") { exchange, id in
            let end = EndControl(viewer: exchange.viewer, control: id)
            _ = try await exchange.services.store.submit(end, by: exchange.viewer.actor)
        }
    }

    /// A form that changes one claim; what is refused is said on its page.
    private func changing(
        _ step: String,
        _ change: @escaping @Sendable (Exchange, ControlID) async throws -> Void
    ) -> Route {
        .form("/controls/{id}/\(step)") { exchange in
            try requireAccount(exchange)
            guard let id = ControlID(exchange.parameter("id")) else { throw Refusal.notFound }
            do {
                try await change(exchange, id)
                return .seeOther("/controls/\(id)")
            } catch let refusal as Refusal where refusal.isToBeShown {
                let again = try await control(id, exchange, faults: refusal.reasons)
                return page(.control, again, status: 422)
            }
        }
    }

    private var leaseList: Route {
        .page("/leases") { exchange in
            try requireAccount(exchange)
            let after = exchange.query["after"].flatMap { ScanID($0) }
            let (viewer, now) = (exchange.viewer, exchange.now)
            let (leases, spans) = try await exchange.services.store.read { tables in
                (
                    try tables.leasesOnControls(
                        viewer: viewer,
                        now: now,
                        after: after,
                        limit: LeasesPage.rows
                    ),
                    try tables.leaseSpansOnControls(viewer: viewer, now: now)
                )
            }
            return page(
                .leases,
                LeasesPage(
                    frame: frame("Who is scanning me", .scans, exchange),
                    leases: leases.leases,
                    next: leases.next,
                    spans: spans,
                    viewer: viewer,
                    now: now
                )
            )
        }
    }

    private var stopForm: Route {
        .form("/leases/{id}/stop") { exchange in
            try requireAccount(exchange)
            try decide(exchange.viewer, .stopScan).hiding()
            guard let id = ScanID(exchange.parameter("id")) else { throw Refusal.notFound }
            let stop = StopScan(
                viewer: exchange.viewer,
                scan: id,
                contact: exchange.form["contact"].flatMap { $0.isEmpty ? nil : $0 }
            )
            _ = try await exchange.services.store.submit(stop, by: exchange.viewer.actor)
            return .seeOther("/leases")
        }
    }
}

extension Refusal {
    /// What is wrong, for a form.
    var reasons: [String] { faults.isEmpty ? [detail] : faults.map(\.reason) }

    /// Whether it says something about what was sent, and not who may send it.
    var isToBeShown: Bool { kind == .invalid || kind == .conflict || kind == .limit }
}
