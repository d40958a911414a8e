// SPDX-License-Identifier: Apache-2.0

/// The tables of blobs; `blob_pieces` stays empty where the bytes are files.
package enum BlobsSchema {
    package static let part = SchemaPart(
        owner: "blobs",
        migrations: [
            Migration(
                1,
                [
                    """
                    CREATE TABLE blobs (
                        address \(.bytes) PRIMARY KEY,
                        id \(.bytes) NOT NULL UNIQUE,
                        scope \(.bytes) NOT NULL,
                        size \(.integer) NOT NULL,
                        stored_at \(.integer) NOT NULL
                    ) \(.strict)
                    """,
                    """
                    CREATE TABLE blob_uses (
                        address \(.bytes) NOT NULL REFERENCES blobs (address),
                        subject \(.bytes) NOT NULL,
                        PRIMARY KEY (address, subject)
                    ) \(.strict)
                    """,
                    """
                    CREATE TABLE blob_pieces (
                        blob \(.bytes) NOT NULL,
                        number \(.integer) NOT NULL,
                        bytes \(.bytes) NOT NULL,
                        PRIMARY KEY (blob, number)
                    ) \(.strict)
                    """,
                ]
            )
        ]
    )
}

/// A blob's row.
struct BlobRow: Sendable {
    let address: BlobAddress
    let id: ID<Blob>
    let scope: SealingScope
    let sizeBytes: Int64
}

extension Querying {
    func blob(at address: BlobAddress) throws -> BlobRow? {
        try first("SELECT id, scope, size FROM blobs WHERE address = \(address)") { row in
            BlobRow(
                address: address,
                id: try row.read(),
                scope: SealingScope(try row.read(ID<AnyThing>.self)),
                sizeBytes: try row.read()
            )
        }
    }
}

extension Transaction {
    /// Keeps a blob as long as the subject needs it; refused when it was swept or never put.
    package func keep<Kind>(blob address: BlobAddress, for subject: ID<Kind>) throws {
        guard try blob(at: address) != nil else { throw BlobFault.absent(address) }
        try run(
            """
            INSERT INTO blob_uses (address, subject) VALUES (\(address), \(subject))
            ON CONFLICT (address, subject) DO NOTHING
            """
        )
    }

    /// The subject needs the blob no longer; without any use it is swept.
    package func letGo<Kind>(blob address: BlobAddress, for subject: ID<Kind>) throws {
        try run("DELETE FROM blob_uses WHERE address = \(address) AND subject = \(subject)")
    }
}

/// Adds the row of a blob whose bytes are durable; answers the id of the copy that stays.
struct RecordBlob: Command {
    let blob: BlobRow

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> ID<Blob> {
        if let present = try transaction.blob(at: blob.address) {
            // Stored again before it was kept: its time of grace begins anew.
            try transaction.run(
                """
                UPDATE blobs SET stored_at = \(transaction.now) WHERE address = \(blob.address)
                """
            )
            return present.id
        }
        try transaction.run(
            """
            INSERT INTO blobs (address, id, scope, size, stored_at) VALUES (\(blob.address),
            \(blob.id), \(blob.scope.id), \(blob.sizeBytes), \(transaction.now))
            """
        )
        return blob.id
    }
}
