// SPDX-License-Identifier: Apache-2.0

import Access
import Participants

extension PeoplePage {
    /// What was typed into the one form that was refused.
    struct Typed: Sendable {
        /// The path that the form was sent to.
        let form: String
        let fields: [String: String]

        /// The fields, if they were typed into this form.
        func fields(of form: String) -> [String: String]? { form == self.form ? fields : nil }
    }

    /// The form that enters a person or an agent, open and as it was sent if it was refused.
    struct EntryForm: Sendable {
        let isOpen: Bool
        let name: String
        let email: String
        let family: String
        let roles: [Tick]

        /// The first who is entered enters the others.
        init(ofPeople found: PeopleFound, _ typed: [String: String]?) {
            self.init(
                Tick.possible(in: found.participant),
                ticked: [found.isUnstaffed ? .steward : .member],
                typed: typed
            )
        }

        init(ofAgents found: PeopleFound, _ typed: [String: String]?) {
            let possible = Tick.possible(in: found.participant)
            self.init(
                possible.filter(Agent.possibleRoles.contains),
                ticked: [.member],
                typed: typed
            )
        }

        private init(_ possible: [Role], ticked: Set<Role>, typed: [String: String]?) {
            isOpen = typed != nil
            name = typed?["name"] ?? ""
            email = typed?["email"] ?? ""
            family = typed?["family"] ?? ""
            roles = Tick.list(possible, ticked: typed.map(PeopleForm.roles) ?? ticked)
        }
    }

    /// The form that registers a participant, likewise.
    struct RegisterForm: Sendable {
        let isOpen: Bool
        let name: String
        let kinds: [Choice]
        let sectors: [Choice]

        init(typed: [String: String]?) {
            isOpen = typed != nil
            name = typed?["name"] ?? ""
            kinds = Participant.Kind.allCases.choices(typed?["kind"], label: \.rawValue)
            sectors = Participant.Sector.allCases.choices(typed?["sector"], label: \.rawValue)
        }
    }
}
