// SPDX-License-Identifier: Apache-2.0

import API

extension ClearinghouseClient {
    private static let loopback = ["localhost", "127.0.0.1", "[::1]"]

    /// Lets through https, and http to this machine.
    static func checked(
        _ address: String,
        allowsPlainHTTP: Bool
    ) throws(ClientFault) -> String {
        if let rest = rest(address, after: "https://"), !rest.isEmpty { return address }
        guard let rest = rest(address, after: "http://"), !rest.isEmpty else {
            throw .address("An address begins with https:// and names a host, and no path.")
        }
        let isHere = loopback.contains { rest == $0 || rest.hasPrefix($0 + ":") }
        guard isHere || allowsPlainHTTP else {
            throw .address("Without TLS only this machine is talked to; use https://.")
        }
        return address
    }

    private static func rest(_ address: String, after scheme: String) -> Substring? {
        guard address.hasPrefix(scheme) else { return nil }
        let rest = address.dropFirst(scheme.count)
        return rest.contains { "/?#@".contains($0) } ? nil : rest
    }
}

extension EndpointFacts {
    /// The path and query of a call.
    func target(_ parameters: [(name: String, value: String)]) -> String {
        var path = path
        var query: [String] = []
        for (name, value) in parameters {
            if pathParameters.contains(name) {
                path.replace("{\(name)}", with: Self.escaped(value, keeping: ""))
                path.replace("{\(name)…}", with: Self.escaped(value, keeping: "/"))
            } else {
                query.append("\(name)=\(Self.escaped(value, keeping: ""))")
            }
        }
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }

    /// Percent escapes for all but the unreserved characters (RFC 3986 §2.3).
    private static func escaped(_ text: String, keeping kept: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                bytes.append(byte)
            default:
                if "-._~".utf8.contains(byte) || kept.utf8.contains(byte) {
                    bytes.append(byte)
                } else {
                    bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
