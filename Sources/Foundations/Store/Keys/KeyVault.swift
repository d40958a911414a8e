// SPDX-License-Identifier: Apache-2.0

/// Where wrapped keys lie: beside the database, durable before an answer, in no backup of it.
package protocol KeyVault: Sendable {
    /// How old a look at other processes' erasures may be.
    var noticeWithin: Duration { get }
    /// A number that changes whenever any process erases a key.
    func erasures() throws -> Int64
    /// The rows of those scopes that have one.
    func load(_ scopes: [SealingScope]) throws -> [SealingScope: WrappedKey]
    /// Adds keys where there is no row yet; the first one stays. Durable on return.
    func add(_ keys: [(scope: SealingScope, wrapped: [UInt8])]) throws
    /// Removes a key and remembers that it is gone. Durable on return.
    func erase(_ scope: SealingScope) throws
    /// The next keys by scope, for the export of keys and for a change of the master key.
    func page(after scope: SealingScope?, limit: Int) throws -> [(SealingScope, WrappedKey)]
    /// Puts in rows as an export has them; an erased one stays erased.
    func restore(_ keys: [(SealingScope, WrappedKey)]) throws
    /// Replaces a wrapped key by the same key wrapped anew; an erased one stays erased.
    func replace(_ keys: [(scope: SealingScope, wrapped: [UInt8])]) throws
}

/// A row of the vault.
package enum WrappedKey: Sendable, Equatable {
    case wrapped([UInt8])
    case erased
}

/// A database connection of the keys' own: synchronous, each statement its own durable transaction.
package protocol KeyConnection: Sendable {
    /// Runs one statement and answers its rows.
    func rows(_ statement: Statement) throws -> [[SQLValue]]
}
