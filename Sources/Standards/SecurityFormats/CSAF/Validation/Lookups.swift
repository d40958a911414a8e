// SPDX-License-Identifier: Apache-2.0

extension CSAF {
    /// What tests ask of the world outside a document: the caller brings what he has of it.
    ///
    /// Without it the tests 6.3.6 and 6.3.7 tell only of names that never resolve, and 6.3.8 only
    /// of English words that are nearly those of the field; a report says which were left
    /// undecided.
    public struct Lookups: Sendable {
        /// The HTTP status code with which a URL answers; 0 for none, nil where it is not known.
        public typealias Status = @Sendable (_ url: String) -> Int?
        /// Whether a word is spelled as in a language; nil where that cannot be told.
        public typealias Spelling = @Sendable (_ word: String, _ language: String) -> Bool?

        /// What URLs answer.
        public var status: Status?
        /// How words are spelled.
        public var spelling: Spelling?

        /// What there is of the world outside; nothing unless given.
        public init(status: Status? = nil, spelling: Spelling? = nil) {
            self.status = status
            self.spelling = spelling
        }
    }
}

extension CSAF.Test {
    /// What a test needs of the caller to decide everything.
    public enum Need: String, Sendable, Hashable, CaseIterable {
        /// Answers of web servers: `Lookups.status`.
        case network
        /// A dictionary: `Lookups.spelling`.
        case dictionary
    }

    /// What it needs to decide everything; nil where the document is enough.
    public var need: Need? {
        switch id {
        case "6.3.6", "6.3.7": .network
        case "6.3.8": .dictionary
        default: nil
        }
    }
}
