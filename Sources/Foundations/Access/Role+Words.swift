// SPDX-License-Identifier: Apache-2.0

extension Role {
    /// What whoever has it does, in a few words.
    package var sentence: String {
        switch self {
        case .reader: "reads what its participant may see"
        case .member: "declares scans and reports for its participant"
        case .steward:
            "looks after its own participant: people, agents, tokens, export, withdrawal"
        case .coordinator: "triages reports and findings for the whole community"
        case .administrator:
            "runs the clearinghouse: participants, people, agents, tokens; sees no findings by that"
        }
    }

    /// What it may ask for that not every role may, out of the table of permissions.
    package var actions: [Action] {
        Action.allCases.filter { action in
            switch Permission.of(action).asker {
            case .anyone, .participants: false
            case .roles(let roles), .persons(let roles):
                roles.contains(self) && roles != Set(Role.allCases)
            }
        }
    }
}

extension Action {
    /// Its name as words: `declare scan`.
    package var words: String {
        rawValue.reduce(into: "") { words, letter in
            words += letter.isUppercase ? " " + letter.lowercased() : String(letter)
        }
    }
}
