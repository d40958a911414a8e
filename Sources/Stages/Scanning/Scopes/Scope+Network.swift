// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Scope {
    /// The widest network to come from, as a prefix length of IPv4 and of IPv6: wider ones would
    /// make anybody's traffic pass for a scan.
    static let sourcePrefix4 = 20
    static let sourcePrefix6 = 48

    /// Whether a text begins as an address does: it then is one, or a fault says why not.
    static func looksLikeNetwork(_ text: String) -> Bool {
        if text.utf8.first == UInt8(ascii: "[") { return true }
        let head = text.utf8.prefix { $0 != UInt8(ascii: "/") }
        let dotted = head.prefix { $0 != UInt8(ascii: ":") }
        if dotted.allSatisfy({ $0 == UInt8(ascii: ".") || (48...57).contains($0) }) { return true }
        return dotted.count < head.count
            && head.allSatisfy {
                (48...58).contains($0) || $0 == UInt8(ascii: ".") || (97...102).contains($0 | 0x20)
            }
    }

    /// Reads `192.0.2.0/24`, `2001:db8::/32`, and with ports `192.0.2.0/24:443` or
    /// `[2001:db8::/32]:443,8000-8100`; a lone address is a network of one.
    init(network text: String) throws(Fault) {
        let (network, ports) = try Self.parts(of: text)
        let slash = network.utf8.firstIndex(of: UInt8(ascii: "/"))
        guard let address = Self.address(String(network[..<(slash ?? network.endIndex)])) else {
            throw .badNetwork
        }
        let width = address.count * 8
        var length = width
        if let slash {
            let digits = network[network.utf8.index(after: slash)...]
            guard let given = Int(digits), "\(given)" == digits, (0...width).contains(given)
            else { throw .badNetwork }
            length = given
        }
        let isMapped =
            width == 128 && address.prefix(10).allSatisfy { $0 == 0 }
            && address[10] == 0xFF && address[11] == 0xFF
        guard !(isMapped && length >= 96) else { throw .mappedNetwork }
        let tag = width == 32 ? ScopeKey.networkTag4 : ScopeKey.networkTag6
        let key = ScopeKey(tag: tag, address, bits: length)
        guard address.starts(with: key.bytes.dropFirst()),
            address.dropFirst(key.bytes.count - 1).allSatisfy({ $0 == 0 })
        else { throw .hostBits }
        let shown = "\(Self.text(of: address))/\(length)"
        let brackets = width == 128 && ports != nil
        self.init(
            .network,
            key: key,
            residue: ports.map(ScopeResidue.ports),
            text: (brackets ? "[\(shown)]" : shown) + (ports.map { ":\($0.text)" } ?? "")
        )
    }

    /// Whether it is a network of IPv4.
    package var isIPv4: Bool { key.bytes.first == ScopeKey.networkTag4 }

    /// How many bits a network's addresses have in common; nil for other kinds.
    package var networkPrefix: Int? { kind == .network ? key.bits - 8 : nil }

    /// The network, and the ports where some are named.
    private static func parts(of text: String) throws(Fault) -> (Substring, PortSet?) {
        let network: Substring
        let rest: Substring
        let bytes = text.utf8
        if bytes.first == UInt8(ascii: "[") {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { throw .badNetwork }
            network = text[bytes.index(after: bytes.startIndex)..<end]
            rest = text[bytes.index(after: end)...]
            guard network.utf8.contains(UInt8(ascii: ":")) else { throw .badNetwork }
        } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            bytes[..<colon].contains(UInt8(ascii: "."))
        {
            network = text[..<colon]
            rest = text[colon...]
        } else {
            return (text[...], nil)
        }
        if rest.isEmpty { return (network, nil) }
        guard rest.utf8.first == UInt8(ascii: ":"), let ports = PortSet(parsing: rest.dropFirst())
        else { throw .badPorts }
        return (network, ports)
    }

    /// The four or sixteen bytes of an address in the system's strict forms (RFC 5952 §4 and the
    /// dotted four).
    private static func address(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes[..<4]) }
        return inet_pton(AF_INET6, text, &bytes) == 1 ? bytes : nil
    }

    static func text(of address: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: 46)
        let family = address.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, address, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
