// SPDX-License-Identifier: Apache-2.0

/// What one command may do inside its batch.
///
/// It lives on the writer thread, for the length of one `perform`, and is never kept.
package protocol Transaction: AnyObject, Querying {
    /// The moment of the command: never before the journal's last entry.
    var now: Instant { get }
    /// Who asks.
    var actor: ActorID { get }
    /// A new primary key, later than every one before it in this process.
    func newID<Kind>(_ kind: Kind.Type) -> ID<Kind>
    /// Changes rows: before anything is read next, or else with the commit.
    ///
    /// The engine's fault may therefore be thrown later; the batch is then run again with a
    /// savepoint for each command.
    func run(_ statement: Statement) throws
    /// Changes rows at once and answers how many.
    func change(_ statement: Statement) throws -> Int
    /// Appends an entry to the journal and shows it to the followers' overlay.
    @discardableResult
    func append(_ draft: EntryDraft) throws -> Position
    /// Seals bytes for one of the command's scopes.
    func seal(_ bytes: [UInt8], for scope: SealingScope) throws -> [UInt8]
    /// A follower, brought up to date with everything this batch has done.
    func follower<Index: Follower>(_ type: Index.Type) throws -> Followed<Index>
    /// Puts a job into the queue; it exists only if the command commits.
    func enqueue(_ job: JobDraft) throws
}
