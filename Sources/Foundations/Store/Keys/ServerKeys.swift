// SPDX-License-Identifier: Apache-2.0

import StrictJSON

/// The server's own secrets: in the database, sealed by the master key, so that all processes have
/// the same (RULES K1).
package enum KeysSchema {
    package static let part = SchemaPart(
        owner: "keys",
        migrations: [
            Migration(
                1,
                [
                    """
                    CREATE TABLE server_keys (
                        name \(.text) PRIMARY KEY,
                        sealed \(.bytes) NOT NULL,
                        made_at \(.integer) NOT NULL
                    ) \(.strict)
                    """
                ]
            )
        ]
    )
}

/// Which secret of the server.
package enum ServerKey: String, Sendable, CaseIterable {
    /// Signs the log's checkpoints (Ed25519 seed).
    case log
    /// Signs attestations and manifests of bundles (Ed25519 seed).
    case attestation
    /// Signs probe tokens (Ed25519 seed).
    case probe

    /// Every one of them is 256 random bits.
    static let countBytes = 32

    /// The row of the one whose place it took.
    fileprivate var before: String { rawValue + ".before" }
}

extension Store {
    /// One of the server's secrets; made at its first use, by whichever process is first.
    package func secret(_ key: ServerKey) async throws -> [UInt8] {
        if let secret = try await storedSecret(key) { return secret }
        let made = SystemRandomNumberGenerator.bytes(ServerKey.countBytes)
        let wrapped = try keys.wrap(made, named: key.rawValue)
        _ = try await submit(AddServerKey(key: key, sealed: wrapped), by: .system)
        guard let secret = try await storedSecret(key) else {
            throw StoreFault.unsafe("the server's key \(key.rawValue) is not there")
        }
        return secret
    }

    /// What stood in the secret's place before, if it was replaced after a moment and what it
    /// signed was to hold on.
    package func secret(
        before key: ServerKey,
        replacedAfter moment: Instant
    ) async throws -> [UInt8]? {
        let kept = try await read { try $0.serverKey(key.before) }
        guard let kept, kept.made > moment else { return nil }
        return try keys.unwrap(kept.sealed, named: key.before)
    }

    /// Makes a new secret; with `keepsBefore` the old one is kept beside it, and is otherwise gone,
    /// as is the one that was kept before.
    package func replace(_ key: ServerKey, keepsBefore: Bool) async throws {
        _ = try await secret(key)
        guard let stored = try await read({ try $0.serverKey(key.rawValue) })?.sealed else {
            throw StoreFault.unsafe("the server's key \(key.rawValue) is not there")
        }
        let old = try keys.unwrap(stored, named: key.rawValue)
        let made = SystemRandomNumberGenerator.bytes(ServerKey.countBytes)
        let replacing = SwapServerKey(
            key: key,
            old: stored,
            sealed: try keys.wrap(made, named: key.rawValue),
            before: keepsBefore ? try keys.wrap(old, named: key.before) : nil
        )
        _ = try await submit(replacing, by: .system)
    }

    /// Wraps the server's secrets and all scopes' keys by another master key.
    ///
    /// Stop the server first. What was interrupted is begun again with the same two keys.
    package func changeMasterKey(to next: MasterKey) async throws -> Int {
        let sealed = try await read { database in
            try database.all("SELECT name, sealed FROM server_keys ORDER BY name") { row in
                (name: try row.read(String.self), bytes: try row.read([UInt8].self))
            }
        }
        for (name, bytes) in sealed where !next.unwraps(bytes, named: name) {
            let again = try next.wrap(keys.unwrap(bytes, named: name), named: name)
            _ = try await submit(ReplaceServerKey(name: name, sealed: again), by: .system)
        }
        let keys = keys
        return try await blocking { try keys.rewrap(by: next) }
    }

    private func storedSecret(_ key: ServerKey) async throws -> [UInt8]? {
        let stored = try await read { try $0.serverKey(key.rawValue) }
        return try stored.map { try keys.unwrap($0.sealed, named: key.rawValue) }
    }
}

extension Querying {
    fileprivate func serverKey(_ name: String) throws -> (sealed: [UInt8], made: Instant)? {
        try first("SELECT sealed, made_at FROM server_keys WHERE name = \(name)") { row in
            (sealed: try row.read(), made: try row.read())
        }
    }
}

/// Adds a secret unless another process was first.
private struct AddServerKey: Command {
    let key: ServerKey
    let sealed: [UInt8]

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try transaction.run(
            """
            INSERT INTO server_keys (name, sealed, made_at)
            VALUES (\(key.rawValue), \(sealed), \(transaction.now)) ON CONFLICT (name) DO NOTHING
            """
        )
        return Done()
    }
}

/// Puts a secret in another's place, which the journal tells without either.
private struct SwapServerKey: Command {
    let key: ServerKey
    /// What it takes the place of: nobody's new secret is lost to another who replaces it as well.
    let old: [UInt8]
    let sealed: [UInt8]
    let before: [UInt8]?

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        guard try transaction.serverKey(key.rawValue)?.sealed == old else {
            throw StoreFault.notStored("another has replaced the key \(key.rawValue) just now")
        }
        try transaction.run(
            "DELETE FROM server_keys WHERE name IN (\(key.rawValue), \(key.before))"
        )
        for (name, sealed) in [(key.rawValue, sealed), (key.before, before)] {
            guard let sealed else { continue }
            try transaction.run(
                """
                INSERT INTO server_keys (name, sealed, made_at)
                VALUES (\(name), \(sealed), \(transaction.now))
                """
            )
        }
        let body: JSONValue = ["key": .string(key.rawValue), "keepsBefore": .bool(before != nil)]
        let subject = transaction.newID(ServerKeyMark.self)
        try transaction.append(EntryDraft(.serverKeyReplaced, subject: subject, body: body))
        return Done()
    }
}

/// Marks what an entry about a secret of the server is about.
private enum ServerKeyMark {}

extension EntryKind {
    fileprivate static let serverKeyReplaced = EntryKind("server-key.replaced")
}

private struct ReplaceServerKey: Command {
    let name: String
    let sealed: [UInt8]

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try transaction.run("UPDATE server_keys SET sealed = \(sealed) WHERE name = \(name)")
        return Done()
    }
}
