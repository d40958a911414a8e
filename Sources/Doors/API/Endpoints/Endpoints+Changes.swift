// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// What happened, in order.
    package static let changes: [any AnyEndpoint] = [listChanges]

    package static let listChanges = Endpoint<PageParameters, NoBody, Wire.Changes>(
        .get,
        "/v1/changes",
        "listChanges",
        area: "changes",
        "What happened since a cursor, as far as you may see it.",
        action: "readChanges"
    )
}
