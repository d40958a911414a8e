// SPDX-License-Identifier: Apache-2.0

/// Which names this server answers to, so that no other site's name can be bound to its address.
struct Hosts: Sendable {
    private static let loopback = ["localhost", "127.0.0.1", "[::1]"]

    private let names: Set<String>

    init(_ settings: Settings) {
        var names = Set(settings.hosts.map { Self.name(of: $0.lowercased()) })
        if let origin = settings.origin, let authority = Self.authority(of: origin) {
            names.insert(Self.name(of: authority))
        }
        if settings.listen.isLoopback {
            names.formUnion(Self.loopback)
        } else if settings.listen.host != "0.0.0.0", settings.listen.host != "::" {
            names.insert(settings.listen.host.lowercased())
        }
        self.names = names
    }

    /// Whether `Host` names us, whatever the port.
    func answers(to authority: String) -> Bool {
        names.contains(Self.name(of: authority.lowercased()))
    }

    /// The host of `host:port`, with the brackets of an IPv6 address.
    static func name(of authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            let port = authority[authority.index(after: end)...]
            return port.isEmpty || isPort(port) ? String(authority[...end]) : ""
        }
        guard let colon = authority.firstIndex(of: ":") else { return authority }
        return isPort(authority[colon...]) ? String(authority[..<colon]) : ""
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.first == ":" && text.utf8.count <= 6
            && text.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The `host:port` of an origin such as `https://host:port`; nil for any other text.
    static func authority(of origin: String) -> String? {
        for scheme in ["https://", "http://"] where origin.hasPrefix(scheme) {
            let authority = origin.dropFirst(scheme.count).lowercased()
            return authority.isEmpty || authority.contains("/") ? nil : authority
        }
        return nil
    }
}
