// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The keys of all scopes: made, wrapped by the master key, kept in a vault, cached while in use.
///
/// Calls may read or write the vault and so block: the writer thread and readers' threads only.
package final class KeyRing: Sendable {
    /// Unwrapped keys held in memory (about 1 MB); beyond it the cache begins anew.
    package static let cachedKeys = 4_096
    /// Keys read or written in one statement, below SQLite's 32 766 parameters.
    private static let pageKeys = 1_000

    private struct Cache {
        var keys: [SealingScope: ScopeKey] = [:]
        var erasures: Int64 = -1
        var lookedAt: ContinuousClock.Instant?
    }

    private let master: MasterKey
    private let vault: any KeyVault
    private let cache = Mutex(Cache())

    /// Opens the ring and sees to it that the house's key exists and fits the master key.
    package init(master: MasterKey, vault: any KeyVault) throws {
        self.master = master
        self.vault = vault
        _ = try prepare([.house])
    }

    /// The keys of a batch: missing ones are made and durable before this returns.
    package func prepare(_ scopes: some Sequence<SealingScope>) throws -> PreparedKeys {
        try cache.withLock { cache in
            try forgetErased(&cache)
            var found: [SealingScope: ScopeKey?] = [:]
            var missing: [SealingScope] = []
            for scope in Set(scopes).union([.house]) {
                if let key = cache.keys[scope] { found[scope] = key } else { missing.append(scope) }
            }
            if !missing.isEmpty {
                for (scope, key) in try makeOrLoad(missing) { found[scope] = key }
                keep(found, in: &cache)
            }
            return PreparedKeys(keys: found)
        }
    }

    /// Opens sealed bytes; nil where the scope's key was erased.
    package func open(_ sealed: [UInt8], for scope: SealingScope) throws -> [UInt8]? {
        try key(of: scope)?.open(sealed)
    }

    /// The key of a scope that must exist already; nil once erased.
    func key(of scope: SealingScope) throws -> ScopeKey? {
        try cache.withLock { cache in
            try forgetErased(&cache)
            if let key = cache.keys[scope] { return key }
            switch try vault.load([scope])[scope] {
            case .wrapped(let wrapped):
                let key = try unwrap(wrapped, scope)
                keep([scope: key], in: &cache)
                return key
            case .erased: return nil
            // Sealed bytes without any row: the keys were lost, which is not the same as erased.
            case nil: throw KeyFault.lost(scope)
            }
        }
    }

    /// Makes everything that was ever sealed for the scope unreadable; durable on return.
    package func erase(_ scope: SealingScope) throws {
        guard scope != .house else { throw KeyFault.houseStays }
        try cache.withLock { cache in
            // Forgotten first: if the vault fails, the next use reads what is true there.
            cache.keys[scope] = nil
            try vault.erase(scope)
        }
    }

    /// Wraps every key anew, after which the old master key opens nothing that is here.
    ///
    /// The house's key is the last: until then the ring opens under the old master key, and what
    /// was interrupted can be begun again; keys that the new master already opens are passed over.
    package func rewrap(by next: MasterKey) throws -> Int {
        var count = 0
        try export { page in
            count += try rewrap(page.filter { $0.0 != .house }, by: next)
        }
        let house = try vault.load([.house]).map { ($0.key, $0.value) }
        return count + (try rewrap(house, by: next))
    }

    private func rewrap(_ page: [(SealingScope, WrappedKey)], by next: MasterKey) throws -> Int {
        var changed: [(scope: SealingScope, wrapped: [UInt8])] = []
        for case (let scope, .wrapped(let wrapped)) in page {
            let purpose = Self.purpose(scope)
            if (try? next.unwrap(wrapped, purpose: purpose)) != nil { continue }
            let secret = try master.unwrap(wrapped, purpose: purpose)
            changed.append((scope, try next.wrap(secret, purpose: purpose)))
        }
        try vault.replace(changed)
        return changed.count
    }

    private func makeOrLoad(_ scopes: [SealingScope]) throws -> [(SealingScope, ScopeKey?)] {
        var rows: [SealingScope: WrappedKey] = [:]
        for page in scopes.pages(of: Self.pageKeys) {
            rows.merge(try vault.load(page)) { _, new in new }
            let absent = page.filter { rows[$0] == nil }
            guard !absent.isEmpty else { continue }
            try vault.add(
                absent.map { scope in
                    let secret = SystemRandomNumberGenerator.bytes(ScopeKey.countBytes)
                    return (scope, try master.wrap(secret, purpose: Self.purpose(scope)))
                }
            )
            // Read back: another process may have been first, and its key is the key.
            rows.merge(try vault.load(absent)) { _, new in new }
        }
        return try scopes.map { scope in
            switch rows[scope] {
            case .wrapped(let wrapped): (scope, try unwrap(wrapped, scope))
            case .erased: (scope, nil)
            case nil: throw KeyFault.lost(scope)
            }
        }
    }

    private func unwrap(_ wrapped: [UInt8], _ scope: SealingScope) throws -> ScopeKey {
        ScopeKey(try master.unwrap(wrapped, purpose: Self.purpose(scope)), scope: scope)
    }

    private func keep(_ found: [SealingScope: ScopeKey?], in cache: inout Cache) {
        if cache.keys.count + found.count > Self.cachedKeys { cache.keys.removeAll() }
        for case (let scope, let key?) in found.prefix(Self.cachedKeys) { cache.keys[scope] = key }
    }

    /// Drops the cache when any process has erased a key since the last look.
    private func forgetErased(_ cache: inout Cache) throws {
        let now = ContinuousClock.now
        if let last = cache.lookedAt, vault.noticeWithin > .zero, now - last < vault.noticeWithin {
            return
        }
        let erasures = try vault.erasures()
        if erasures != cache.erasures { cache.keys.removeAll() }
        cache.erasures = erasures
        cache.lookedAt = now
    }

    private static func purpose(_ scope: SealingScope) -> [UInt8] {
        Array("clearinghouse/scope-key/1:".utf8) + scope.id.bytes
    }
}

extension KeyRing {
    /// Everything in the vault, still wrapped, page by page.
    func export(_ each: ([(SealingScope, WrappedKey)]) throws -> Void) throws {
        var after: SealingScope?
        while true {
            let page = try vault.page(after: after, limit: Self.pageKeys)
            guard let last = page.last else { return }
            try each(page)
            after = last.0
        }
    }

    /// Takes in wrapped keys of an export; refused when the master key or the house is another.
    func restore(_ keys: [(SealingScope, WrappedKey)], replacingHouse: Bool) throws {
        for case (let scope, .wrapped(let wrapped)) in keys {
            let secret = try master.unwrap(wrapped, purpose: Self.purpose(scope))
            if scope == .house, !replacingHouse, try secret != houseSecret() {
                throw BackupFault.otherKeys
            }
        }
        try vault.restore(keys)
        cache.withLock { $0.keys.removeAll() }
    }

    private func houseSecret() throws -> [UInt8]? {
        guard case .wrapped(let wrapped) = try vault.load([.house])[.house] else { return nil }
        return try master.unwrap(wrapped, purpose: Self.purpose(.house))
    }

    /// Wraps one of the server's own secrets.
    func wrap(_ secret: [UInt8], named name: String) throws -> [UInt8] {
        try master.wrap(secret, named: name)
    }

    /// One of the server's own secrets again.
    func unwrap(_ wrapped: [UInt8], named name: String) throws -> [UInt8] {
        try master.unwrap(wrapped, named: name)
    }
}
