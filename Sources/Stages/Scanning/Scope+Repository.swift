// SPDX-License-Identifier: Apache-2.0

extension Scope {
    /// Forges that package URLs have a type for, where owner and name are compared without case.
    private static let forges = ["github.com": "github", "bitbucket.org": "bitbucket"]
    /// The longest host name (RFC 1035 §2.3.4), in bytes.
    private static let hostBytes = 253

    /// Reads `https://host/path`: host in lower case, no `.git`, no trailing slash, no credentials.
    init(repository text: String) throws(Fault) {
        let bytes = Array(text.utf8)
        guard bytes.count > 8, Self.lower(bytes[..<8]) == "https://" else { throw .notHTTPS }
        let rest = bytes[8...]
        guard !rest.contains(UInt8(ascii: "?")), !rest.contains(UInt8(ascii: "#")) else {
            throw .queryOrFragment
        }
        let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        guard !rest[..<slash].contains(UInt8(ascii: "@")) else { throw .credentials }
        let host = try Self.host(rest[..<slash])
        let segments = try Self.segments(rest[slash...])
        if let type = Self.forges[host] {
            guard segments.count == 2 else { throw .badPath }
            let name = segments.map { Self.lower(Array($0.utf8)[...]) }.joined(separator: "/")
            self.init(key: "pkg:\(type)/\(name)", version: nil, text: "https://\(host)/\(name)")
        } else {
            let address = "https://\(host)/\(segments.joined(separator: "/"))"
            self.init(key: address, version: nil, text: address)
        }
    }

    /// Checks a host with an optional port; the port of https is dropped.
    private static func host(_ authority: ArraySlice<UInt8>) throws(Fault) -> String {
        let parts = lower(authority).split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, parts.count <= 2, !name.isEmpty,
            name.utf8.count <= hostBytes
        else { throw .badHost }
        for label in name.split(separator: ".", omittingEmptySubsequences: false) {
            guard (1...63).contains(label.utf8.count), label.utf8.allSatisfy(isHostByte),
                label.utf8.first != UInt8(ascii: "-"), label.utf8.last != UInt8(ascii: "-")
            else { throw .badHost }
        }
        guard parts.count == 2 else { return String(name) }
        guard let port = UInt16(parts[1]), port > 0, "\(port)" == parts[1] else { throw .badHost }
        return port == 443 ? String(name) : "\(name):\(port)"
    }

    /// Checks a path, and takes off a trailing slash and `.git`.
    private static func segments(_ path: ArraySlice<UInt8>) throws(Fault) -> [String] {
        var segments = path.dropFirst().split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        )
        if segments.last?.isEmpty == true { segments.removeLast() }
        if let last = segments.last, last.count > 4, last.suffix(4).elementsEqual(".git".utf8) {
            segments[segments.count - 1] = last.dropLast(4)
        }
        guard !segments.isEmpty else { throw .badPath }
        return try segments.map { segment throws(Fault) in
            guard !segment.isEmpty, segment.allSatisfy(isPathByte),
                !segment.elementsEqual(".".utf8), !segment.elementsEqual("..".utf8)
            else { throw .badPath }
            return String(decoding: segment, as: UTF8.self)
        }
    }

    private static func lower(_ bytes: ArraySlice<UInt8>) -> String {
        String(
            decoding: bytes.map { (65...90).contains($0) ? $0 | 0x20 : $0 },
            as: UTF8.self
        )
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "-")
    }

    /// The unreserved characters of RFC 3986 §2.3 and `+`; percent signs are refused, so that one
    /// repository has one form.
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
