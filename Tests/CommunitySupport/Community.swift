// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
package import TestSupport

/// A house with a coordinator and a member of each of three laboratories.
package struct Community: Sendable {
    package let house: House
    package let coordinator: Viewer
    package let alder: Viewer
    package let birch: Viewer
    package let cedar: Viewer

    package var test: TestStore { house.test }
    package var store: Store { house.store }
    package var now: Instant { house.now }

    /// Founds a house and lets everybody in.
    package static func open(
        _ engine: Engine,
        schema: [SchemaPart],
        followers: [any Follower.Type]
    ) async throws -> Community {
        let house = try await House.open(engine, schema: schema, followers: followers)
        func member(of laboratory: String) async throws -> Viewer {
            try await house.person(of: house.participant(name: laboratory), [.member])
        }
        return Community(
            house: house,
            coordinator: try await house.person(of: house.centre, [.coordinator]),
            alder: try await member(of: "Alder"),
            birch: try await member(of: "Birch"),
            cedar: try await member(of: "Cedar")
        )
    }

    /// Closes the store and removes its folder.
    package func close() async { await test.close() }

    /// Submits for a viewer and answers what the command did.
    @discardableResult
    package func submit<Asked: Command>(
        _ command: Asked,
        by viewer: Viewer
    ) async throws -> Asked.Answer {
        try await house.submit(command, by: viewer)
    }
}
