// SPDX-License-Identifier: Apache-2.0

package import Access
package import Coordination
import Participants
import Prioritization
package import Store
import StrictJSON

/// Keeps a bundle that was put together and encrypted before: the command only writes rows.
package struct PrepareBundle: Command {
    package let viewer: Viewer
    package let id: BundleID
    package let caseID: CaseID
    let sealed: PreparedBundle

    package var scopes: [SealingScope] { [SealingScope(caseID)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .prepareBundle, on: caseID, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> BundleID {
        guard let record = try transaction.caseForSystem(caseID) else { throw Refusal.notFound }
        try record.requireReleaseSide(viewer, at: transaction.now)
        let moment = sealed.description.moment
        // The clock has gone on while the files were read.
        guard moment > transaction.now else { throw Refusal.momentPassed }
        let count: Int? = try transaction.first(
            "SELECT COUNT(*) FROM bundles WHERE case_id = \(caseID)"
        ) { try $0.read() }
        guard count ?? 0 < BundleLimit.ofCase else { throw Refusal.tooManyBundles }
        try transaction.keep(blob: sealed.blob.address, for: id)
        try insert(in: transaction)
        try mark(record, in: transaction)
        try transaction.append(
            EntryDraft(
                .bundlePrepared,
                subject: id,
                body: [
                    "digest": .string(sealed.digest.hexadecimal),
                    "moment": .string(moment.description),
                ],
                scope: SealingScope(caseID)
            )
        )
        try transaction.enqueue(
            JobDraft(kind: ReleaseJobs.releaseJob, subject: id, notBefore: moment)
        )
        return id
    }

    private func insert(in transaction: any Transaction) throws {
        let scope = SealingScope(caseID)
        let text = JSONValue.object(sealed.description.json).serialized()
        let description = try transaction.seal(text, for: scope)
        let contentKey = try transaction.seal(sealed.contentKey, for: scope)
        try transaction.run(
            """
            INSERT INTO bundles (id, case_id, vulnerability, owner, description, digest,
                sealed_digest, sealed_size, blob, content_key, moment, state, prepared_at)
            VALUES (\(id), \(caseID), \(sealed.description.vulnerability),
                \(viewer.participant), \(description), \(sealed.digest), \(sealed.sealedDigest),
                \(sealed.blob.sizeBytes), \(sealed.blob.address), \(contentKey),
                \(sealed.description.moment), \(BundleState.prepared), \(transaction.now))
            """
        )
    }

    /// It is for those on the case who make and coordinate the patch, and keep its terms; operators
    /// get theirs at the moment, and finders the advisory.
    private func mark(_ record: CaseRecord, in transaction: any Transaction) throws {
        guard let source = try transaction.marking(of: ID(caseID)) else { throw Refusal.notFound }
        let circle = source.audience.union(source.owner.map { [$0] } ?? [])
        let sides = record.members
            .filter { !$0.roles.isDisjoint(with: [.supplier, .coordinator]) }.map(\.participant)
            .filter(record.readers(at: transaction.now).contains)
        try transaction.mark(
            Marking(
                thing: ID(id),
                kind: .bundle,
                owner: source.owner,
                tlp: min(source.tlp, .amberStrict),
                audience: Set(sides).intersection(circle),
                embargoUntil: source.embargoUntil
            ),
            from: [source]
        )
    }
}

/// A bundle put together, encrypted and stored, but not kept yet.
struct PreparedBundle: Sendable {
    let description: BundleDescription
    /// SHA-256 of the container.
    let digest: [UInt8]
    let contentKey: [UInt8]
    /// SHA-256 of the encrypted container.
    let sealedDigest: [UInt8]
    let blob: BlobReceipt
}

extension Refusal {
    static let noReleaseSide = Refusal(
        .conflict,
        code: "not-a-release-side",
        detail: """
            A bundle is prepared and signed by the supplier on the case and by who coordinates \
            it; your participant is neither.
            """
    )
    static let momentPassed = Refusal(
        .gone,
        code: "release-moment-passed",
        detail: "The release moment has passed. Prepare the bundle again with a later one."
    )
    static let tooManyBundles = Refusal(
        .limit,
        code: "too-many-bundles",
        detail: "A case has at most \(BundleLimit.ofCase) bundles."
    )
}
