// SPDX-License-Identifier: Apache-2.0

extension SchemaPart {
    /// The tables of Store itself and its rooms, before those of any stage.
    static let ofStore: [SchemaPart] = [
        StoreSchema.part, KeysSchema.part, BlobsSchema.part, JobsSchema.part, LogSchema.part,
    ]
}

extension Store {
    /// The keys of all scopes.
    package var keys: KeyRing { parts.keys }

    /// The present moment by the one clock of the process.
    package func now() -> Instant { parts.clock.now() }

    /// A new primary key for what is made before a command: a blob's copy, a session.
    package func newID<Kind>(_ kind: Kind.Type) -> ID<Kind> { parts.ids.next(kind, at: now()) }

    /// Where files lie beside the database.
    package var folder: String { parts.folder }

    /// Stored bytes: files beside SQLite, rows in PostgreSQL.
    package var blobs: Blobs {
        switch engine {
        case .sqlite:
            Blobs(store: self, shelf: BlobFiles(folder: folder + "/blobs", store: self))
        case .postgres: Blobs(store: self, shelf: BlobRows(store: self))
        }
    }
}
