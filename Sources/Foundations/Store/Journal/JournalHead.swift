// SPDX-License-Identifier: Apache-2.0

import TransparencyLog

/// The one row that says where the journal ends (RULES S3).
struct JournalHead {
    /// The sequence number of the next entry, and so the size of the log.
    var next: Int64
    /// The time of the last entry; no later one is earlier.
    var lastTime: Instant
    /// What the Merkle tree over all commitments grows on from.
    var range: CompactRange
    /// Rises when a restore began a new log (RULES J2).
    let epoch: Int64

    private static let loading: Statement =
        "SELECT next, last_time, range, epoch FROM journal_head WHERE one = 1"

    /// Begins a transaction and reads the head afresh: another process may have written it.
    static func begin(_ session: any Session) throws -> JournalHead {
        try only(try session.beginWriting(reading: loading, read))
    }

    /// Reads the head in a transaction that has begun.
    static func load(from session: any Session) throws -> JournalHead {
        try only(try session.all(loading, read))
    }

    private static func only(_ heads: [JournalHead]) throws -> JournalHead {
        guard let head = heads.first else { throw StoreFault.unsafe("the journal has no head") }
        return head
    }

    private static func read(_ row: inout Row) throws -> JournalHead {
        let next: Int64 = try row.read()
        let lastTime: Instant = try row.read()
        let range = try CompactRange(encoded: try row.read())
        guard range.size == UInt64(next) else {
            throw StoreFault.unsafe("the journal's head contradicts itself")
        }
        return JournalHead(next: next, lastTime: lastTime, range: range, epoch: try row.read())
    }

    /// Writes the head.
    var saving: Statement {
        """
        UPDATE journal_head SET next = \(next), last_time = \(lastTime), \
        range = \(range.encoded) WHERE one = 1
        """
    }

    /// Takes in the next entry's leaf.
    mutating func advance(over commitment: [UInt8], at time: Instant) {
        range.append(LogHash(leaf: commitment))
        next += 1
        lastTime = time
    }
}
