// SPDX-License-Identifier: Apache-2.0

import Store

extension ScopeKey {
    /// The first bytes after all keys that begin with this one.
    var upperBytes: [UInt8] {
        var upper = bytes
        let rest = (8 - bits % 8) % 8
        // A key begins with its kind's tag, which is far below 255: the carry ends there.
        var carry = UInt16(1) << UInt16(rest)
        for index in upper.indices.reversed() where carry > 0 {
            let sum = UInt16(upper[index]) + carry
            upper[index] = UInt8(truncatingIfNeeded: sum)
            carry = sum >> 8
        }
        return upper
    }

    /// The bytes of every key that this one begins with and that a scope can have, its own last.
    ///
    /// Keys of several lengths may share them, so that `bits` has to be asked, too.
    var beginnings: [[UInt8]] {
        var found: [[UInt8]] = []
        if bytes[0] == Self.networkTag4 || bytes[0] == Self.networkTag6 {
            for length in 8...bits {
                let beginning = ScopeKey(tag: bytes[0], bytes.dropFirst(), bits: length - 8)
                if found.last != beginning.bytes { found.append(beginning.bytes) }
            }
        } else {
            // All below a text stands under the seven bits that end and separator share.
            for index in bytes.indices.dropFirst() where bytes[index] <= Self.separator {
                found.append(Array(bytes[..<index]) + [Self.end])
            }
            if found.last != bytes { found.append(bytes) }
        }
        return found
    }
}

/// The two columns in which a row keeps its scope's key: `scope_key` in bytes, indexed together
/// with `scope_bits`, the key's length.
///
/// A row is found by its key alone: what the key does not say (ports, versions, paths) is asked of
/// the scope itself, with `overlaps` or `contains`.
struct ScopeColumns {
    let key: Statement
    let bits: Statement

    /// The columns of a table that is named in the statement, or of the only one.
    init(key: Statement = "scope_key", bits: Statement = "scope_bits") {
        self.key = key
        self.bits = bits
    }

    /// Holds for rows whose scope may contain this one.
    func contain(_ scope: Scope) -> Statement {
        """
        (\(fragment: key) IN (\(each: scope.key.beginnings))
            AND \(fragment: bits) <= \(scope.key.bits))
        """
    }

    /// Holds for rows whose scope this one may contain.
    func areWithin(_ scope: Scope) -> Statement {
        """
        (\(fragment: key) >= \(scope.key.bytes) AND \(fragment: key) < \(scope.key.upperBytes)
            AND \(fragment: bits) >= \(scope.key.bits))
        """
    }

    /// Holds for rows whose scope may overlap this one.
    func meet(_ scope: Scope) -> Statement {
        "(\(fragment: contain(scope)) OR \(fragment: areWithin(scope)))"
    }
}
