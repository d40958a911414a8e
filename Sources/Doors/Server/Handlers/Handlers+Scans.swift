// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Scanning
import Store
import Timestamps

extension Handlers {
    static func scans(_ routes: inout RouteTable) {
        advising(&routes)
        reading(&routes)
        introductions(&routes)
        routes.on(Endpoints.declareScan) { call in
            let intent = try ScanIntent.checked(ScanDraft(call.body), now: call.now)
            let allowance = try await call.services.store.allowance(
                of: call.viewer,
                declaring: intent
            )
            let made = try await call.submit(
                DeclareScan(viewer: call.viewer, intent: intent, allowance: allowance)
            )
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
                EndScan(
                    viewer: call.viewer,
                    scan: scan,
                    outcome: outcome,
                    coverage: try call.body.coverage.map { try CoverageDraft($0).checked() }
                )
            )
            return try await changed(made, call, advises: false)
        }
    }

    private static func advising(_ routes: inout RouteTable) {
        routes.on(Endpoints.scanAdvice) { call in
            let (viewer, now) = (call.viewer, call.now)
            try decide(viewer, .adviseScan).hiding()
            let question = try OverlapQuestion.checked(
                ScanDraft(call.body),
                viewer: viewer,
                now: now
            )
            let asking = AskAdvice(viewer: viewer, scopes: question.scopes)
            let allowed = try await call.services.store.submit(asking, by: viewer.actor)
            try allowed.answer.checked()
            let advice = try await call.services.store.planAdvice(
                question,
                now: now,
                atLeast: call.atLeast
            )
            return Reply(Wire.Advice(advice))
        }
        routes.on(Endpoints.scanProbing) { call in
            let (viewer, now) = (call.viewer, call.now)
            let day = call.parameters.day.map { Instant(Timestamp(startOf: $0)).day } ?? now.day
            let counts = try await call.read { try $0.probing(on: day, viewer: viewer) }
            return Reply(Wire.Probing(day: day, counts))
        }
    }

    private static func reading(_ routes: inout RouteTable) {
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

    private static func introductions(_ routes: inout RouteTable) {
        routes.on(Endpoints.askIntroduction) { call in
            let scan = try ScanID(wire: call.parameters.id)
            let made = try await call.submit(
                AskIntroduction(viewer: call.viewer, scan: scan, isWanted: true)
            )
            return try await changed(made, call, advises: false)
        }
        routes.on(Endpoints.dropIntroduction) { call in
            let scan = try ScanID(wire: call.parameters.id)
            let made = try await call.submit(
                AskIntroduction(viewer: call.viewer, scan: scan, isWanted: false)
            )
            return try await changed(made, call, advises: false)
        }
        routes.on(Endpoints.listIntroductions) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(
                .readIntroduction,
                id: \.id,
                as: Wire.Introduction.init
            ) {
                try $0.introductions(viewer: viewer, now: now, after: $1, limit: $2)
            }
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
        if advises, scan.isAdvised {
            wire.advice = try await call.afterCommit {
                Wire.Advice(
                    try await call.services.store.planAdvice(
                        scan.overlapQuestion,
                        now: now,
                        atLeast: made.position,
                        // A heartbeat that wrote nothing has nothing new to be proposed.
                        proposes: scan.lease.renewed >= call.now
                    )
                )
            }
        }
        return Reply(wire, at: made.position)
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
            stopContact = scan.stopContact
            participant = scan.participant.description
        }
        fence = Int(scan.lease.fence)
        expires = Timestamp(scan.lease.expires)
        declaredAt = Timestamp(scan.declared)
        endedAt = scan.ended.map(Timestamp.init)
        wantsIntroduction = isOwn && scan.wantsIntroduction
    }
}

extension Wire.Introduction {
    init(_ introduction: Introduction) {
        self.init()
        id = introduction.id.description
        scan = introduction.scan.description
        participant = introduction.other.description
        name = introduction.name
        contact = introduction.contact
        madeAt = Timestamp(introduction.made)
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
