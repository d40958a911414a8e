// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Store

/// The first start: the coordinator, its first administrator, and their token in a file (RULES K1).
enum Founding {
    /// The file with the administrator's token, readable by its owner only.
    static func tokenFile(_ folder: String) -> String { folder + "/administrator.token" }

    /// Founds the clearinghouse if nobody has; answers the token's file where it was written now.
    static func foundIfNew(
        _ store: Store,
        name: String,
        administrator: String,
        folder: String
    ) async throws -> String? {
        guard try await !store.read({ try $0.isFounded() }) else { return nil }
        var generator = SystemRandomNumberGenerator()
        let secret = Secret(.token, using: &generator)
        let path = tokenFile(folder)
        // Written before it counts: a token that nobody has would lock everybody out.
        try TextFile.writePrivately(secret.text + "\n", to: path)
        _ = try await store.submit(
            FoundClearinghouse(
                participant: store.newID(ParticipantMark.self),
                name: name,
                administratorName: administrator,
                secret: secret
            ),
            by: .system
        )
        return path
    }
}
