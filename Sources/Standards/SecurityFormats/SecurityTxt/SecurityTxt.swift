// SPDX-License-Identifier: Apache-2.0
public import Timestamps

/// A file `security.txt` (RFC 9116): to whom vulnerabilities are reported, and until when.
///
/// Read strictly: everything that the RFC forbids is a fault with its line. Fields that it does
/// not know are kept, as §2.4 wants. The framing of a cleartext signature (RFC 9580 §7) is
/// recognised and taken off; **the signature is not verified**, here or anywhere: whoever trusts
/// a file for its signature gives ``framing`` to a program that verifies.
public struct SecurityTxt: Sendable, Hashable {
    /// A field that the RFC does not define (§2.4).
    public struct Extension: Sendable, Hashable {
        /// Its name as written.
        public var name: String
        /// Its value.
        public var value: String

        /// A field by its name and value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Where to report, the best way first: `mailto:`, `tel:` or `https:` (§2.5.3).
    public var contacts: [String]
    /// After when the file is not to be used (§2.5.5).
    public var expires: DateTime
    /// Pages that thank those who reported (§2.5.1).
    public var acknowledgments: [String] = []
    /// Where the file is to be found (§2.5.2).
    public var canonical: [String] = []
    /// Where keys for encryption are (§2.5.4).
    public var encryption: [String] = []
    /// Vacant positions around security (§2.5.6).
    public var hiring: [String] = []
    /// What is asked of those who report (§2.5.7).
    public var policies: [String] = []
    /// Languages of reports, none before another; nil where none is named (§2.5.8).
    public var preferredLanguages: [String]?
    /// Metadata of CSAF providers (IANA's registry of fields; CSAF 2.0 §7.1.8).
    public var csaf: [String] = []
    /// Fields that are not known here, in their order.
    public var extensions: [Extension] = []
    /// What a cleartext signature frames; nil where the file has none.
    public internal(set) var framing: Framing?

    /// What every file must say.
    public init(contacts: [String], expires: Timestamp) {
        self.contacts = contacts
        self.expires = DateTime(expires)
    }

    /// A file is for people: 64 KiB are hundreds of times what real ones have.
    public static let byteLimit = 65_536
    /// 1 000 lines, each of which may be at fault; real ones have about ten.
    public static let lineLimit = 1_000

    /// Where it is found on a web server (§3).
    public static let path = "/.well-known/security.txt"
    /// As what it is served (§3).
    public static let mediaType = "text/plain; charset=utf-8"
}

extension SecurityTxt {
    /// A cleartext signature and what it is over (RFC 9580 §7); nothing of it is verified.
    public struct Framing: Sendable, Hashable {
        /// The names of hash functions in headers `Hash`.
        public let hashes: [String]
        /// The bytes that are signed: lines without white space at their ends, divided by CRLF.
        public let signedText: [UInt8]
        /// The armored signature, from its first line to its last.
        public let signature: String
    }
}
