// SPDX-License-Identifier: Apache-2.0

/// Work to be done after the commit, by whoever leases it.
package struct JobDraft: Sendable {
    /// Which worker understands it, for example `log.publish`.
    package let kind: String
    package let subject: ID<AnyThing>
    /// When it may first be leased; nil is at once.
    package let notBefore: Instant?

    package init<Kind>(kind: StaticString, subject: ID<Kind>, notBefore: Instant? = nil) {
        self.kind = kind.description
        self.subject = ID(subject)
        self.notBefore = notBefore
    }
}
