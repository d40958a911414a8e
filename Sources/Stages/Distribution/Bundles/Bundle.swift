// SPDX-License-Identifier: Apache-2.0

package import Access
package import Coordination
package import Prioritization
package import Store

/// Where a bundle stands.
package enum BundleState: String, Sendable, CaseIterable, SQLConvertible {
    /// Waits for its signatures and its moment.
    case prepared
    case released
    /// The moment came and two signatures were not there; nothing was released.
    case lapsed
}

/// What operators get of one case, as those see it who prepare and release it.
package struct Bundle: Hashable, Sendable {
    package let id: BundleID
    package let caseID: CaseID
    package let vulnerability: VulnerabilityID
    package let owner: ParticipantID
    /// Nil once its case was erased, and where it was not asked for.
    package let description: BundleDescription?
    /// SHA-256 of the container: what is signed.
    package let digest: [UInt8]
    package let sealedSizeBytes: Int64
    package let moment: Instant
    package let state: BundleState
    package let preparedAt: Instant
    package let releasedAt: Instant?
}

/// A bundle's row with what only the stage itself uses.
struct BundleRow: Sendable {
    let bundle: Bundle
    let blob: BlobAddress
    let sealedDigest: [UInt8]
    /// Sealed for the case.
    let contentKey: [UInt8]

    static let selection: Statement = """
        SELECT id, case_id, vulnerability, owner, description, digest, sealed_size, moment, state,
            prepared_at, released_at, blob, sealed_digest, content_key FROM bundles
        """

    /// With its description opened, or without: a command opens nothing that it does not need.
    init(_ row: inout Row, from tables: some Querying, isOpened: Bool) throws {
        let id: BundleID = try row.read()
        let caseID: CaseID = try row.read()
        let vulnerability: VulnerabilityID = try row.read()
        let owner: ParticipantID = try row.read()
        let sealed: [UInt8] = try row.read()
        let text = isOpened ? try tables.open(sealed, for: SealingScope(caseID)) : nil
        bundle = Bundle(
            id: id,
            caseID: caseID,
            vulnerability: vulnerability,
            owner: owner,
            description: text.flatMap(BundleDescription.init(bytes:)),
            digest: try row.read(),
            sealedSizeBytes: try row.read(),
            moment: try row.read(),
            state: try row.read(),
            preparedAt: try row.read(),
            releasedAt: try row.read()
        )
        blob = try row.read()
        sealedDigest = try row.read()
        contentKey = try row.read()
    }
}

extension Querying {
    /// One bundle's row whoever asks: for the stage's own work.
    func bundleRow(_ id: BundleID, isOpened: Bool = false) throws -> BundleRow? {
        try bundleRows("WHERE id = \(id)", isOpened: isOpened).first
    }

    func bundleRows(_ condition: Statement, isOpened: Bool) throws -> [BundleRow] {
        try all("\(fragment: BundleRow.selection) \(fragment: condition)") {
            try BundleRow(&$0, from: self, isOpened: isOpened)
        }
    }
}

extension EntryKind {
    package static let bundlePrepared = EntryKind("bundle.prepared")
    package static let bundleSigned = EntryKind("bundle.signed")
    package static let bundleUnsigned = EntryKind("bundle.signature-withdrawn")
    package static let bundleReleased = EntryKind("bundle.released")
    package static let bundleLapsed = EntryKind("bundle.lapsed")
    package static let deliveryMade = EntryKind("delivery.made")
    package static let deliveryFetched = EntryKind("delivery.fetched")
    package static let receiptGiven = EntryKind("delivery.receipt")
}
