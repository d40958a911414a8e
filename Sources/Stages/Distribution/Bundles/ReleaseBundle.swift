// SPDX-License-Identifier: Apache-2.0

import Access
package import Coordination
import Participants
package import Prioritization
package import Store
import StrictJSON

/// Releases a bundle to all its recipients at one moment; by the clearinghouse itself, once.
///
/// Who they are is worked out here, inside the transaction; the seals were made before it (RULES
/// S1). A recipient that came since then, or has no key, gets its delivery all the same, and its
/// seal as soon as it has a key.
package struct ReleaseBundle: Command {
    package let bundle: BundleID
    package let caseID: CaseID
    package let vulnerability: VulnerabilityID
    let seals: [RecipientKeyID: DeliverySeal.Sealed]

    package init(
        bundle: BundleID,
        caseID: CaseID,
        vulnerability: VulnerabilityID,
        seals: [RecipientKeyID: DeliverySeal.Sealed]
    ) {
        self.bundle = bundle
        self.caseID = caseID
        self.vulnerability = vulnerability
        self.seals = seals
    }

    package var scopes: [SealingScope] { [SealingScope(caseID)] }

    package func authorize(in transaction: any Transaction) throws {
        guard transaction.actor == .system else { throw Refusal.forbidden }
    }

    package func perform(in transaction: any Transaction) throws -> Done {
        guard let row = try transaction.bundleRow(bundle) else { throw Refusal.notFound }
        let now = transaction.now
        // Two workers, or one after a restart: the first has done it.
        guard row.bundle.state != .released else { return Done() }
        guard row.bundle.state == .prepared else { throw Refusal.bundleLapsed }
        guard now >= row.bundle.moment else { throw Refusal.beforeMoment(row.bundle.moment) }
        let rule = try transaction.releaseRule(of: row.bundle)
        guard rule.releases(at: now) else { throw Refusal.unsigned(rule) }
        let recipients = try transaction.recipients(of: row.bundle)
        try deliver(to: recipients, in: transaction)
        try transaction.run(
            """
            UPDATE bundles SET state = \(BundleState.released), released_at = \(now)
            WHERE id = \(bundle)
            """
        )
        // How many got it would tell who did, where few are affected (ORDER C6).
        try transaction.append(
            EntryDraft(
                .bundleReleased,
                subject: bundle,
                body: [
                    "digest": .string(row.bundle.digest.hexadecimal),
                    "moment": .string(row.bundle.moment.description),
                ],
                scope: SealingScope(caseID)
            )
        )
        try transaction.exitEmbargo(of: caseID)
        try transaction.enqueue(JobDraft(kind: ReleaseJobs.sealingJob, subject: bundle))
        return Done()
    }

    private func deliver(to recipients: [ParticipantID], in transaction: any Transaction) throws {
        let keys = Dictionary(
            grouping: try transaction.sealingKeys(of: recipients),
            by: \.participant
        )
        for recipient in recipients {
            let delivery = transaction.newID(DeliveryMark.self)
            try transaction.run(
                """
                INSERT INTO deliveries (id, bundle, participant, made_at, changed_at)
                VALUES (\(delivery), \(bundle), \(recipient), \(transaction.now),
                    \(transaction.now))
                """
            )
            try transaction.mark(
                Marking(thing: ID(delivery), kind: .delivery, owner: recipient, tlp: .amberStrict)
            )
            for key in keys[recipient] ?? [] {
                guard let seal = seals[key.id] else { continue }
                try transaction.add(seal, for: key.id, to: delivery)
            }
            try transaction.append(
                EntryDraft(
                    .deliveryMade,
                    subject: delivery,
                    body: ["bundle": .string(bundle.description)]
                )
            )
            try transaction.tell(recipient, of: vulnerability)
        }
    }
}

/// Ends a bundle whose moment came without two signatures; nothing of it is released.
struct LapseBundle: Command {
    let bundle: Bundle

    init(_ bundle: Bundle) {
        self.bundle = bundle
    }

    var scopes: [SealingScope] { [SealingScope(bundle.caseID)] }

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        let changed = try transaction.change(
            """
            UPDATE bundles SET state = \(BundleState.lapsed)
            WHERE id = \(bundle.id) AND state = \(BundleState.prepared)
            """
        )
        guard changed > 0 else { return Done() }
        try transaction.append(
            EntryDraft(
                .bundleLapsed,
                subject: bundle.id,
                body: [:],
                scope: SealingScope(bundle.caseID)
            )
        )
        return Done()
    }
}

extension Refusal {
    static let unsignedCode = "release-not-signed"

    /// What a release lacks, in words.
    static func unsigned(_ rule: TwoPersonRule) -> Refusal {
        Refusal(.conflict, code: unsignedCode, detail: rule.sentence)
    }

    static func beforeMoment(_ moment: Instant) -> Refusal {
        Refusal(
            .conflict,
            code: "before-release-moment",
            detail: "It is released to all at \(moment), and to nobody before."
        )
    }

    static let bundleLapsed = Refusal(
        .gone,
        code: "bundle-lapsed",
        detail: """
            Its moment came without two signatures, so nothing was released. Prepare it again \
            with a new moment, and let both sign before that.
            """
    )
}
