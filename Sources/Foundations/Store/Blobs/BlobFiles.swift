// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Pieces one after another in a file a copy, in 256 folders.
struct BlobFiles: BlobShelf {
    let folder: String
    let store: Store

    func add(_ piece: [UInt8], number: Int64, to id: ID<Blob>) async throws {
        let path = unfinished(id)
        try await store.blocking {
            if number == 0 { try DurableFile.makeFolder(DurableFile.parent(of: path)) }
            let how = number == 0 ? O_CREAT | O_EXCL : O_APPEND
            try OpenFile(path, flags: O_WRONLY | how).write(piece)
        }
    }

    func finish(_ id: ID<Blob>) async throws {
        let (aside, path) = (unfinished(id), finished(id))
        try await store.blocking {
            try OpenFile(aside, flags: O_RDWR).sync()
            guard rename(aside, path) == 0 else { throw FileFault.system("put in place", path) }
            try DurableFile.syncFolder(DurableFile.parent(of: path))
        }
    }

    func piece(_ number: Int64, of id: ID<Blob>) async throws -> [UInt8]? {
        let files = BlobFileReading(folder: folder)
        return try await store.blocking { try files.piece(number, of: id) }
    }

    func remove(_ ids: [ID<Blob>]) async throws {
        try await store.blocking {
            for id in ids {
                try DurableFile.remove(finished(id))
                try DurableFile.remove(unfinished(id))
            }
        }
    }

    func copies(madeBefore moment: Instant, after: ID<Blob>?) async throws -> [ID<Blob>] {
        let folder = folder
        let bound = Blobs.lowestID(at: moment)
        return try await store.blocking {
            var found: Set<ID<Blob>> = []
            for shard in try DurableFile.names(in: folder) {
                for name in try DurableFile.names(in: "\(folder)/\(shard)") {
                    guard let id = ID<Blob>(String(name.prefix(36))), id < bound else { continue }
                    if let after, id <= after { continue }
                    found.insert(id)
                }
            }
            return Array(found.sorted().prefix(BlobLimits.sweptAtOnce))
        }
    }

    private func finished(_ id: ID<Blob>) -> String {
        BlobFileReading(folder: folder).path(of: id)
    }

    private func unfinished(_ id: ID<Blob>) -> String { finished(id) + ".new" }
}
