// SPDX-License-Identifier: Apache-2.0

import API
import Access

extension Handlers {
    static func search(_ routes: inout RouteTable) {
        routes.on(Endpoints.searchAll) { call in
            let (viewer, now, words) = (call.viewer, call.now, call.parameters.words)
            let found = try await call.read { try $0.search(words, viewer: viewer, now: now) }
            return Reply(Wire.SearchResult(found))
        }
    }
}

extension Wire.SearchResult {
    init(_ result: SearchResult) {
        self.init()
        hits = result.hits.map(Wire.SearchHit.init)
        more = result.more.map(\.rawValue)
        reach = SearchResult.reach
    }
}

extension Wire.SearchHit {
    init(_ hit: SearchResult.Hit) {
        self.init()
        kind = hit.kind.rawValue
        id = hit.id
        title = hit.title
        about = hit.about.isEmpty ? nil : hit.about
        page = hit.path
    }
}
