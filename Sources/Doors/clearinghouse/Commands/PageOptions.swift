// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser

/// Which page of a list.
struct PageOptions: ParsableArguments {
    @Option(help: "Go on after this cursor.")
    var after: String?

    @Option(help: "How many items at most.")
    var limit = PageLimit.usual

    var parameters: PageParameters { PageParameters(after: after, limit: limit) }

    /// The line that says how to go on, or nothing on the last page.
    static func further(_ cursor: String?) -> String {
        cursor.map { "\nThere is more: --after \($0)" } ?? ""
    }
}

extension Connection {
    /// Prints one page of a list: a line an item, and how to go on.
    func list<Item: WireValue>(
        _ endpoint: Endpoint<PageParameters, NoBody, Page<Item>>,
        _ page: PageOptions,
        heads: [String],
        ifEmpty sentence: String = "None that you can see.",
        cells: (Item) -> [String]
    ) async throws {
        let answer = try await call(endpoint, page.parameters, NoBody())
        show(answer) { style in
            var table = Table(heads)
            for item in answer.items { table.add(cells(item)) }
            return table.text(ifEmpty: sentence, style: style) + PageOptions.further(answer.next)
        }
    }
}
