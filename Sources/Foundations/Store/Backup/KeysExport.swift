// SPDX-License-Identifier: Apache-2.0

/// The wrapped keys of all scopes in a file of their own, apart from every backup (RULES K2).
///
/// Who loses it with the keys' database loses every sealed body and blob for ever, and so does who
/// loses the master key file. An old export holds keys that were erased since: keep few, and
/// destroy them.
package enum KeysExport {
    /// Writes all keys, still wrapped; answers how many.
    package static func write(_ store: Store, to path: String) async throws -> Int {
        let keys = store.keys
        let time = store.now()
        return try await store.blocking {
            let writer = try BackupWriter(path: path)
            do {
                var count = 0
                try writer.write(.header, [.text("keys"), time.sqlValue])
                try keys.export { page in
                    for (scope, key) in page {
                        let wrapped: SQLValue =
                            switch key {
                            case .wrapped(let bytes): .bytes(bytes)
                            case .erased: .null
                            }
                        try writer.write(.key, [scope.id.sqlValue, wrapped])
                    }
                    count += page.count
                }
                try writer.finish()
                return count
            } catch {
                writer.abandon()
                throw error
            }
        }
    }

    /// Takes in the keys of an export made under the same master key; erased ones stay erased.
    ///
    /// Before the backup is restored: a store that already holds entries has a house key of its
    /// own, and takes keys only where that is the same.
    package static func read(_ path: String, into store: Store) async throws -> Int {
        let isEmpty = try await store.read { try $0.logState().next == 0 }
        let keys = store.keys
        return try await store.blocking {
            _ = try BackupReader.verify(path)
            let reader = try BackupReader(path: path)
            var page: [(SealingScope, WrappedKey)] = []
            var count = 0
            while let frame = try reader.next() {
                guard frame.kind == .key else { continue }
                var row = Row(frame.values)
                let scope = SealingScope(try row.read(ID<AnyThing>.self))
                let wrapped = try row.read([UInt8]?.self)
                page.append((scope, wrapped.map { .wrapped($0) } ?? .erased))
                count += 1
                if page.count == 500 {
                    try keys.restore(page, replacingHouse: isEmpty)
                    page = []
                }
            }
            try keys.restore(page, replacingHouse: isEmpty)
            return count
        }
    }
}
