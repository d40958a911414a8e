// SPDX-License-Identifier: Apache-2.0

import API
import Access
import FrontierModels
import Store
import Timestamps

extension Handlers {
    static func frontierModels(_ routes: inout RouteTable) {
        engagementReading(&routes)
        engagementOwning(&routes)
        engagementWindow(&routes)
        engagementGrants(&routes)
        engagementOfficials(&routes)
        engagementSharing(&routes)
    }

    private static func engagementReading(_ routes: inout RouteTable) {
        routes.on(Endpoints.listEngagements) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readEngagement, id: \.id, as: Wire.EngagementLine.init) {
                try $0.engagements(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.engagement) { call in
            let file = try await call.services.store.engagement(
                try EngagementID(wire: call.parameters.id),
                for: call.viewer,
                now: call.now,
                atLeast: call.atLeast
            )
            return Reply(Wire.Engagement(file))
        }
        routes.on(Endpoints.accessLog) { call in
            let id = try EngagementID(wire: call.parameters.id)
            let (viewer, now, limit) = (call.viewer, call.now, call.parameters.limit)
            let after = try call.parameters.cursor(AccessMark.self)
            let found = try await call.read {
                try $0.accessLog(of: id, viewer: viewer, now: now, after: after, limit: limit + 1)
            }
            let shown = found.prefix(limit)
            return Reply(
                Page(
                    items: shown.map(Wire.AccessLine.init),
                    next: found.count > limit ? shown.last?.id.description : nil
                )
            )
        }
    }

    /// What the developer says, and to whom.
    private static func engagementOwning(_ routes: inout RouteTable) {
        routes.on(Endpoints.openEngagement) { call in
            let command = OpenEngagement(
                viewer: call.viewer,
                id: call.services.store.newID(EngagementMark.self),
                codename: call.body.codename
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.keepEngagementField) { call in
            let command = KeepField(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                field: try choice(call.body.field, at: "/field"),
                text: call.body.text,
                isShared: call.body.isShared
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.askOfficial) { call in
            let command = AskOfficial(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                participant: try ParticipantID(wire: call.body.participant)
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.withdrawEngagement) { call in
            let id = try EngagementID(wire: call.parameters.id)
            let left = try await call.submit(
                WithdrawFromEngagement(viewer: call.viewer, engagement: id)
            )
            var wire = Wire.EngagementLeft()
            wire.id = id.description
            wire.effect = WithdrawFromEngagement.statedEffect
            return Reply(wire, at: left.position)
        }
    }

    private static func engagementWindow(_ routes: inout RouteTable) {
        routes.on(Endpoints.openWindow) { call in
            let command = OpenWindow(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                opens: call.body.opens,
                plannedRelease: call.body.plannedRelease
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.planRelease) { call in
            let command = PlanRelease(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                plannedRelease: call.body.plannedRelease
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.endWindow) { call in
            let id = try EngagementID(wire: call.parameters.id)
            return try await engagement(
                call.submit(EndWindow(viewer: call.viewer, engagement: id)),
                call
            )
        }
        routes.on(Endpoints.stateAccessTerms) { call in
            let id = try EngagementID(wire: call.parameters.id)
            let command = StateTerms(viewer: call.viewer, engagement: id, text: call.body.text)
            return try await engagement(call.submit(command), call)
        }
    }

    private static func engagementGrants(_ routes: inout RouteTable) {
        routes.on(Endpoints.namePerson) { call in
            let command = NamePerson(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                person: try PersonID.reading(call.body.person)
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.giveGrant) { call in
            let command = GiveGrant(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                grant: try GrantID(wire: call.body.grant)
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.endGrant) { call in
            let command = EndGrant(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                grant: try GrantID(wire: call.body.grant)
            )
            return try await engagement(call.submit(command), call)
        }
    }

    /// What the official's side does for itself.
    private static func engagementOfficials(_ routes: inout RouteTable) {
        routes.on(Endpoints.acknowledgeTerms) { call in
            let id = try EngagementID(wire: call.parameters.id)
            let command = AcknowledgeTerms(
                viewer: call.viewer,
                engagement: id,
                version: call.body.version
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.useAccess) { call in
            let id = try EngagementID(wire: call.parameters.id)
            let command = UseAccess(
                viewer: call.viewer,
                engagement: id,
                purpose: call.body.purpose
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.recordDesignation) { call in
            let command = RecordDesignation(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                outcome: try choice(call.body.outcome, at: "/outcome"),
                official: call.body.official,
                decided: call.body.decided,
                consulted: call.body.consulted,
                reference: call.body.reference
            )
            return try await engagement(call.submit(command), call)
        }
    }

    private static func engagementSharing(_ routes: inout RouteTable) {
        routes.on(Endpoints.proposePartner) { call in
            let command = ProposePartner(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                name: call.body.name,
                reason: call.body.reason
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.answerPartner) { call in
            let command = AnswerPartner(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                partner: try PartnerID(wire: call.body.partner),
                concurs: call.body.concurs,
                reason: call.body.reason
            )
            return try await engagement(call.submit(command), call)
        }
        routes.on(Endpoints.shareAssessment) { call in
            let command = ShareAssessment(
                viewer: call.viewer,
                engagement: try EngagementID(wire: call.parameters.id),
                reference: call.body.reference,
                summary: call.body.summary,
                partner: try PartnerID.reading(call.body.partner)
            )
            return try await engagement(call.submit(command), call)
        }
    }

    /// The engagement as the asker may see it after a change.
    private static func engagement<Parameters, Body>(
        _ made: Committed<EngagementID>,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.Engagement> {
        let (store, now) = (call.services.store, call.services.clock.now())
        let viewer = call.viewer
        let file = try await call.afterCommit {
            try await store.engagement(
                made.answer,
                for: viewer,
                now: now,
                atLeast: made.position
            )
        }
        return Reply(Wire.Engagement(file), at: made.position)
    }
}
