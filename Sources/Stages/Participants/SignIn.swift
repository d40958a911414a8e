// SPDX-License-Identifier: Apache-2.0

package import Access

/// A link by which a person signs in to the pages: used once, soon, and redeemed by POST (RULES
/// D3).
package enum SignInLink {
    /// Its life in seconds: long enough to carry it to the browser, too short to lie about.
    package static let lifeSeconds: Int64 = 10 * 60
}

/// A signed-in browser; only the digest of its secret is kept (RULES D2).
package enum Session {
    /// Ends after this many seconds without use: a screen left alone.
    package static let idleSeconds: Int64 = 60 * 60
    /// Ends after this many seconds in any case: a working day.
    package static let lifeSeconds: Int64 = 12 * 60 * 60
    /// Sessions of one person: every browser they own; a new one ends the one unused for longest.
    package static let mostPerPerson = 10
    /// A use is noted at most this often, so that reading a page is seldom a write.
    package static let noteSeconds: Int64 = 60
}

/// By what somebody proved who they are.
package enum Credential: Sendable, Hashable {
    case token(TokenID)
    /// A session, by the digest of its secret.
    case session([UInt8])
}

/// Somebody who proved who they are.
package struct SignedIn: Sendable, Hashable {
    package let viewer: Viewer
    package let credential: Credential
    /// Whether `NoteUse` should be submitted for this use.
    package let isUseDue: Bool
}
