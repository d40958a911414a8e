// SPDX-License-Identifier: Apache-2.0

import Scanning
import Store
import Synchronization

/// Documents that everybody reads, kept while nothing was written, so that asking without rest
/// costs the store nothing.
final class KeptDocuments: Sendable {
    /// How long one is kept, in seconds: rules end by the clock, too.
    static let seconds: Int64 = 30
    /// Documents kept at most.
    static let limit = 8

    /// A document's bytes with what is said of them.
    struct Kept: Sendable {
        let bytes: [UInt8]
        let tag: String
        let changed: Instant?
        fileprivate let position: Position
        fileprivate let made: Instant

        init(
            _ bytes: [UInt8],
            tag: String,
            changed: Instant?,
            at position: Position,
            _ now: Instant
        ) {
            self.bytes = bytes
            self.tag = tag
            self.changed = changed
            self.position = position
            made = now
        }
    }

    private let documents = Mutex<[ScanRuleID?: Kept]>([:])

    /// The document after a rule as it was made not long ago, where nothing was written since.
    func document(after rule: ScanRuleID?, at position: Position, _ now: Instant) -> Kept? {
        documents.withLock { documents in
            guard let kept = documents[rule], kept.position == position,
                kept.made <= now, now < kept.made.adding(seconds: Self.seconds)
            else { return nil }
            return kept
        }
    }

    /// Keeps one, in place of all others where there are too many.
    func keep(_ kept: Kept, after rule: ScanRuleID?) {
        documents.withLock { documents in
            if documents.count >= Self.limit { documents.removeAll() }
            documents[rule] = kept
        }
    }
}
