// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Coordination
import Prioritization
import Store
import Timestamps

extension Handlers {
    static func coordination(_ routes: inout RouteTable) {
        caseReading(&routes)
        caseAnswering(&routes)
        caseTerms(&routes)
        caseTalk(&routes)
        routes.on(Endpoints.openCase) { call in
            let command = OpenCase(
                viewer: call.viewer,
                id: call.services.store.newID(CaseMark.self),
                vulnerability: try VulnerabilityID(wire: call.parameters.id),
                title: call.body.title,
                until: call.body.until.map { Instant($0) }
            )
            return try await caseFile(call.submit(command), call)
        }
        routes.on(Endpoints.inviteMember) { call in
            let command = InviteMember(
                viewer: call.viewer,
                onCase: try CaseID(wire: call.parameters.id),
                participant: try ParticipantID(wire: call.body.participant),
                roles: Set(try call.body.roles.map { try choice($0, at: "/roles") })
            )
            return try await caseRoster(call.submit(command), call)
        }
        routes.on(Endpoints.closeCase) { call in
            let id = try CaseID(wire: call.parameters.id)
            return try await caseFile(
                call.submit(CloseCase(viewer: call.viewer, onCase: id)),
                call
            )
        }
    }

    private static func caseReading(_ routes: inout RouteTable) {
        routes.on(Endpoints.listCases) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readCase, id: \.id, as: Wire.Case.init) {
                try $0.cases(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.caseFile) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try CaseID(wire: call.parameters.id)
            return Reply(
                Wire.Case(try await call.read { try $0.caseFile(id, viewer: viewer, now: now) })
            )
        }
        routes.on(Endpoints.caseRoster) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try CaseID(wire: call.parameters.id)
            let roster = try await call.read {
                try $0.caseRoster(id, viewer: viewer, now: now)
            }
            return Reply(Wire.CaseRoster(roster))
        }
    }

    private static func caseAnswering(_ routes: inout RouteTable) {
        routes.on(Endpoints.consentToCase) { try await answer($0, .consent) }
        routes.on(Endpoints.declineCase) { try await answer($0, .decline) }
        routes.on(Endpoints.showMembership) { call in
            let command = ShowMembership(
                viewer: call.viewer,
                onCase: try CaseID(wire: call.parameters.id),
                isShown: call.body.isShown
            )
            return try await caseRoster(call.submit(command), call)
        }
        routes.on(Endpoints.leaveCase) { call in
            let id = try CaseID(wire: call.parameters.id)
            let left = try await call.submit(LeaveCase(viewer: call.viewer, onCase: id))
            var wire = Wire.CaseLeft()
            wire.id = id.description
            wire.effect = LeaveCase.statedEffect
            return Reply(wire, at: left.position)
        }
    }

    private static func answer(
        _ call: Call<ByID, Wire.CaseAnswer>,
        _ answering: AnswerInvitation.Answering
    ) async throws -> Reply<Wire.Case> {
        let command = AnswerInvitation(
            viewer: call.viewer,
            onCase: try CaseID(wire: call.parameters.id),
            answering: answering,
            terms: call.body.terms
        )
        return try await caseFile(call.submit(command), call)
    }

    private static func caseTerms(_ routes: inout RouteTable) {
        routes.on(Endpoints.proposeEmbargo) { call in
            let command = ProposeEmbargo(
                viewer: call.viewer,
                onCase: try CaseID(wire: call.parameters.id),
                until: Instant(call.body.until)
            )
            return try await caseFile(call.submit(command), call)
        }
        routes.on(Endpoints.endEmbargo) { call in
            let command = EndEmbargo(
                viewer: call.viewer,
                onCase: try CaseID(wire: call.parameters.id),
                ending: try choice(call.body.ending, at: "/ending")
            )
            return try await caseFile(call.submit(command), call)
        }
    }

    private static func caseTalk(_ routes: inout RouteTable) {
        routes.on(Endpoints.writeMessage) { call in
            let circle: MessageCircle = try choice(call.body.to, at: "/to")
            let id = try CaseID(wire: call.parameters.id)
            let written = try await call.submit(
                WriteMessage(viewer: call.viewer, onCase: id, text: call.body.text, circle: circle)
            )
            let (viewer, now) = (call.viewer, call.services.clock.now())
            let message = try await call.readBack(written.position) {
                try $0.ownMessage(written.answer, on: id, viewer: viewer, now: now)
            }
            return Reply(Wire.Message(message), at: written.position)
        }
        routes.on(Endpoints.caseMessages) { call in
            let talk = try await call.services.store.caseMessages(
                try CaseID(wire: call.parameters.id),
                for: call.viewer,
                now: call.now,
                atLeast: call.atLeast,
                after: try call.parameters.cursor(MessageMark.self),
                limit: call.parameters.limit
            )
            return Reply(
                Page(
                    items: talk.messages.map(Wire.Message.init),
                    next: talk.next?.description
                )
            )
        }
    }

    /// The case as the asker may see it after a change.
    private static func caseFile<Parameters, Body>(
        _ made: Committed<CaseID>,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.Case> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let file = try await call.readBack(made.position) {
            try $0.caseFile(made.answer, viewer: viewer, now: now)
        }
        return Reply(Wire.Case(file), at: made.position)
    }

    private static func caseRoster<Parameters, Body>(
        _ made: Committed<CaseID>,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.CaseRoster> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let roster = try await call.readBack(made.position) {
            try $0.caseRoster(made.answer, viewer: viewer, now: now)
        }
        return Reply(Wire.CaseRoster(roster), at: made.position)
    }
}

extension PageByID {
    /// The last id of the page before; a cursor that we did not give is refused with its place.
    func cursor<Kind>(_ kind: Kind.Type) throws -> ID<Kind>? {
        var page = PageParameters()
        page.after = after
        return try page.cursor(kind)
    }
}
