// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Scope {
    /// Tells names and the services on them from other kinds.
    private static let nameTag: UInt8 = 0x6E
    /// The longest host name (RFC 1035 §2.3.4), in bytes.
    private static let hostBytes = 253

    /// Reads `example.org`, the name and what is served on it, or `*.example.org`, all below, too.
    init(name text: Substring) throws(Fault) {
        let isTree = text.hasPrefix("*.")
        let host: String
        do {
            host = try Self.host(isTree ? text.dropFirst(2) : text)
        } catch {
            throw .badName
        }
        let labels = Self.labels(of: host)
        self.init(
            .name,
            key: isTree
                ? .under(tag: Self.nameTag, labels)
                : .exactly(tag: Self.nameTag, labels),
            text: "dns:" + (isTree ? "*." : "") + host
        )
    }

    /// Reads `https://host:port/path`: the service at that path and all below it.
    init(service text: Substring) throws(Fault) {
        let (host, port, path) = try Self.address(text)
        let segments = try Self.segments(path, may: .beEmpty)
        var bytes = Self.labels(of: host) + [ScopeKey.end]
        bytes += segments.map { Array($0.utf8) }.joined(separator: [ScopeKey.separator])
        let key: ScopeKey =
            segments.isEmpty ? ScopeKey(tag: Self.nameTag, bytes) : .under(tag: Self.nameTag, bytes)
        let authority = port == 443 ? host : "\(host):\(port)"
        self.init(
            .service,
            key: key,
            residue: .ports(PortSet([port...port])),
            text: "service:https://\(authority)/\(segments.joined(separator: "/"))"
        )
    }

    /// The labels from the root down, with the separator between them.
    private static func labels(of host: String) -> [UInt8] {
        Array(
            host.split(separator: ".").reversed().map { Array($0.utf8) }
                .joined(separator: [ScopeKey.separator])
        )
    }

    /// Parts `https://host:port/path`, whose scheme may be written in capitals.
    static func address(
        _ text: Substring
    ) throws(Fault) -> (host: String, port: UInt16, path: Substring) {
        guard let rest = String(text).after("https://") else { throw .notHTTPS }
        guard !rest.contains("?"), !rest.contains("#") else { throw .queryOrFragment }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else { throw .credentials }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first else { throw .badHost }
        var port: UInt16 = 443
        if parts.count == 2 {
            guard let given = UInt16(parts[1]), given > 0, "\(given)" == parts[1] else {
                throw .badHost
            }
            port = given
        }
        return (try host(name), port, rest.dropFirst(authority.count))
    }

    /// A host in lower case, in ASCII (IDNA, by way of UTS 46), of well-formed labels.
    static func host(_ text: Substring) throws(Fault) -> String {
        var components = URLComponents()
        components.host = String(text)
        guard !text.isEmpty, let encoded = components.encodedHost?.lowercased(),
            encoded.utf8.count <= hostBytes
        else { throw .badHost }
        for label in encoded.split(separator: ".", omittingEmptySubsequences: false) {
            guard (1...63).contains(label.utf8.count), label.utf8.allSatisfy(isHostByte),
                label.first != "-", label.last != "-"
            else { throw .badHost }
        }
        // A root of digits is an address (RFC 1123 §2.1): those are networks.
        let root = encoded.split(separator: ".").last ?? ""
        guard !root.utf8.allSatisfy({ (48...57).contains($0) }) else { throw .badHost }
        return encoded
    }

    enum Emptiness {
        case beEmpty
        case notBeEmpty
    }

    /// Checks a path, and takes off a trailing slash.
    static func segments(_ path: Substring, may emptiness: Emptiness) throws(Fault) -> [String] {
        var segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        if segments.last?.isEmpty == true { segments.removeLast() }
        guard emptiness == .beEmpty || !segments.isEmpty,
            segments.allSatisfy({ segment in
                !segment.isEmpty && segment != "." && segment != ".."
                    && segment.utf8.allSatisfy(isPathByte)
            })
        else { throw .badPath }
        return segments.map(String.init)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "-")
    }

    /// The unreserved characters of RFC 3986 §2.3 and `+`; percent signs are refused, so that one
    /// place has one form.
    private static func isPathByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "-._~+".utf8.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
