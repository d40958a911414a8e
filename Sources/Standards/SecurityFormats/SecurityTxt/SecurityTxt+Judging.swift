// SPDX-License-Identifier: Apache-2.0
public import Timestamps

extension SecurityTxt {
    /// What can be told of a file at a time that the caller gives.
    public enum Freshness: Sendable, Hashable {
        /// It holds until then.
        case current(until: Timestamp)
        /// It is not to be used since then (§2.5.5).
        case expired(since: Timestamp)
    }

    /// Whether the file may be used at a time; at the very moment of expiry it may not any more.
    public func freshness(at now: Timestamp) -> Freshness {
        let end = expires.timestamp
        return now < end ? .current(until: end) : .expired(since: end)
    }

    /// Whether a file found at an address is meant to be there (§2.5.2); nil where it does not say.
    ///
    /// Addresses are compared as they are written.
    public func isCanonical(at address: String) -> Bool? {
        canonical.isEmpty ? nil : canonical.contains(address)
    }

    /// What is recommended and not done; the raw value says it to people.
    public enum Advice: String, Sendable, Hashable, CaseIterable {
        /// Less than a year ahead (§2.5.5).
        case expireWithinAYear = "Let the file expire in less than a year."
        /// A signature (§2.3).
        case sign = "Sign the file with OpenPGP."
        /// Where the file is, so that the signature says so, too (§2.3).
        case nameCanonical = "Name the file's address in a Canonical field, since it is signed."
        /// A key for those who write (§2.5.4).
        case offerEncryption = "Offer a key in an Encryption field, since a contact is a mailbox."
    }

    /// What is recommended and not done, at a time that the caller gives.
    public func advice(at now: Timestamp) -> [Advice] {
        var found: [Advice] = []
        let yearMicroseconds: Int64 = 365 * 86_400 * 1_000_000
        let (limit, isFar) = now.microseconds.addingReportingOverflow(yearMicroseconds)
        if !isFar, expires.timestamp.microseconds > limit { found.append(.expireWithinAYear) }
        if framing == nil { found.append(.sign) }
        if framing != nil, canonical.isEmpty { found.append(.nameCanonical) }
        let hasMailbox = contacts.contains { $0.lowercased().hasPrefix("mailto:") }
        if hasMailbox, encryption.isEmpty { found.append(.offerEncryption) }
        return found
    }
}
