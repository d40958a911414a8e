// SPDX-License-Identifier: Apache-2.0

/// A member of a document that does not stand in what the document was converted into.
public struct Loss: Sendable, Hashable {
    /// Why a member does not stand there.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The target has no place for such a thing.
        case noPlace = "no-place"
        /// The target has a place, and this could not be put there.
        case unmapped
        /// It is about something else that was not asked for.
        case notChosen = "not-chosen"
        /// Nothing is lost: it follows from what was carried.
        case implied
        /// Nothing is lost: it belongs to the source's form, as its version or an empty list.
        case form
    }

    /// The member, with all below it, as a JSON Pointer (RFC 6901) into the source.
    public let pointer: String
    /// Why it does not stand there.
    public let kind: Kind
    /// The same in a sentence.
    public let sentence: String

    /// Whether something that the source says is missing.
    public var isReal: Bool {
        switch kind {
        case .noPlace, .unmapped, .notChosen: true
        case .implied, .form: false
        }
    }
}
