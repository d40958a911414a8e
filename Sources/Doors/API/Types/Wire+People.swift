// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// Who the server takes you for.
    package struct Me: WireValue {
        package var kind = ""
        package var id = ""
        package var name: String?
        package var participant: String?
        package var participantName: String?
        package var roles: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("kind", \.kind, .line(max: 40), "`person` or `agent`."),
            .required("id", \.id, .id, "Yours."),
            .optional("name", \.name, .text(max: 2_000), "Your name."),
            .optional("participant", \.participant, .id, "For whom you act."),
            .optional(
                "participantName",
                \.participantName,
                .text(max: 2_000),
                "The name of whom you act for."
            ),
            .list("roles", \.roles, .line(max: 40), max: 20, "What you may do."),
        ]
    }

    /// An organisation to register.
    package struct NewParticipant: WireValue {
        package var kind = ""
        package var sector: String?
        package var name = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("kind", \.kind, .line(max: 40), "For example `ai-developer`."),
            .optional("sector", \.sector, .line(max: 40), "For operators: their sector."),
            .required("name", \.name, .line(max: 200, min: 1), "What it is called."),
        ]
    }

    /// An organisation that takes part, or took part.
    package struct Participant: WireValue {
        package var id = ""
        package var kind = ""
        package var sector: String?
        package var name: String?
        package var state = ""
        package var registeredAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The participant."),
            .required("kind", \.kind, .line(max: 40), "For example `ai-developer`."),
            .optional("sector", \.sector, .line(max: 40), "For operators: their sector."),
            .optional("name", \.name, .line(max: 200), "Missing once it has withdrawn."),
            .required("state", \.state, .line(max: 40), "`active` or `withdrawn`."),
            .required("registeredAt", \.registeredAt, .time, "Since when."),
        ]
    }

    /// Somebody to add.
    package struct NewPerson: WireValue {
        package var participant: String?
        package var name = ""
        package var email: String?
        package var roles: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("participant", \.participant, .id, "Yours unless another is named."),
            .required("name", \.name, .line(max: 200, min: 1), "What they are called."),
            .optional("email", \.email, .line(max: 320), "How to reach them."),
            .list("roles", \.roles, .line(max: 40), max: 20, "What they may do."),
        ]
    }

    /// Somebody who acts for a participant.
    package struct Person: WireValue {
        package var id = ""
        package var participant = ""
        package var name = ""
        package var email: String?
        package var roles: [String] = []
        package var addedAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The person."),
            .required("participant", \.participant, .id, "For whom they act."),
            .required("name", \.name, .line(max: 200), "What they are called."),
            .optional("email", \.email, .line(max: 320), "How to reach them, where you may know."),
            .list("roles", \.roles, .line(max: 40), max: 20, "What they may do."),
            .required("addedAt", \.addedAt, .time, "Since when."),
        ]
    }

    /// What somebody may do from now on.
    package struct NewRoles: WireValue {
        package var roles: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            // Required: what was left out by mistake must not take every role away.
            .required("roles", \.roles, .list(.line(max: 40), max: 20), "All of them, or none.")
        ]
    }

    /// Software to add.
    package struct NewAgent: WireValue {
        package var participant: String?
        package var name = ""
        package var family = ""
        package var roles: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("participant", \.participant, .id, "Yours unless another is named."),
            .required("name", \.name, .line(max: 200, min: 1), "What it is called."),
            .required("family", \.family, .line(max: 200), "The tool or models it runs on."),
            .list("roles", \.roles, .line(max: 40), max: 20, "What it may do."),
        ]
    }

    /// Software that acts for a participant.
    package struct Agent: WireValue {
        package var id = ""
        package var participant = ""
        package var name = ""
        package var family = ""
        package var roles: [String] = []
        package var addedAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The agent."),
            .required("participant", \.participant, .id, "For whom it acts."),
            .required("name", \.name, .line(max: 200), "What it is called."),
            .required("family", \.family, .line(max: 200), "The tool or models it runs on."),
            .list("roles", \.roles, .line(max: 40), max: 20, "What it may do."),
            .required("addedAt", \.addedAt, .time, "Since when."),
        ]
    }
}
