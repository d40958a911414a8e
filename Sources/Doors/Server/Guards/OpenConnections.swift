// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How many connections each address holds open, so that one cannot take all of them (RULES D4).
final class OpenConnections: Sendable {
    /// One address may hold this part of all connections: eight floods at once are needed, not one.
    private static let part = 8
    /// Never fewer than a browser opens beside a few programs of the same person.
    private static let fewest = 16

    private let most: Int
    private let proxies: Set<String>
    private let held = Mutex<[String: Int]>([:])

    /// `proxies` speak for many and are not bounded here.
    init(connections: Int, proxies: [String]) {
        most = max(connections / Self.part, Self.fewest)
        self.proxies = Set(proxies)
    }

    /// Counts a connection; false where its address holds too many.
    func open(_ address: String) -> Bool {
        let key = Rates.key(of: address)
        return held.withLock { held in
            held[key, default: 0] += 1
            return proxies.contains(address) || held[key, default: 0] <= most
        }
    }

    /// Forgets a connection that was counted.
    func close(_ address: String) {
        let key = Rates.key(of: address)
        held.withLock { held in
            let rest = (held[key] ?? 0) - 1
            held[key] = rest > 0 ? rest : nil
        }
    }
}
