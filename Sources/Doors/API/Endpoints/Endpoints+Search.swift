// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// One search over everything that one may see.
    package static let search: [any AnyEndpoint] = [searchAll]

    package static let searchAll = Endpoint<Wire.SearchParameters, NoBody, Wire.SearchResult>(
        .get,
        "/v1/search",
        "search",
        area: "search",
        "What you may see that has these words, or this identifier.",
        action: "search"
    )
}
