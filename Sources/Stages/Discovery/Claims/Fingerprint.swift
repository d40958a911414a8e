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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.usualBytes)
        Self.append("clearinghouse-fingerprint", to: &bytes)
        Self.append(scheme.rawValue, to: &bytes)
        for component in components { Self.append(component, to: &bytes) }
        self.init(scheme: scheme, value: Array(SHA256.hash(data: bytes)))
    }

    /// 512: nearly all components together are shorter.
    private static let usualBytes = 512

    private static func append(_ component: String, to bytes: inout [UInt8]) {
        let text = component.utf8
        let count = UInt32(truncatingIfNeeded: text.count)
        withUnsafeBytes(of: count.bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: text)
    }

    /// In lower-case hexadecimal digits.
    package var text: String { value.hexadecimal }
}
