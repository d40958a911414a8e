// SPDX-License-Identifier: Apache-2.0

import Scanning

/// Which addresses a request of ours may go to: public ones, and what a setting names beside.
///
/// The address that is connected to is asked, never the name: a name can lead anywhere, and
/// elsewhere a moment later.
package struct PublicAddresses: Sendable {
    /// Networks that are not the public Internet, or lead back into one that is not (IANA's special
    /// purpose registries, RFC 6890); multicast and what clouds keep for their metadata among them.
    private static let special: [Scope] = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    ].compactMap { try? Scope(parsing: $0) }

    /// What is given out of IPv6 to the public at all; the rest is denied.
    private static let given: [Scope] = ["0.0.0.0/0", "2000::/3"].compactMap {
        try? Scope(parsing: $0)
    }

    private let besides: [Scope]

    /// Allows some networks besides, as a setting names them.
    package init(besides networks: [String] = []) {
        besides = networks.compactMap { try? Scope(parsing: $0) }
    }

    /// Whether a request may go to an address, in any of its textual forms.
    package func allow(_ address: String) -> Bool {
        // What is no network, such as an IPv4 address within IPv6, is nowhere to go.
        guard let scope = try? Scope(parsing: address), scope.kind == .network else { return false }
        if besides.contains(where: { $0.contains(scope) }) { return true }
        return Self.given.contains { $0.contains(scope) }
            && !Self.special.contains { $0.overlaps(scope) }
    }

    /// Whether a text of the setting is a network.
    package static func isNetwork(_ text: String) -> Bool {
        (try? Scope(parsing: text))?.kind == .network
    }
}
