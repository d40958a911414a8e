// SPDX-License-Identifier: Apache-2.0

/// Where an owner publishes what proves its hold on a scope.
package enum ControlPlace: Hashable, Sendable {
    /// A TXT record at this name.
    case record(name: String)
    /// A file at this address.
    case file(host: String, port: UInt16)

    /// The label below which records stand, so that no other use of TXT is touched.
    package static let label = "_clearinghouse"
    /// The file's path (RFC 8615).
    package static let path = "/.well-known/clearinghouse-control"
    /// The longest DNS name (RFC 1035 §2.3.4), in characters without the last dot.
    private static let nameBytes = 253

    /// The place for a scope; nil where the method proves nothing about it.
    init?(of scope: Scope, by method: ControlMethod) {
        switch method {
        case .coordinator: return nil
        case .dns:
            guard let zone = Self.zone(of: scope) else { return nil }
            let name = "\(Self.label).\(zone)"
            guard name.utf8.count <= Self.nameBytes else { return nil }
            self = .record(name: name)
        case .file:
            guard let (host, port) = Self.host(of: scope) else { return nil }
            self = .file(host: host, port: port)
        }
    }

    /// As it is shown: a name, or an address.
    package var text: String {
        switch self {
        case .record(let name): name
        case .file(let host, let port):
            "https://\(host)\(port == 443 ? "" : ":\(port)")\(Self.path)"
        }
    }

    /// Whose servers a look asks: the domain as it was registered, or a network's reverse zone.
    var asked: String {
        switch self {
        case .record(let name) where name.hasSuffix(".arpa"): name
        case .record(let name): Self.domain(of: name.dropFirst(Self.label.utf8.count + 1))
        case .file(let host, _): Self.domain(of: host[...])
        }
    }

    private static func domain(of host: Substring) -> String {
        (try? Scope(name: host).place.text) ?? String(host)
    }

    /// The zone that only the scope's operator can write.
    private static func zone(of scope: Scope) -> String? {
        switch scope.kind {
        case .network: reverseZone(of: scope.key)
        case .name, .service: host(in: scope)
        // A forge's name is not its repositories' owners'.
        case .package, .source, .platform: nil
        }
    }

    /// The host whose file speaks for a scope: for itself, and for what it serves.
    ///
    /// Not for the names below it, which may be others'; those are a matter for its zone. A file on
    /// a forge of many is no owner's of a repository there: a coordinator has to look.
    private static func host(of scope: Scope) -> (String, UInt16)? {
        switch scope.kind {
        case .name:
            guard !scope.text.hasPrefix("dns:*.") else { return nil }
            return host(in: scope).map { ($0, 443) }
        case .service: return host(in: scope).map { ($0, port(in: scope)) }
        case .source:
            guard let host = host(in: scope), !Scope.isSharedForge(host) else { return nil }
            return (host, port(in: scope))
        case .network, .package, .platform: return nil
        }
    }

    private static func host(in scope: Scope) -> String? {
        let text = scope.text
        if let name = text.after("dns:") {
            return String(name.hasPrefix("*.") ? name.dropFirst(2) : name)
        }
        return authority(in: text).map { String($0.prefix { $0 != ":" }) }
    }

    private static func port(in scope: Scope) -> UInt16 {
        let authority = authority(in: scope.text) ?? ""
        return authority.split(separator: ":").dropFirst().first.flatMap { UInt16($0) } ?? 443
    }

    private static func authority(in text: String) -> Substring? {
        guard let scheme = text.firstRange(of: "https://") else { return nil }
        return text[scheme.upperBound...].prefix { $0 != "/" }
    }

    /// The reverse zone of a network that ends at an octet or a nibble; of others part of a zone
    /// would be somebody else's.
    private static func reverseZone(of key: ScopeKey) -> String? {
        let (length, address) = (key.bits - 8, key.bytes.dropFirst())
        guard length > 0 else { return nil }
        if key.bytes[0] == ScopeKey.networkTag4 {
            guard length % 8 == 0 else { return nil }
            return address.reversed().map(String.init).joined(separator: ".") + ".in-addr.arpa"
        }
        guard length % 4 == 0 else { return nil }
        let nibbles = address.flatMap { [$0 >> 4, $0 & 15] }.prefix(length / 4)
        return nibbles.reversed().map { String($0, radix: 16) }.joined(separator: ".") + ".ip6.arpa"
    }
}

extension ControlMethod {
    /// The methods that can prove a hold on a scope, the quickest first.
    package static func available(for scope: Scope) -> [ControlMethod] {
        allCases.filter { $0 == .coordinator || ControlPlace(of: scope, by: $0) != nil }
    }
}
