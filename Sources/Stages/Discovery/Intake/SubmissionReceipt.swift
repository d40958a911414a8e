// SPDX-License-Identifier: Apache-2.0

import Crypto
import Store

/// The answer to a report, by which it can be followed without an account: 128 random bits.
///
/// Only its digest is stored. It says what became of the report, and nothing of what others found.
package struct SubmissionReceipt: Hashable, Sendable {
    private static let prefix = "SUB-"
    private static let byteCount = 16

    private let bytes: [UInt8]

    /// A new one; chance is the caller's.
    package init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Reads what `text` writes; nil for every other text.
    package init?(_ text: String) {
        let utf8 = Array(text.utf8)
        guard utf8.count == Self.prefix.utf8.count + Self.byteCount * 2,
            utf8.starts(with: Self.prefix.utf8)
        else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: Self.prefix.utf8.count, to: utf8.count, by: 2) {
            let digits = utf8[start...start + 1]
            guard digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
                let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(byte)
        }
        self.bytes = bytes
    }

    /// What the finder keeps: `SUB-` and 32 hexadecimal digits.
    package var text: String { Self.prefix + bytes.hexadecimal }

    /// SHA-256 of its bits: enough to find it again, of no use to whoever reads the database.
    package var digest: [UInt8] { Array(SHA256.hash(data: bytes)) }
}

extension SubmissionReceipt: CustomStringConvertible {
    /// Never the receipt itself, so that no log holds it (RULES D3).
    package var description: String { "SubmissionReceipt" }
}
