// SPDX-License-Identifier: Apache-2.0

import Crypto
import Store

/// A bearer secret of 256 random bits: a token, a sign-in link or a session.
///
/// Its text is `<prefix>_` and 72 hexadecimal digits: the bits, then a checksum, so that a scanner
/// for leaked secrets finds it (`chk_[0-9a-f]{72}`) and tells it from look-alikes, and a mistyped
/// one is refused without a look into the database. Only its digest is ever stored; it never prints
/// itself.
package struct Secret: Sendable {
    /// What it opens; the word is the text's prefix, so one cannot stand for another.
    package enum Purpose: String, Sendable, CaseIterable {
        /// Bearer of the machine interface.
        case token = "chk"
        /// Cookie of the pages.
        case session = "chs"
        /// The link by which a person signs in.
        case signInLink = "chl"
    }

    /// 256 bits in bytes: out of reach of guessing, also for everybody's secrets at once.
    private static let byteCount = 32
    /// Bytes of the checksum: one mistyped text in four thousand million slips through, and is then
    /// unknown.
    private static let checksumBytes = 4

    package let purpose: Purpose
    /// The whole text, for the one moment in which it is handed over.
    package let text: String

    /// A new secret; outside a command, from the system's secure generator (RULES S1).
    package init(_ purpose: Purpose, using generator: inout some RandomNumberGenerator) {
        let bytes = (0..<Self.byteCount).map { _ in
            UInt8.random(in: .min ... .max, using: &generator)
        }
        self.purpose = purpose
        text = Self.sealed(purpose.rawValue + "_" + bytes.hexadecimal)
    }

    /// Reads what somebody sent; nil for everything that was never given out in this form.
    package init?(_ purpose: Purpose, text: String) {
        let prefix = purpose.rawValue + "_"
        let digits = 2 * (Self.byteCount + Self.checksumBytes)
        guard text.utf8.count == prefix.utf8.count + digits, text.hasPrefix(prefix) else {
            return nil
        }
        let body = String(text.dropLast(2 * Self.checksumBytes))
        guard Self.sealed(body) == text else { return nil }
        self.purpose = purpose
        self.text = text
    }

    /// SHA-256 of the text: what is stored and looked up, so that a lookup's time tells nothing of
    /// the secret.
    package var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// What a form of a signed-in page must bring back beside the cookie (RULES D2).
    package var formToken: String {
        Array(SHA256.hash(data: Array(("form:" + text).utf8))).hexadecimal
    }

    private static func sealed(_ body: String) -> String {
        body + Array(SHA256.hash(data: Array(body.utf8)).prefix(checksumBytes)).hexadecimal
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The prefix only: a secret that is printed by mistake stays one.
    package var description: String { purpose.rawValue + "_…" }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: ["purpose": purpose]) }
}
