// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// Ends a token at once; ending one that has ended changes nothing.
package struct RevokeToken: Command {
    package typealias Answer = Done

    package let viewer: Viewer
    package let id: TokenID

    package init(viewer: Viewer, id: TokenID) {
        self.viewer = viewer
        self.id = id
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .manageTokens, on: id, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> Done {
        let changed = try transaction.change(
            """
            UPDATE tokens SET revoked_at = \(transaction.now)
            WHERE id = \(id) AND revoked_at IS NULL
            """
        )
        if changed > 0 {
            try transaction.append(EntryDraft(.tokenRevoked, subject: id, body: [:]))
        }
        return Done()
    }
}
