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

extension Permission {
    /// Whether whoever asks by this role can do it only on what is their own.
    package func isOnOwn(for role: Role) -> Bool { onThing.asksOwn(of: role) }
}

extension Condition {
    /// Whether it holds for this role only where the thing is the viewer's own.
    fileprivate func asksOwn(of role: Role) -> Bool {
        switch self {
        case .all(let parts): return parts.contains { $0.asksOwn(of: role) }
        case .any(let parts):
            let possible = parts.filter { !$0.excludes(role) }
            return !possible.isEmpty && possible.allSatisfy { $0.asksOwn(of: role) }
        case .thing(.owned), .thing(.held): return true
        case .viewer, .thing: return false
        }
    }

    /// Whether it never holds for whoever has this role alone.
    private func excludes(_ role: Role) -> Bool {
        switch self {
        case .all(let parts): parts.contains { $0.excludes(role) }
        case .any(let parts): parts.allSatisfy { $0.excludes(role) }
        case .viewer(.holds(let roles)): !roles.contains(role)
        case .viewer, .thing: false
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
