// SPDX-License-Identifier: Apache-2.0

/// What a scan looks at, in one of six kinds; docs/reference/scopes.md has their texts.
///
/// Two scopes overlap when they have a thing in common that can be scanned, as far as their texts
/// tell; where they do not (two Git ranges without their history), they do, so that advice errs
/// towards telling. The relation is symmetric, and what contains also overlaps.
package struct Scope: Hashable, Sendable {
    /// Scopes in one intent at most: more is a plan for several scans.
    package static let limit = 64
    /// The longest scope, in UTF-8 bytes.
    package static let maximumBytes = 1_024
    /// Steps of comparing what keys do not say, for all of one request: some milliseconds.
    static let workLimit = 200_000
    /// Those of two scopes that are compared by themselves.
    static let pairWork = 50_000

    /// What kinds of things are scanned.
    package enum Kind: String, Sendable, CaseIterable {
        /// Addresses of IPv4 or IPv6 by prefix, with or without ports.
        case network
        /// A DNS name, with or without what is below it.
        case name
        /// A service or a model's endpoint, by the beginning of its URL.
        case service
        /// A package, with or without versions.
        case package
        /// A source repository, with or without a revision and paths.
        case source
        /// Products by their CPE 2.3 name.
        case platform

        /// Whether only its owner can say that it may be scanned.
        var needsOwner: Bool {
            switch self {
            case .network, .name, .service: true
            case .package, .source, .platform: false
            }
        }
    }

    package let kind: Kind
    /// What two scopes have in common from the front if they overlap.
    let key: ScopeKey
    /// What the key does not say.
    let residue: ScopeResidue?
    /// The canonical form, as it is shown; reading it gives the same scope.
    package let text: String

    init(_ kind: Kind, key: ScopeKey, residue: ScopeResidue? = nil, text: String) {
        self.kind = kind
        self.key = key
        self.residue = residue
        self.text = text
    }

    /// Whether a scan of the one is also a scan of a part of the other.
    package func overlaps(_ other: Scope) -> Bool {
        var work = Self.pairWork
        return overlaps(other, work: &work)
    }

    /// The same; takes from `work` what it cost, in small steps, and says yes when nothing is left.
    func overlaps(_ other: Scope, work: inout Int) -> Bool {
        key.meets(other.key) && ScopeResidue.meet(residue, other.residue, work: &work)
    }

    /// Reads a scope and brings it into its canonical form, which reads as the same scope.
    package init(parsing text: String) throws(Fault) {
        try self.init(reading: text)
        // What is kept is its text: where that said something else, nobody could read it again.
        if self.text != text {
            guard try Scope(reading: self.text) == self else { throw .notATarget }
        }
    }

    private init(reading text: String) throws(Fault) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= Self.maximumBytes else { throw .tooLong }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw .notATarget }
        if let rest = text.after("pkg:") {
            try self.init(package: text, rest)
        } else if let rest = text.after("cpe:") {
            try self.init(platform: text, rest)
        } else if let rest = text.after("dns:") {
            try self.init(name: rest)
        } else if let rest = text.after("service:") {
            try self.init(service: rest)
        } else if Self.looksLikeNetwork(text) {
            try self.init(network: text)
        } else {
            try self.init(source: text)
        }
        guard self.text.utf8.count <= Self.maximumBytes else { throw .tooLong }
    }
}

extension String {
    /// What follows a prefix, which may be written in capitals.
    func after(_ prefix: String) -> Substring? {
        guard utf8.count > prefix.utf8.count,
            zip(utf8, prefix.utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
        else { return nil }
        return self[utf8.index(startIndex, offsetBy: prefix.utf8.count)...]
    }
}
