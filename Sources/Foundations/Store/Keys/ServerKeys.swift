// SPDX-License-Identifier: Apache-2.0

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
        let sealed = try await read { database in
            try database.first("SELECT sealed FROM server_keys WHERE name = \(key.rawValue)") {
                try $0.read([UInt8].self)
            }
        }
        return try sealed.map { try keys.unwrap($0, named: key.rawValue) }
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

private struct ReplaceServerKey: Command {
    let name: String
    let sealed: [UInt8]

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try transaction.run("UPDATE server_keys SET sealed = \(sealed) WHERE name = \(name)")
        return Done()
    }
}
