// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// One's own account, and one's participant's data.
    package static let account: [any AnyEndpoint] = [
        me, listTokens, issueToken, revokeToken, signInLink, export, withdraw,
    ]

    /// Who takes part, and who acts for them.
    package static let people: [any AnyEndpoint] = [
        listParticipants, registerParticipant, participant, listPeople, addPerson,
        changePersonRoles, removePerson, listAgents, addAgent, changeAgentRoles, removeAgent,
    ]

    package static let listParticipants = Endpoint<
        PageParameters, NoBody, Page<Wire.Participant>
    >(
        .get,
        "/v1/participants",
        "listParticipants",
        area: "people",
        "The participants that you may see.",
        action: "readParticipant"
    )

    package static let registerParticipant = Endpoint<
        NoParameters, Wire.NewParticipant, Wire.Participant
    >(
        .post,
        "/v1/participants",
        "registerParticipant",
        area: "people",
        "Registers a participant.",
        action: "manageParticipants",
        success: 201
    )

    package static let participant = Endpoint<ByID, NoBody, Wire.Participant>(
        .get,
        "/v1/participants/{id}",
        "participant",
        area: "people",
        "A participant.",
        action: "readParticipant"
    )

    package static let listPeople = Endpoint<PageParameters, NoBody, Page<Wire.Person>>(
        .get,
        "/v1/people",
        "listPeople",
        area: "people",
        "The people that you may see.",
        action: "readPeople"
    )

    package static let addPerson = Endpoint<NoParameters, Wire.NewPerson, Wire.Person>(
        .post,
        "/v1/people",
        "addPerson",
        area: "people",
        "Adds somebody who acts for a participant.",
        action: "manageOwnPeople",
        success: 201
    )

    package static let changePersonRoles = Endpoint<ByID, Wire.NewRoles, Wire.Person>(
        .post,
        "/v1/people/{id}/roles",
        "changePersonRoles",
        area: "people",
        "Gives a person these roles and no others.",
        action: "manageOwnPeople",
        problems: [.conflict]
    )

    package static let removePerson = Endpoint<ByID, NoBody, NoBody>(
        .delete,
        "/v1/people/{id}",
        "removePerson",
        area: "people",
        "Removes a person; their tokens, links and sessions end at once.",
        action: "manageOwnPeople",
        success: 204,
        problems: [.conflict]
    )

    package static let listAgents = Endpoint<PageParameters, NoBody, Page<Wire.Agent>>(
        .get,
        "/v1/agents",
        "listAgents",
        area: "people",
        "The agents that you may see.",
        action: "readPeople"
    )

    package static let addAgent = Endpoint<NoParameters, Wire.NewAgent, Wire.Agent>(
        .post,
        "/v1/agents",
        "addAgent",
        area: "people",
        "Adds software that acts for a participant.",
        action: "manageOwnPeople",
        success: 201
    )

    package static let changeAgentRoles = Endpoint<ByID, Wire.NewRoles, Wire.Agent>(
        .post,
        "/v1/agents/{id}/roles",
        "changeAgentRoles",
        area: "people",
        "Gives an agent these roles and no others.",
        action: "manageOwnPeople",
        problems: [.conflict]
    )

    package static let removeAgent = Endpoint<ByID, NoBody, NoBody>(
        .delete,
        "/v1/agents/{id}",
        "removeAgent",
        area: "people",
        "Removes an agent; its tokens end at once.",
        action: "manageOwnPeople",
        success: 204,
        problems: [.conflict]
    )
}
