// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Server
import Store

extension WebPages {
    /// Who acts for a participant, in which roles, by which credentials.
    var people: [Route] { [peoplePage, holderPage] + peopleForms }

    private var peoplePage: Route {
        ownPage("/people") { exchange in
            let asked = exchange.query["participant"]
            return page(.people, try await peopleModel(exchange, asked: asked))
        }
    }

    private var holderPage: Route {
        ownPage("/people/{id}") { exchange in
            page(.holder, try await holderModel(exchange))
        }
    }

    /// The page of a participant's people, and what was refused of which form on it.
    func peopleModel(
        _ exchange: Exchange,
        asked: String?,
        form: String? = nil,
        refused: [String] = []
    ) async throws -> PeoplePage {
        let (viewer, now) = (exchange.viewer, exchange.now)
        guard let id = asked.map({ ParticipantID($0) }) ?? viewer.participant else {
            throw Refusal.notFound
        }
        let query = exchange.query
        let reading = PeopleReading(
            participant: id,
            afterPerson: query["person"].flatMap { PersonID($0) },
            afterAgent: query["agent"].flatMap { AgentID($0) },
            afterParticipant: query["after"].flatMap { ParticipantID($0) }
        )
        let found = try await exchange.services.store.read {
            try $0.people(reading, viewer: viewer, now: now)
        }
        return PeoplePage(
            frame: frame("People and roles", nil, exchange),
            found: found,
            viewer: viewer,
            key: newFormKey(),
            typed: form.map { PeoplePage.Typed(form: $0, fields: exchange.form) },
            refused: refused
        )
    }

    /// The page of one person or agent; `shown` is a secret that stands on it once.
    func holderModel(
        _ exchange: Exchange,
        shown: HolderPage.Shown? = nil,
        refused: [String] = []
    ) async throws -> HolderPage {
        let (viewer, now) = (exchange.viewer, exchange.services.clock.now())
        let text = exchange.parameter("id")
        let found = try await exchange.services.store.read {
            try $0.holder(text, viewer: viewer, now: now)
        }
        return HolderPage(
            frame: frame(found.name, nil, exchange),
            found: found,
            viewer: viewer,
            now: now,
            shown: shown,
            refused: refused
        )
    }
}

/// What of a participant's people is read.
struct PeopleReading: Sendable {
    /// People, agents and participants of one page, each.
    static let rows = 50

    let participant: ParticipantID
    let afterPerson: PersonID?
    let afterAgent: AgentID?
    let afterParticipant: ParticipantID?
}

/// A participant's people as the viewer may see them.
struct PeopleFound: Sendable {
    let participant: Participant
    let people: [Person]
    let agents: [Agent]
    /// All of them, for who runs the clearinghouse; empty for everybody else.
    let participants: [Participant]
    /// Whether the viewer may enter people here.
    let canAdd: Bool
    /// Whether nobody acts for it yet.
    let isUnstaffed: Bool
}

/// A person or an agent as the viewer may see them.
struct HolderFound: Sendable {
    let holder: Holder
    let name: String
    let participant: Participant?
    let email: String?
    let family: String?
    let roles: Set<Role>
    let addedAt: Instant
    let tokens: [Token]
    /// Whether the viewer may change roles and remove them.
    let canChange: Bool
    /// Whether the viewer may make links and tokens for them.
    let canCredential: Bool
}

extension Querying {
    /// A participant's people and agents; hidden and absent are one refusal.
    fileprivate func people(
        _ reading: PeopleReading,
        viewer: Viewer,
        now: Instant
    ) throws -> PeopleFound {
        let limit = PeopleReading.rows + 1
        guard let participant = try participant(reading.participant, viewer: viewer, now: now)
        else { throw Refusal.notFound }
        let marking = try marking(of: ID(participant.id))
        let runsAll = decide(viewer, .manageParticipants).isAllowed
        let people = try people(
            of: participant.id,
            viewer: viewer,
            after: reading.afterPerson,
            limit: limit,
            now: now
        )
        return PeopleFound(
            participant: participant,
            people: people,
            agents: try agents(
                of: participant.id,
                viewer: viewer,
                after: reading.afterAgent,
                limit: limit,
                now: now
            ),
            participants: runsAll
                ? try participants(
                    viewer: viewer,
                    after: reading.afterParticipant,
                    limit: limit,
                    now: now
                ) : [],
            canAdd: try decide(viewer, .manageOwnPeople, on: marking, now: now).isAllowed
                && !isForSteward(viewer, of: participant.id),
            isUnstaffed: people.isEmpty && reading.afterPerson == nil
        )
    }

    /// A person or an agent by their id; hidden and absent are one refusal.
    func holder(_ text: String, viewer: Viewer, now: Instant) throws -> HolderFound {
        let person = try PersonID(text).flatMap {
            try self.person($0, viewer: viewer, now: now)
        }
        let agent = try AgentID(text).flatMap { try self.agent($0, viewer: viewer, now: now) }
        guard let holder = person.map({ Holder.person($0.id) }) ?? agent.map({ .agent($0.id) }),
            let own = person?.participant ?? agent?.participant
        else { throw Refusal.notFound }
        let marking = try marking(of: holder.id)
        return HolderFound(
            holder: holder,
            name: person?.name ?? agent?.name ?? "",
            participant: try participant(own, viewer: viewer, now: now),
            email: person?.email,
            family: agent?.family,
            roles: person?.roles ?? agent?.roles ?? [],
            addedAt: person?.addedAt ?? agent?.addedAt ?? now,
            tokens: try tokens(of: holder, viewer: viewer, now: now),
            canChange: decide(viewer, .manageOwnPeople, on: marking, now: now).isAllowed,
            canCredential: try decide(viewer, .manageTokens, on: marking, now: now).isAllowed
                && !isForSteward(viewer, of: own, besides: holder.id)
        )
    }
}
