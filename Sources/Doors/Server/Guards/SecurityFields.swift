// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// The fields that every answer carries (RULES D2).
enum SecurityFields {
    /// What a page of ours may load and where its forms may go: nothing but us.
    static let policy = """
        default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
        frame-ancestors 'none'; base-uri 'none'
        """
    /// Two years, as browsers' preload lists ask.
    static let strictSeconds = 63_072_000

    /// Puts in what a handler did not set itself.
    static func add(to fields: inout HTTPFields, isSecure: Bool) {
        if fields[.contentSecurityPolicy] == nil { fields[.contentSecurityPolicy] = policy }
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
        fields[.xContentTypeOptions] = "nosniff"
        // Not `no-referrer`: with it browsers send `Origin: null` with forms (Fetch, "append a
        // request Origin header"), and the check of the origin would refuse our own pages.
        fields[.referrerPolicy] = "same-origin"
        fields[.openerPolicy] = "same-origin"
        fields[.resourcePolicy] = "same-origin"
        if isSecure { fields[.strictTransportSecurity] = "max-age=\(strictSeconds)" }
    }
}
