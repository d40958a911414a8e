// SPDX-License-Identifier: Apache-2.0

import Crypto
import Store

/// How a fingerprint is made; the number rises when the making changes, so that old ones stay what
/// they were.
package enum FingerprintScheme: String, Sendable, CaseIterable, SQLConvertible {
    /// Package, function and weakness; the file too where the function's name is generic.
    case symbolWeakness = "symbol-weakness/1"
    /// Package, tool, rule and one of the tool's own partial fingerprints.
    case toolPartial = "tool-partial/1"
    /// Package, file with its folder, and weakness: says "look at both", never "the same".
    case fileWeakness = "file-weakness/1"

    /// Whether two findings with the same value are one.
    package var isEquality: Bool {
        switch self {
        case .symbolWeakness, .toolPartial: true
        case .fileWeakness: false
        }
    }
}

/// A key under which equal findings collide: SHA-256 over components, each with its length before
/// it.
///
/// No line number is a part of any: lines move with every edit above them.
package struct Fingerprint: Hashable, Sendable {
    package let scheme: FingerprintScheme
    /// 32 bytes.
    package let value: [UInt8]

    package init(scheme: FingerprintScheme, value: [UInt8]) {
        self.scheme = scheme
        self.value = value
    }

    /// Hashes the components under the scheme's name.
    init(_ scheme: FingerprintScheme, of components: [String]) {
        var hash = SHA256()
        for component in ["clearinghouse-fingerprint", scheme.rawValue] + components {
            let bytes = Array(component.utf8)
            let count = UInt32(truncatingIfNeeded: bytes.count)
            hash.update(data: (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) })
            hash.update(data: bytes)
        }
        self.init(scheme: scheme, value: Array(hash.finalize()))
    }

    /// In lower-case hexadecimal digits.
    package var text: String { value.hexadecimal }
}
