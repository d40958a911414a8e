// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// What the owner of a target saw, checked: from where, when, at what, with what token.
package struct AlertQuestion: Hashable, Sendable {
    /// Days that a question may lie back: what was proven to be one's own only lately has a past
    /// that was somebody else's.
    package static let days: Int64 = 90

    /// The one address that it came from.
    package let source: Scope
    /// The one address, name or service that it went to.
    package let target: Scope
    package let moment: Instant
    /// As it was sent; whether it proves anything is found out apart.
    package let token: String?

    /// As it was sent, before anything is checked.
    package struct Draft: Hashable, Sendable {
        package var source: String
        package var target: String
        package var port: UInt16?
        package var moment: Instant
        package var token: String?

        package init(
            source: String,
            target: String,
            port: UInt16? = nil,
            moment: Instant,
            token: String? = nil
        ) {
            self.source = source
            self.target = target
            self.port = port
            self.moment = moment
            self.token = token
        }
    }

    /// Checks what was sent; adds what is wrong with it, below a place.
    package init?(
        _ draft: Draft,
        at place: String = "",
        now: Instant,
        faults: inout [Refusal.Fault]
    ) {
        let before = faults.count
        func note(_ field: String, _ code: String, _ reason: String) {
            faults.note("\(place)/\(field)", code, reason)
        }
        let source = Self.address(draft.source, port: nil)
        if source == nil {
            note("source", "not-an-address", "The source is one IPv4 or IPv6 address.")
        }
        let target = Self.target(draft.target, port: draft.port)
        if target == nil {
            note("target", "not-a-target", Self.targetWords)
        }
        if draft.moment > now.adding(seconds: ProbeToken.clockSeconds) {
            note("time", "in-the-future", "By this server's clock it is only \(now).")
        }
        if draft.moment < now.adding(seconds: -Self.days * 86_400) {
            note("time", "too-far-back", "Asked about are the last \(Self.days) days.")
        }
        if let token = draft.token, token.isEmpty || token.utf8.count > ProbeToken.byteLimit {
            note("token", "invalid-token", "A token has 1 to \(ProbeToken.byteLimit) bytes.")
        }
        guard faults.count == before, let source, let target else { return nil }
        self.source = source
        self.target = target
        moment = draft.moment
        token = draft.token
    }

    /// One address, with a port where one is named; IPv4 within IPv6, as servers that take both
    /// log it, is IPv4.
    private static func address(_ text: String, port: UInt16?) -> Scope? {
        var text = text
        if let inner = text.after("::ffff:"), inner.contains(".") { text = String(inner) }
        guard text.utf8.count <= 45,
            text.utf8.allSatisfy({
                $0 == 0x2E || $0 == 0x3A || Character(Unicode.Scalar($0)).isHexDigit
            })
        else { return nil }
        let isIPv6 = text.contains(":")
        let bracketed = isIPv6 && port != nil ? "[\(text)]" : text
        guard let scope = try? Scope(parsing: bracketed + (port.map { ":\($0)" } ?? "")),
            scope.kind == .network, scope.networkPrefix == (isIPv6 ? 128 : 32)
        else { return nil }
        return scope
    }

    /// What a target is, for whoever named none.
    package static let targetWords = """
        The target is what was seen: one address, one name such as www.example.org, or \
        https://host/path. It is neither a network nor all names below one; a port stands apart.
        """

    /// Reads one address, one name, or an address `https://host/path`; nil for everything else.
    ///
    /// A name or such an address may stand as scopes have it: `dns:www.example.org`.
    package static func target(_ text: String, port: UInt16?) -> Scope? {
        guard port != 0 else { return nil }
        if let address = address(text, port: port) { return address }
        let place = text.after("service:").map(String.init) ?? text
        if place.after("https://") != nil {
            return port == nil ? try? Scope(parsing: "service:\(place)") : nil
        }
        let name = text.after("dns:").map(String.init) ?? text
        guard !name.contains(where: { "*:/@[".contains($0) }), address(name, port: nil) == nil
        else { return nil }
        if let port { return try? Scope(parsing: "service:https://\(name):\(port)/") }
        return try? Scope(parsing: "dns:\(name)")
    }
}

extension Refusal {
    /// A question, or several, that cannot be asked like this.
    package static func invalidAlert(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-alert",
            detail: "This cannot be asked about; see the faults.",
            faults: faults
        )
    }
}
