// SPDX-License-Identifier: Apache-2.0

import Access
import Store

extension Querying {
    /// The most rows that one page of a list of this stage holds.
    static var rowsPerPage: Int { 100 }

    /// How many rows of those asked for a page holds.
    func bounded(_ limit: Int) -> Int { min(max(limit, 1), Self.rowsPerPage) }

    /// The newest things of a kind that the viewer may see, out of rows by a condition; `after` is
    /// the last id of the page before.
    func newest<Kind, Found>(
        _ kind: ThingKind,
        in table: Statement,
        to viewer: Viewer,
        now: Instant,
        after: ID<Kind>?,
        limit: Int,
        _ rows: (Statement, Int) throws -> [Found]
    ) throws -> [Found] {
        let limit = bounded(limit)
        let seen = VisibilityRule.amongNewest(
            kind,
            in: table,
            to: viewer,
            now: now,
            before: after,
            limit: limit
        )
        return try rows(seen, limit)
    }

    /// Words that were sealed; nil where there are none, or their key is erased.
    ///
    /// What many may read is under the clearinghouse's own key.
    func openWords(_ sealed: [UInt8]?, for scope: SealingScope = .house) throws -> String? {
        try sealed.flatMap { try open($0, for: scope) }.map { String(decoding: $0, as: UTF8.self) }
    }
}

extension Transaction {
    /// Seals words, as ``Querying/openWords(_:for:)`` opens them.
    func sealWords(_ words: String?, for scope: SealingScope = .house) throws -> [UInt8]? {
        try words.map { try seal(Array($0.utf8), for: scope) }
    }
}
