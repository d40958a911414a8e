// SPDX-License-Identifier: Apache-2.0

extension Restore {
    /// Checks the whole file; answers for how many scopes the keys are not here.
    ///
    /// One entry of each scope is opened. After a restore it would be too late: a journal under one
    /// house key takes no keys of another.
    static func verify(_ path: String, with keys: KeyRing) throws -> Int {
        var place: (scope: Int, sealed: Int)?
        var opened: Set<SealingScope> = []
        var missing: Set<SealingScope> = []
        _ = try BackupReader.verify(path) { frame in
            switch frame.kind {
            case .table: place = journalPlace(in: frame.values)
            case .row:
                guard let place, frame.values.count > max(place.scope, place.sealed),
                    case .bytes(let sealed) = frame.values[place.sealed],
                    let id = ID<AnyThing>(sqlValue: frame.values[place.scope])
                else { return }
                let scope = SealingScope(id)
                guard !opened.contains(scope), !missing.contains(scope) else { return }
                do {
                    _ = try keys.open(sealed, for: scope)
                    opened.insert(scope)
                } catch is KeyFault {
                    missing.insert(scope)
                }
            case .header, .version, .piece, .key, .end: break
            }
        }
        return missing.count
    }

    /// Where the rows that follow hold a scope and what is sealed for it; nil for other tables.
    private static func journalPlace(in table: [SQLValue]) -> (scope: Int, sealed: Int)? {
        guard table.first == .text("journal") else { return nil }
        let columns = table.dropFirst()
        guard let scope = columns.firstIndex(of: .text("scope")),
            let sealed = columns.firstIndex(of: .text("sealed"))
        else { return nil }
        return (scope - columns.startIndex, sealed - columns.startIndex)
    }
}
