// SPDX-License-Identifier: Apache-2.0
import Scanning

extension FuzzTarget {
    /// A scope's canonical form reads as that scope; of two, the one on a line each, overlap is
    /// symmetric, and what contains overlaps.
    static let scope = FuzzTarget(name: "scope") { bytes in
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
        let scopes = lines.compactMap { try? Scope(parsing: String(decoding: $0, as: UTF8.self)) }
        for scope in scopes {
            guard (try? Scope(parsing: scope.text)) == scope else { return "reads as another" }
            guard scope.overlaps(scope) else { return "does not overlap with itself" }
        }
        guard let left = scopes.first, let right = scopes.last else { return nil }
        guard left.overlaps(right) == right.overlaps(left) else { return "overlaps on one side" }
        return left.contains(right) && !left.overlaps(right) ? "contains without overlap" : nil
    }
}
