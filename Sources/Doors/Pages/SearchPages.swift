// SPDX-License-Identifier: Apache-2.0

import Access
import Server
import Store

extension WebPages {
    /// One search over everything that the viewer may see.
    var search: [Route] {
        [
            ownPage("/search") { exchange in
                let (viewer, now) = (exchange.viewer, exchange.now)
                let sought = String((exchange.query["q"] ?? "").prefix(SearchWords.characters))
                let result = try await exchange.services.store.read {
                    try $0.search(sought, viewer: viewer, now: now)
                }
                var frame = frame("Search", nil, exchange)
                frame.sought = sought
                return page(.search, SearchPage(frame: frame, result: result))
            }
        ]
    }
}

/// What was found, a kind after the other.
struct SearchPage: Sendable {
    /// One thing that was found.
    struct Hit: Sendable {
        let href: String
        let title: String
        let about: String
    }

    /// What was found of a kind.
    struct Group: Sendable {
        let heading: String
        let hits: [Hit]
        let hasMore: Bool
    }

    let frame: PageFrame
    let todo: Todo
    let groups: [Group]
    let hasFound: Bool
    /// Whether anything was looked for.
    let isAsked: Bool
    let reach = SearchResult.reach

    init(frame: PageFrame, result: SearchResult) {
        self.frame = frame
        isAsked = frame.sought.contains { !$0.isWhitespace }
        hasFound = !result.hits.isEmpty
        groups = SearchResult.Kind.allCases.compactMap { kind in
            let hits = result.hits.filter { $0.kind == kind }
            guard !hits.isEmpty else { return nil }
            return Group(
                heading: kind.heading,
                hits: hits.map { Hit(href: $0.path, title: $0.title, about: $0.about) },
                hasMore: result.more.contains(kind)
            )
        }
        todo = Self.todo(isAsked: isAsked, found: result.hits.count)
    }

    private static func todo(isAsked: Bool, found: Int) -> Todo {
        guard isAsked else {
            return Todo("Look for anything that you may see.", why: "Write it at the page’s top.")
        }
        guard found > 0 else { return Todo("Nothing that you may see has that.") }
        return Todo(found == 1 ? "One thing has that." : "\(found) things have that.")
    }
}

extension SearchResult.Kind {
    /// Several of them, as a heading.
    fileprivate var heading: String {
        switch self {
        case .vulnerability: "Vulnerabilities"
        case .advisory: "Advisories"
        case .case: "Cases"
        case .bundle: "Bundles"
        case .delivery: "Deliveries"
        case .engagement: "Engagements"
        case .finding: "Findings"
        case .scan: "Scans"
        case .validation: "Validations"
        case .inventoryItem: "What you run"
        case .person: "People"
        case .agent: "Agents"
        }
    }
}
