// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Scanning
import Store
import Timestamps

extension Handlers {
    static func scans(_ routes: inout RouteTable) {
        reading(&routes)
        routes.on(Endpoints.declareScan) { call in
            let intent = try ScanIntent.checked(ScanDraft(call.body), now: call.now)
            let made = try await call.submit(DeclareScan(viewer: call.viewer, intent: intent))
            return try await changed(made, call, advises: true)
        }
        routes.on(Endpoints.heartbeat) { call in
            let scan = try ScanID(wire: call.parameters.id)
            let fence = Int64(call.body.fence)
            let made = try await call.submit(
                RenewScan(viewer: call.viewer, scan: scan, fence: fence)
            )
            return try await changed(made, call, advises: true)
        }
        routes.on(Endpoints.endScan) { call in
            let scan = try ScanID(wire: call.parameters.id)
            let outcome: ScanOutcome = try choice(call.body.outcome, at: "/outcome")
            let made = try await call.submit(
                EndScan(viewer: call.viewer, scan: scan, outcome: outcome)
            )
            return try await changed(made, call, advises: false)
        }
    }

    private static func reading(_ routes: inout RouteTable) {
        routes.on(Endpoints.scanAdvice) { call in
            let (viewer, now) = (call.viewer, call.now)
            try decide(viewer, .adviseScan).hiding()
            let question = try OverlapQuestion.checked(
                scopes: call.body.scopes,
                technique: call.body.technique,
                window: ScanWindow(call.body.window),
                viewer: viewer,
                now: now
            )
            return Reply(try await advice(question, call.services, call.atLeast, now))
        }
        routes.on(Endpoints.listScans) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(
                .readScan,
                id: \.id,
                as: { Wire.Scan($0, for: viewer, now: now) }
            ) {
                try $0.scans(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.scan) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try ScanID(wire: call.parameters.id)
            let found = try await call.read { try $0.scan(id, viewer: viewer, now: now) }
            return Reply(Wire.Scan(found, for: viewer, now: now))
        }
    }

    /// The scan after a change, with fresh advice where that helps.
    private static func changed<Parameters, Body>(
        _ made: Committed<ScanID>,
        _ call: Call<Parameters, Body>,
        advises: Bool
    ) async throws -> Reply<Wire.Scan> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let scan = try await call.readBack(made.position) {
            try $0.scan(made.answer, viewer: viewer, now: now)
        }
        var wire = Wire.Scan(scan, for: viewer, now: now)
        if advises {
            wire.advice = try await call.afterCommit {
                try await advice(scan.overlapQuestion, call.services, made.position, now)
            }
        }
        return Reply(wire, at: made.position)
    }

    private static func advice(
        _ question: OverlapQuestion,
        _ services: Services,
        _ position: Position?,
        _ now: Instant
    ) async throws -> Wire.Advice {
        let found = try await services.store.committed(OverlapIndex.self, atLeast: position) {
            $0.advice(question, now: now)
        }
        return Wire.Advice(scopes: found.map(Wire.ScopeAdvice.init))
    }
}

extension ScanWindow {
    init(_ window: Wire.Window) {
        self.init(start: Instant(window.start), end: Instant(window.end))
    }
}

extension ScanDraft {
    init(_ plan: Wire.ScanPlan) {
        self.init(
            scopes: plan.scopes,
            technique: plan.technique,
            tool: plan.tool,
            window: ScanWindow(plan.window)
        )
        modelFamily = plan.modelFamily
        intensity = plan.intensity
        evidence = plan.evidence.map { evidence in
            ScanEvidence(
                digest: evidence.digest,
                contact: evidence.contact,
                expires: Instant(evidence.expires)
            )
        }
        sources = plan.sources
        contact = plan.contact
        note = plan.note
        clock = plan.clock.map(Instant.init)
    }
}

extension Wire.Scan {
    init(_ scan: Scan, for viewer: Viewer, now: Instant) {
        self.init()
        let isOwn = scan.participant == viewer.participant
        id = scan.id.description
        state = scan.lease.state(at: now).rawValue
        scopes = scan.intent.scopes.map(\.text)
        technique = scan.intent.technique.rawValue
        tool = scan.intent.tool
        modelFamily = scan.intent.modelFamily
        window = Wire.Window(
            start: Timestamp(scan.intent.window.start),
            end: Timestamp(scan.intent.window.end)
        )
        intensity = scan.intent.intensity.rawValue
        // These are its participant's own, and who scans is for others never said (ORDER C2).
        if isOwn {
            evidence = scan.intent.evidence.map(Wire.Evidence.init)
            sources = scan.intent.sources.map(\.text)
            contact = scan.intent.contact
            note = scan.intent.note
            participant = scan.participant.description
        }
        fence = Int(scan.lease.fence)
        expires = Timestamp(scan.lease.expires)
        declaredAt = Timestamp(scan.declared)
        endedAt = scan.ended.map(Timestamp.init)
    }
}

extension Wire.Evidence {
    init(_ evidence: ScanEvidence) {
        self.init()
        digest = evidence.digest
        contact = evidence.contact
        expires = Timestamp(evidence.expires)
    }
}

extension Wire.ScopeAdvice {
    init(_ advice: OverlapAdvice) {
        self.init()
        scope = advice.scope.text
        verdict = advice.verdict.rawValue
        overlapping = advice.overlapping.map(Wire.Others.init)
        covered = advice.covered.map(Wire.Others.init)
        own = advice.own.map(\.description)
        warning = advice.scope.warning
    }
}

extension Wire.Others {
    init(_ others: OverlapAdvice.Others) {
        self.init()
        extent = others.extent.rawValue
        techniques = others.techniques.techniques.map(\.rawValue)
        isSameTechnique = others.sameTechnique
        until = Timestamp(others.until)
    }
}
