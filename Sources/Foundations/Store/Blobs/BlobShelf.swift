// SPDX-License-Identifier: Apache-2.0

/// Where the encrypted pieces of blobs lie: files beside SQLite, rows in PostgreSQL.
protocol BlobShelf: Sendable {
    /// Adds the next piece of a copy that is being written.
    func add(_ piece: [UInt8], number: Int64, to id: ID<Blob>) async throws
    /// Returns once the whole copy is durable.
    func finish(_ id: ID<Blob>) async throws
    /// One piece, or nil where there is none.
    func piece(_ number: Int64, of id: ID<Blob>) async throws -> [UInt8]?
    /// Removes copies; those already gone are passed over.
    func remove(_ ids: [ID<Blob>]) async throws
    /// Copies begun before a moment, finished or not, in order.
    func copies(madeBefore moment: Instant, after: ID<Blob>?) async throws -> [ID<Blob>]
}
