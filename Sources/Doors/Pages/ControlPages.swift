// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Server
import Store

extension WebPages {
    /// What owners hold, and who scans it.
    var controls: [Route] {
        [
            controlList, claimForm, controlPage, checkForm, approveForm, refuseForm, giveUpForm,
            leaseList, stopForm,
        ]
    }

    private var controlList: Route {
        ownPage("/controls") { try await list($0) }
    }

    private func list(_ exchange: Exchange, _ refused: Refusal? = nil) async throws -> Answer {
        let (viewer, now, after) = (exchange.viewer, exchange.now, exchange.after(ControlID.self))
        let controls = try await exchange.services.store.read {
            try $0.controls(viewer: viewer, now: now, after: after, limit: ControlsPage.rows + 1)
        }
        return page(
            .controls,
            ControlsPage(
                frame: frame("What is your own", .scans, exchange),
                controls: controls,
                viewer: viewer,
                now: now,
                form: filled(exchange, refused)
            ),
            refused: refused
        )
    }

    private var claimForm: Route {
        ownForm("/controls", again: list) { exchange in
            try decide(exchange.viewer, .claimControl).hiding()
            var generator = SystemRandomNumberGenerator()
            let claim = try ClaimControl(
                viewer: exchange.viewer,
                scope: exchange.form["scope"] ?? "",
                method: ControlMethod(rawValue: exchange.form["method"] ?? ""),
                using: &generator
            )
            return "/controls/\(try await submit(claim, exchange, form: "/controls"))"
        }
    }

    private var controlPage: Route {
        ownPage("/controls/{id}") { try await control($0) }
    }

    private func control(
        _ exchange: Exchange,
        _ refused: Refusal? = nil
    ) async throws -> Answer {
        let id: ControlID = try exchange.id()
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
        return page(
            .control,
            ControlPage(
                frame: frame("A claim of control", .scans, exchange),
                control: found,
                spans: spans,
                viewer: viewer,
                now: now,
                form: filled(exchange, refused)
            ),
            refused: refused
        )
    }

    private var checkForm: Route {
        changing("check") { exchange, id in
            _ = try await ControlCheck(exchange.services, viewer: exchange.viewer).run(id)
        }
    }

    private var approveForm: Route {
        changing("approve") { exchange, id in
            let reason = exchange.form["reason"] ?? ""
            let word = ApproveControl(viewer: exchange.viewer, control: id, reason: reason)
            try await submit(word, exchange)
        }
    }

    private var refuseForm: Route {
        changing("refuse") { exchange, id in
            let reason = exchange.form["reason"] ?? ""
            let word = RefuseControl(viewer: exchange.viewer, control: id, reason: reason)
            try await submit(word, exchange)
        }
    }

    private var giveUpForm: Route {
        changing("give-up") { exchange, id in
            try await submit(EndControl(viewer: exchange.viewer, control: id), exchange)
        }
    }

    /// A form that changes one claim; what is refused is said on its page.
    private func changing(
        _ step: String,
        _ change: @escaping @Sendable (Exchange, ControlID) async throws -> Void
    ) -> Route {
        ownForm("/controls/{id}/\(step)", again: control) { exchange in
            let id: ControlID = try exchange.id()
            try await change(exchange, id)
            return "/controls/\(id)"
        }
    }

    private var leaseList: Route {
        ownPage("/leases") { try await leases($0) }
    }

    private func leases(_ exchange: Exchange, _ refused: Refusal? = nil) async throws -> Answer {
        let (viewer, now) = (exchange.viewer, exchange.now)
        let after = exchange.after(ScanID.self) ?? exchange.leasesAfter
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
                after: after,
                next: leases.next,
                spans: spans,
                stopping: LeasesPage.Stopping(
                    lease: exchange.parameter("id"),
                    form: filled(exchange, refused) { $0 == "/contact" ? "Contact" : nil }
                ),
                viewer: viewer,
                now: now
            ),
            refused: refused
        )
    }

    private var stopForm: Route {
        ownForm("/leases/{id}/stop", again: leases) { exchange in
            try decide(exchange.viewer, .stopScan).hiding()
            let stop = StopScan(
                viewer: exchange.viewer,
                scan: try exchange.id(),
                contact: exchange.typed("contact")
            )
            try await submit(stop, exchange)
            return "/leases" + (exchange.leasesAfter.map { "?after=\($0)" } ?? "")
        }
    }
}

extension Exchange {
    /// The page of leases on which a form was sent; nil for the first.
    fileprivate var leasesAfter: ScanID? { typed("after").flatMap { ScanID($0) } }
}
