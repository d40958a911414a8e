// SPDX-License-Identifier: Apache-2.0

import API
import HTTPTypes

/// The header fields that HTTPTypes has no names for.
extension HTTPField.Name {
    static let host = named("Host")
    static let requestID = named("Clearinghouse-Request")
    static let repeatKey = named(Headers.repeatKey)
    static let position = named(Headers.position)
    static let atLeast = named(Headers.atLeast)
    static let forwardedFor = named("X-Forwarded-For")
    static let forwardedProto = named("X-Forwarded-Proto")
    static let referrerPolicy = named("Referrer-Policy")
    static let openerPolicy = named("Cross-Origin-Opener-Policy")
    static let resourcePolicy = named("Cross-Origin-Resource-Policy")

    private static func named(_ name: String) -> HTTPField.Name {
        // SAFETY: the names above are tokens (RFC 9110 §5.6.2), which is all that is asked of them.
        guard let name = HTTPField.Name(name) else { preconditionFailure(name) }
        return name
    }
}
