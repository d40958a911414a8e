// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Store

/// Who acts for a participant, and in which roles.
struct PeoplePage: Sendable {
    /// A person or an agent in a list.
    struct Line: Sendable {
        let id: String
        let name: String
        let isYou: Bool
        /// How to reach them, or what it runs on.
        let about: String
        let roles: String
    }

    /// One participant in the list of who runs the clearinghouse.
    struct Member: Sendable {
        let id: String
        let name: String
        let kind: String
    }

    /// What a role is for, out of Access.
    struct RoleLine: Sendable {
        let name: String
        let sentence: String
        let actions: String
    }

    /// A box to tick.
    struct Tick: Sendable {
        let name: String
        let sentence: String
        let isTicked: Bool
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let name: String
    let kind: String
    let people: [Line]
    let hasPeople: Bool
    let nextPerson: String?
    let agents: [Line]
    let hasAgents: Bool
    let nextAgent: String?
    let participants: [Member]
    let hasParticipants: Bool
    let nextParticipant: String?
    let roles = Role.allCases.map { RoleLine($0) }
    let canAdd: Bool
    let personForm: EntryForm
    let agentForm: EntryForm
    let registerForm: RegisterForm
    let key: String
    let refused: [String]
    let hasRefused: Bool

    init(
        frame: PageFrame,
        found: PeopleFound,
        viewer: Viewer,
        key: String,
        typed: Typed?,
        refused: [String]
    ) {
        let rows = PeopleReading.rows
        self.frame = frame
        id = found.participant.id.description
        name = found.participant.name ?? "A participant that has left"
        kind = found.participant.kind.rawValue
        people = found.people.prefix(rows).map { Line($0, viewer: viewer) }
        hasPeople = !found.people.isEmpty
        nextPerson = found.people.count > rows ? people.last?.id : nil
        agents = found.agents.prefix(rows).map { Line($0, viewer: viewer) }
        hasAgents = !found.agents.isEmpty
        nextAgent = found.agents.count > rows ? agents.last?.id : nil
        participants = found.participants.prefix(rows).map {
            Member(id: $0.id.description, name: $0.name ?? "has left", kind: $0.kind.rawValue)
        }
        hasParticipants = !participants.isEmpty
        nextParticipant = found.participants.count > rows ? participants.last?.id : nil
        canAdd = found.canAdd
        personForm = EntryForm(ofPeople: found, typed?.fields(of: "/people"))
        agentForm = EntryForm(ofAgents: found, typed?.fields(of: "/agents"))
        registerForm = RegisterForm(typed: typed?.fields(of: "/participants"))
        self.key = key
        self.refused = refused
        hasRefused = !refused.isEmpty
        todo = Self.todo(found, viewer: viewer)
    }

    private static func todo(_ found: PeopleFound, viewer: Viewer) -> Todo {
        let isOwn = found.participant.id == viewer.participant
        guard found.canAdd else {
            return Todo("Nothing to do.", why: "A steward of your participant changes this.")
        }
        let why =
            isOwn
            ? "You look after these: take away what nobody needs any more."
            : "As an administrator you enter the first steward, who then does it."
        return Todo("Enter who acts for \(found.participant.name ?? "it").", why: why)
    }
}

extension PeoplePage.Tick {
    /// The roles that people of a participant can have at all.
    static func possible(in participant: Participant?) -> [Role] {
        let wide: Set<Role> = [.administrator, .coordinator]
        return Role.allCases.filter {
            participant?.kind == .coordinator || !wide.contains($0)
        }
    }

    static func list(_ roles: [Role], ticked: Set<Role>) -> [PeoplePage.Tick] {
        roles.map {
            PeoplePage.Tick(
                name: $0.rawValue,
                sentence: $0.sentence,
                isTicked: ticked.contains($0)
            )
        }
    }
}

extension PeoplePage.RoleLine {
    init(_ role: Role) {
        name = role.rawValue
        sentence = role.sentence
        actions = role.actions.map { action in
            Permission.of(action).isOnOwn(for: role) ? "\(action.words) (own)" : action.words
        }.joined(separator: ", ")
    }
}

extension PeoplePage.Line {
    fileprivate init(_ person: Person, viewer: Viewer) {
        id = person.id.description
        name = person.name
        isYou = viewer.identity == .person(person.id)
        about = person.email ?? "–"
        roles = person.roles.inWords
    }

    fileprivate init(_ agent: Agent, viewer: Viewer) {
        id = agent.id.description
        name = agent.name
        isYou = viewer.identity == .agent(agent.id)
        about = agent.family
        roles = agent.roles.inWords
    }
}

extension Set<Role> {
    /// `member, steward`.
    var inWords: String {
        isEmpty ? "no role" : map(\.rawValue).sorted().joined(separator: ", ")
    }
}
