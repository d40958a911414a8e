// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

/// `clearinghouse search`: everything that one may see.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Look for words, an identifier, a CVE or a package in all that you may see.",
        discussion: """
            All words have to stand in the same thing: in a title, a package, a function, a file, \
            a weakness or a codename. Upper and lower case are one. An identifier or an \
            advisory's name finds its one thing.
            """
    )

    @OptionGroup var connection: Connection
    @Argument(help: "What to look for.") var words: [String]

    func run() async throws {
        let result = try await connection.call(
            Endpoints.searchAll,
            Wire.SearchParameters(words: words.joined(separator: " ")),
            NoBody()
        )
        connection.show(result) { style in
            var table = Table(["KIND", "IDENTIFIER", "TITLE", "ABOUT"])
            for hit in result.hits { table.add([hit.kind, hit.id, hit.title, hit.about ?? ""]) }
            let none = "Nothing that you may see has that. \(result.reach)"
            let more = result.more.joined(separator: ", ")
            return table.text(ifEmpty: none, style: style)
                + (more.isEmpty ? "" : "\nThere is more of: \(more). Say more words.")
        }
    }
}
