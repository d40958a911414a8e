// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// The proxies whose word on an asker's address counts; nobody else's does.
struct Proxies: Sendable {
    /// What is known of where a request came from.
    struct Source: Sendable, Equatable {
        let address: String
        let isSecure: Bool
    }

    private let addresses: Set<String>
    private let isSecureHere: Bool

    init(_ settings: Settings) {
        addresses = Set(settings.proxies)
        isSecureHere = settings.tlsCertificate != nil
    }

    /// Reads `X-Forwarded-For` from its end, past each proxy that is ours; the first other is the
    /// asker.
    func source(peer: String, fields: HTTPFields) -> Source {
        guard addresses.contains(peer) else {
            return Source(address: peer, isSecure: isSecureHere)
        }
        let hops = (fields[.forwardedFor] ?? "").split(separator: ",").map { hop in
            hop.filter { $0 != " " }
        }
        let asker = hops.last { !addresses.contains($0) }
        let isPlausible = asker.map { $0.utf8.count <= 45 && $0.utf8.allSatisfy(Self.isInAddress) }
        return Source(
            address: isPlausible == true ? asker ?? peer : peer,
            isSecure: isSecureHere || fields[.forwardedProto] == "https"
        )
    }

    private static func isInAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "."), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
