// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Crypto
import HTTPTypes
import Scanning
import Store
import StrictJSON
import Timestamps

extension Handlers {
    static func rules(_ routes: inout RouteTable) {
        routes.on(Endpoints.listRules) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(
                .readRule,
                id: \.id,
                as: { Wire.ScanRule($0, for: viewer) }
            ) {
                try $0.ownRules(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.rule) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try ScanRuleID(wire: call.parameters.id)
            let found = try await call.read { try $0.rule(id, viewer: viewer, now: now) }
            return Reply(Wire.ScanRule(found, for: viewer))
        }
        routes.on(Endpoints.setRule) { call in
            try decide(call.viewer, .setRule).hiding()
            return try await set(RuleTerms(RuleDraft(call.body), now: call.now), call)
        }
        routes.on(Endpoints.importRule) { call in
            try decide(call.viewer, .setRule).hiding()
            let record = try ScrutineerRecord(parsing: call.body.bytes)
            let (viewer, now) = (call.viewer, call.now)
            let draft = try await call.read {
                try RuleDraft(record, importedBy: viewer, in: $0, now: now)
            }
            return try await set(RuleTerms(draft, now: now), call)
        }
        routes.on(Endpoints.endRule) { call in
            let id = try ScanRuleID(wire: call.parameters.id)
            let ended = try await call.submit(EndRule(viewer: call.viewer, rule: id))
            var wire = Wire.EndedRule()
            wire.id = ended.answer.description
            return Reply(wire, at: ended.position)
        }
        publicRules(&routes)
        authorizations(&routes)
    }

    private static func set<Parameters, Body>(
        _ terms: RuleTerms,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.ScanRule> {
        let set = try await call.submit(SetRule(viewer: call.viewer, terms: terms))
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let found = try await call.readBack(set.position) {
            try $0.rule(set.answer.rule, viewer: viewer, now: now)
        }
        var wire = Wire.ScanRule(found, for: viewer)
        wire.stopped = set.answer.stopped
        wire.isMoreLeft = set.answer.isMoreLeft
        wire.replaced = set.answer.replaced?.stance.rawValue
        wire.dropped = set.answer.replaced?.dropped.map(\.rawValue)
        return Reply(wire, at: set.position)
    }

    private static func authorizations(_ routes: inout RouteTable) {
        routes.on(Endpoints.listAuthorizations) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(
                .readAuthorization,
                id: \.id,
                as: { Wire.Authorization($0, for: viewer, now: now) }
            ) {
                try $0.authorizations(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.authorization) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try AuthorizationID(wire: call.parameters.id)
            let found = try await call.read {
                try $0.authorization(id, viewer: viewer, now: now)
            }
            return Reply(Wire.Authorization(found, for: viewer, now: now))
        }
        routes.on(Endpoints.giveAuthorization) { call in
            try decide(call.viewer, .giveAuthorization).hiding()
            let command = try GiveAuthorization(
                viewer: call.viewer,
                participant: call.body.participant,
                scope: call.body.scope,
                intensity: call.body.intensity,
                until: Instant(call.body.until),
                now: call.now
            )
            return try await changed(try await call.submit(command), call)
        }
        routes.on(Endpoints.endAuthorization) { call in
            let id = try AuthorizationID(wire: call.parameters.id)
            let command = EndAuthorization(viewer: call.viewer, authorization: id)
            return try await changed(try await call.submit(command), call)
        }
    }

    private static func changed<Parameters, Body>(
        _ made: Committed<AuthorizationID>,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.Authorization> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let found = try await call.readBack(made.position) {
            try $0.authorization(made.answer, viewer: viewer, now: now)
        }
        return Reply(Wire.Authorization(found, for: viewer, now: now), at: made.position)
    }
}

extension RuleDraft {
    /// What a record makes of the importer's rule on its repository.
    fileprivate init(
        _ record: ScrutineerRecord,
        importedBy viewer: Viewer,
        in tables: any Querying,
        now: Instant
    ) throws {
        let scope = record.repository
        let before = try tables.ownRule(on: scope, viewer: viewer, now: now)
        if let before { self.init(before) } else { self.init() }
        self.scope = scope.text
        switch record.message {
        case .optOut:
            self.init()
            self.scope = scope.text
            stance = Stance.optedOut.rawValue
            contact = before?.contact
            isListed = before?.isListed ?? false
        case .route(let channel):
            guard before != nil else { throw Refusal.noRuleToFill }
            contact = channel
        }
        let isOwn = try viewer.participant.map { try tables.controls($0, scope, at: now) }
        onBehalf = isOwn == true ? nil : before?.onBehalf ?? "the maintainers of \(scope.text)"
    }

    init(_ wire: Wire.ScanRuleTerms) {
        self.init()
        scope = wire.scope
        stance = wire.stance
        contact = wire.contact
        format = wire.format
        requestsPerHour = wire.requestsPerHour
        quiet = wire.quiet.map { ScanWindow($0) }
        refused = wire.refused
        intensity = wire.intensity
        until = wire.until.map { Instant($0) }
        isListed = wire.isListed
        onBehalf = wire.onBehalf
    }
}

extension Wire.ScanRuleTerms {
    /// What a rule says to whoever comes: not for whom a coordinator set it.
    init(_ rule: ScanRule) {
        self.init()
        scope = rule.scope.text
        stance = rule.stance.rawValue
        contact = rule.contact
        format = rule.format
        requestsPerHour = rule.requestsPerHour
        quiet = rule.quiet.map(Wire.Window.init)
        refused = rule.refused.map(\.rawValue)
        intensity = rule.intensity?.rawValue
        until = rule.until.map(Timestamp.init(_:))
        isListed = rule.isListed
    }
}

extension Wire.ScanRule {
    init(_ rule: ScanRule, for viewer: Viewer) {
        self.init()
        id = rule.id.description
        terms = Wire.ScanRuleTerms(rule)
        state = rule.state.rawValue
        terms.onBehalf = rule.onBehalf
        isOwn = rule.owner == viewer.participant
        changedAt = Timestamp(rule.changed)
    }
}

extension Wire.Authorization {
    init(_ authorization: Authorization, for viewer: Viewer, now: Instant) {
        self.init()
        id = authorization.id.description
        terms.participant = authorization.participant.description
        terms.scope = authorization.scope.text
        terms.intensity = authorization.intensity.rawValue
        terms.until = Timestamp(authorization.until)
        isGiver = authorization.owner == viewer.participant
        state = authorization.state(at: now).rawValue
        givenAt = Timestamp(authorization.given)
        endedAt = authorization.ended.map(Timestamp.init(_:))
    }
}
