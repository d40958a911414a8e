// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

/// A word that stands where a verb should and is none.
struct UnknownVerb: Error {
    /// The verbs before it, from the command on.
    private let above: [any ParsableCommand.Type]
    private let word: String

    /// Finds the first such word among arguments; nil where there is none.
    init?(in arguments: some Sequence<String>, of command: any ParsableCommand.Type) {
        var above = [command]
        var isHelp = false
        for word in arguments {
            guard let last = above.last, !last.configuration.subcommands.isEmpty,
                !word.hasPrefix("-")
            else { return nil }
            if above.count == 1, !isHelp, word == "help" {
                isHelp = true
                continue
            }
            if let next = last.configuration.subcommands.first(where: { $0.isCalled(word) }) {
                above.append(next)
                continue
            }
            guard isHelp || !last.takes(word) else { return nil }
            (self.above, self.word) = (above, word)
            return
        }
        return nil
    }

    /// What is wrong, what was probably meant, and where all verbs stand.
    var sentence: String {
        let path = above.map { $0._commandName }
        let before = path.dropFirst().map { $0 + " " }.joined()
        let near = above.last?.nearest(to: word).map { " Was \(before)\($0) meant?" } ?? ""
        let call = path.joined(separator: " ")
        return """
            Error: There is no verb \(before)\(word).\(near)
            Usage: \(call) <subcommand>
              See '\(call) --help' for more information.
            """
    }
}

extension ParsableCommand {
    fileprivate static func isCalled(_ word: String) -> Bool {
        _commandName == word || configuration.aliases.contains(word)
    }

    fileprivate static func nearest(to word: String) -> String? {
        configuration.subcommands.flatMap { [$0._commandName] + $0.configuration.aliases }
            .nearest(to: word)
    }

    /// Whether a word that is none of its verbs may be meant for the verb that it is without one.
    fileprivate static func takes(_ word: String) -> Bool {
        guard let usual = configuration.defaultSubcommand, nearest(to: word) == nil else {
            return false
        }
        return (try? usual.parse([])) == nil || (try? usual.parse([word])) != nil
    }

    /// What is said of an error that a verb below this command came to while it ran.
    ///
    /// A wrong value that no parser can know is told as one that it knows: with the usage of that
    /// verb, and where its help is.
    static func sentence(on error: any Error, of verb: any ParsableCommand.Type) -> String {
        let call = path(to: verb)?.joined(separator: " ") ?? _commandName
        let help = "  See '\(call) --help' for more information."
        if let error = error as? ValidationError {
            return "Error: \(error.message)\nUsage: \(usageString(for: verb))\n\(help)"
        }
        let text = fullMessage(for: error)
        let isRefusedValue = (error as? ClientFault)?.problem?.errors.isEmpty == false
        return isRefusedValue ? "\(text)\n\(help)" : text
    }

    private static func path(to verb: any ParsableCommand.Type) -> [String]? {
        if self == verb { return [_commandName] }
        for below in configuration.subcommands {
            if let path = below.path(to: verb) { return [_commandName] + path }
        }
        return nil
    }
}
