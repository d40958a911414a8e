// SPDX-License-Identifier: Apache-2.0

import TransparencyLog

/// The tables of the published log; all of it follows from the journal, but for the signature.
package enum LogSchema {
    /// `log_tiles` holds a tile of hashes as wide as the tiles beneath it are full.
    package static let part = SchemaPart(
        owner: "log",
        migrations: [
            Migration(
                1,
                [
                    """
                    CREATE TABLE log_tiles (
                        level \(.integer) NOT NULL,
                        number \(.integer) NOT NULL,
                        width \(.integer) NOT NULL,
                        hashes \(.bytes) NOT NULL,
                        PRIMARY KEY (level, number)
                    ) \(.strict)
                    """,
                    """
                    CREATE TABLE log_head (
                        one \(.integer) PRIMARY KEY CHECK (one = 1),
                        epoch \(.integer) NOT NULL,
                        size \(.integer) NOT NULL,
                        root \(.bytes) NOT NULL,
                        note \(.bytes) NOT NULL,
                        published_at \(.integer) NOT NULL
                    ) \(.strict)
                    """,
                ]
            )
        ]
    )
}

/// The last checkpoint that the database knows to be published.
struct PublishedHead: Sendable, Equatable {
    let epoch: Int64
    let size: Int64
    let root: LogHash
    /// The signed note as it was served.
    let note: [UInt8]
}

/// The journal's end, and the log's name.
struct LogState: Sendable {
    let next: Int64
    let range: CompactRange
    let origin: LogOrigin
    let published: PublishedHead?
}

extension Querying {
    func publishedHead() throws -> PublishedHead? {
        try first("SELECT epoch, size, root, note FROM log_head WHERE one = 1") { row in
            let (epoch, size) = (try row.read(Int64.self), try row.read(Int64.self))
            guard let root = LogHash(try row.read([UInt8].self)) else {
                throw StoreFault.column(index: 2, expected: "32 bytes")
            }
            return PublishedHead(epoch: epoch, size: size, root: root, note: try row.read())
        }
    }

    func logState() throws -> LogState {
        let published = try publishedHead()
        let state = try first(
            "SELECT next, range, origin, epoch FROM journal_head WHERE one = 1"
        ) { row in
            LogState(
                next: try row.read(),
                range: try CompactRange(encoded: try row.read()),
                origin: LogOrigin(name: try row.read(), epoch: try row.read()),
                published: published
            )
        }
        guard let state else { throw StoreFault.unsafe("the journal has no head") }
        return state
    }
}
