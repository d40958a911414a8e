// SPDX-License-Identifier: Apache-2.0

/// What a reader sees: one moment of the database.
struct Snapshot: Querying {
    let session: any Session
    let keys: KeyRing

    var engine: EngineKind { session.engine }

    func all<Value>(_ statement: Statement, _ read: (inout Row) throws -> Value) throws -> [Value] {
        try session.all(statement, read)
    }

    func open(_ sealed: [UInt8], for scope: SealingScope) throws -> [UInt8]? {
        try keys.open(sealed, for: scope)
    }
}
