// SPDX-License-Identifier: Apache-2.0

/// An in-memory index fed by the journal, for a hot path.
///
/// The same type holds the committed index and a batch's overlay (RULES S6): the overlay begins
/// empty and is given only the batch's pending entries, so an entry that ends something unknown to
/// it must be remembered as a removal. Rebuilt from tables, replayed and live must be equal.
package protocol Follower: Sendable {
    /// Names the index in health and metrics.
    static var name: String { get }
    /// The empty index.
    init()
    /// Takes in one entry; kinds it does not know and erased bodies are passed over.
    mutating func apply(_ entry: Entry)
    /// The index as the tables have it now.
    static func rebuilt(from tables: any Querying) throws -> Self
}

/// A follower as a command sees it: what is committed, and what its own batch has changed so far.
package struct Followed<Index: Follower>: Sendable {
    package let committed: Index
    package let pending: Index

    package init(committed: Index, pending: Index) {
        self.committed = committed
        self.pending = pending
    }
}
