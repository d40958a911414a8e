// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser

/// How much is printed of what was made.
struct Brevity: ParsableArguments {
    @Flag(name: .customLong("quiet"), help: "Print only the id, for scripts.")
    var isQuiet = false
}

extension Wire.Participant {
    /// A new participant for a person, and what comes next.
    func text(_ style: TerminalStyle) -> String {
        """
        \(style.bold(Table.harmless(name ?? "")))  takes part as \(kind).
          id    \(id)
          next  clearinghouse participant add-person "A name" --participant \(id)
        """
    }
}

extension Wire.Person {
    /// A new person for a person, and what comes next.
    func text(_ style: TerminalStyle) -> String {
        """
        \(style.bold(Table.harmless(name)))  may act as \(roles.joined(separator: ", ")).
          id           \(id)
          participant  \(participant)
          next         clearinghouse token issue "A name" --person \(id) --to their.token
        """
    }
}

extension Wire.Agent {
    /// A new agent for a person, and what comes next.
    func text(_ style: TerminalStyle) -> String {
        """
        \(style.bold(Table.harmless(name)))  may act as \(roles.joined(separator: ", ")).
          id           \(id)
          participant  \(participant)
          next         clearinghouse token issue "A name" --agent \(id) --to its.token
        """
    }
}
