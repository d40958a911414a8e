// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Scanning
import Store
import Timestamps

extension Handlers {
    static func controls(_ routes: inout RouteTable) {
        routes.on(Endpoints.listControls) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(
                .readControl,
                id: \.id,
                as: { Wire.Control($0, now: now) }
            ) {
                try $0.controls(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.control) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try ControlID(wire: call.parameters.id)
            let found = try await call.read { try $0.control(id, viewer: viewer, now: now) }
            return Reply(Wire.Control(found, now: now))
        }
        routes.on(Endpoints.claimControl) { call in
            try decide(call.viewer, .claimControl).hiding()
            var generator = SystemRandomNumberGenerator()
            let claim = try ClaimControl(
                viewer: call.viewer,
                scope: call.body.scope,
                method: try call.body.method.map { try choice($0, at: "/method") },
                using: &generator
            )
            return try await changed(try await call.submit(claim), call)
        }
        changing(&routes)
        leases(&routes)
    }

    private static func changing(_ routes: inout RouteTable) {
        routes.on(Endpoints.checkControl) { call in
            let id = try ControlID(wire: call.parameters.id)
            let checked = try await ControlCheck(call.services, viewer: call.viewer).run(
                id,
                repeating: call.repeatKey
            )
            return try await changed(checked, call)
        }
        routes.on(Endpoints.vouchControl) { call in
            let command = ApproveControl(
                viewer: call.viewer,
                control: try ControlID(wire: call.parameters.id),
                reason: call.body.reason
            )
            return try await changed(try await call.submit(command), call)
        }
        routes.on(Endpoints.refuseControl) { call in
            let command = RefuseControl(
                viewer: call.viewer,
                control: try ControlID(wire: call.parameters.id),
                reason: call.body.reason
            )
            return try await changed(try await call.submit(command), call)
        }
        routes.on(Endpoints.endControl) { call in
            let id = try ControlID(wire: call.parameters.id)
            let command = EndControl(viewer: call.viewer, control: id)
            return try await changed(try await call.submit(command), call)
        }
    }

    private static func leases(_ routes: inout RouteTable) {
        routes.on(Endpoints.listLeases) { call in
            let (viewer, now) = (call.viewer, call.now)
            try decide(viewer, .readLeases).hiding()
            let after = try call.parameters.cursor(ScanMark.self)
            let limit = call.parameters.limit
            let found = try await call.read {
                try $0.leasesOnControls(viewer: viewer, now: now, after: after, limit: limit)
            }
            return Reply(
                Page(
                    items: found.leases.map(Wire.SeenLease.init),
                    next: found.next?.description
                )
            )
        }
        routes.on(Endpoints.stopLease) { call in
            try decide(call.viewer, .stopScan).hiding()
            let command = StopScan(
                viewer: call.viewer,
                scan: try ScanID(wire: call.parameters.id),
                contact: call.body.contact
            )
            let stopped = try await call.submit(command)
            var wire = Wire.StoppedLease()
            wire.id = stopped.answer.description
            wire.state = ScanState.stopped.rawValue
            return Reply(wire, at: stopped.position)
        }
    }

    private static func changed<Parameters, Body>(
        _ made: Committed<ControlID>,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.Control> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let found = try await call.readBack(made.position) {
            try $0.control(made.answer, viewer: viewer, now: now)
        }
        return Reply(Wire.Control(found, now: now), at: made.position)
    }
}

extension Wire.Control {
    init(_ control: Control, now: Instant) {
        self.init()
        let state = control.state(at: now)
        id = control.id.description
        scope = control.scope.text
        method = control.method.rawValue
        self.state = state.rawValue
        if state != .ended, let place = control.place {
            self.place = place.text
            publish = control.statement
        }
        participant = control.participant.description
        fault = control.fault?.rawValue
        faultWords = control.fault?.words
        reason = control.reason
        if control.isTakenBack { takenBack = true }
        claimedAt = Timestamp(control.claimed)
        claimant = control.claimant
        checkedAt = control.checked.map(Timestamp.init(_:))
        provenAt = control.proven.map(Timestamp.init(_:))
        until = control.until.map(Timestamp.init(_:))
    }
}

extension Wire.SeenLease {
    init(_ lease: SeenLease) {
        self.init()
        id = lease.id.description
        state = lease.state.rawValue
        scopes = lease.scopes.map(\.text)
        basis = lease.basis.rawValue
        document = lease.document
        technique = lease.technique.rawValue
        intensity = lease.intensity.rawValue
        window = Wire.Window(
            start: Timestamp(lease.window.start),
            end: Timestamp(lease.window.end)
        )
        endedAt = lease.ended.map(Timestamp.init(_:))
        sources = lease.sources.map(\.text)
        scanner = lease.scanner
    }
}
