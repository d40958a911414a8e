// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Participants
import Prioritization
package import Store

/// What happens at the release moment and after it, beside the writer's thread.
///
/// Each job can run again, in another process and later than meant: what was done is not doubled.
package enum ReleaseJobs {
    static let releaseJob: StaticString = "distribution.release"
    static let sealingJob: StaticString = "distribution.seal"

    /// Seals worked out without a pause: about a tenth of a second of one thread.
    static let sealsAtOnce = 500
    /// Seals written by one command, and looked up for it.
    static let sealsPerCommand = 2_000

    /// The handlers of this stage's jobs.
    package static func handlers(in store: Store) -> [String: JobRunner.Handler] {
        [
            releaseJob.description: { try await release(BundleID($0.subject), in: store) },
            sealingJob.description: { try await sealMissing($0.subject, in: store) },
        ]
    }

    /// Releases a bundle whose moment has come, or says that two had not signed.
    package static func release(_ bundle: BundleID, in store: Store) async throws {
        let found = try await store.read { tables -> (BundleRow, [UInt8]?, [SealingKey])? in
            guard let row = try tables.bundleRow(bundle), row.bundle.state == .prepared else {
                return nil
            }
            let scope = SealingScope(row.bundle.caseID)
            let recipients = try tables.recipients(of: row.bundle)
            return (
                row, try tables.open(row.contentKey, for: scope),
                try tables.sealingKeys(of: recipients)
            )
        }
        // Released before, or its case was erased: nothing is left to do.
        guard let (row, opened, keys) = found, let contentKey = opened else { return }
        let seals = try await seals(
            keys.map { SealTask(key: $0, bundle: row, contentKey: contentKey) },
            in: store
        )
        let release = ReleaseBundle(
            bundle: bundle,
            caseID: row.bundle.caseID,
            vulnerability: row.bundle.vulnerability,
            seals: Dictionary(
                seals.map { ($0.task.key.id, $0.seal) },
                uniquingKeysWith: { first, _ in first }
            )
        )
        do {
            _ = try await store.submit(release, by: .system)
        } catch let refusal as Refusal where refusal.code == Refusal.unsignedCode {
            _ = try await store.submit(LapseBundle(row.bundle), by: .system)
        }
    }

    /// Seals what was released to keys that came after it: of one participant, or of one bundle.
    static func sealMissing(_ subject: ID<AnyThing>, in store: Store) async throws {
        while true {
            let tasks = try await store.read { try $0.missingSeals(of: subject) }
            guard !tasks.isEmpty else { return }
            let seals = try await seals(tasks, in: store)
            _ = try await store.submit(AddSeals(seals: seals), by: .system)
        }
    }

    private static func seals(_ tasks: [SealTask], in store: Store) async throws -> [MadeSeal] {
        var made: [MadeSeal] = []
        for page in tasks.pages(of: sealsAtOnce) {
            made += try await store.blocking { try page.map { try $0.made() } }
        }
        return made
    }
}

/// One seal to be made.
struct SealTask: Sendable {
    let key: SealingKey
    let bundle: BundleRow
    let contentKey: [UInt8]
    /// The delivery that it belongs to, where that is there already.
    var delivery: DeliveryID?

    func made() throws -> MadeSeal {
        let seal = try DeliverySeal.seal(
            contentKey,
            to: key.publicKey,
            key: key.id,
            bundle: bundle.bundle.id,
            sealedDigest: bundle.sealedDigest
        )
        return MadeSeal(task: self, seal: seal)
    }
}

/// One seal that was made.
struct MadeSeal: Sendable {
    let task: SealTask
    let seal: DeliverySeal.Sealed
}

extension Querying {
    /// Who gets a bundle: operators that are affected, and those who are on the case.
    ///
    /// Never rendered to anybody (ORDER C2, C6).
    func recipients(of bundle: Bundle) throws -> [ParticipantID] {
        let affected = try affected(by: bundle.vulnerability).map(\.participant)
        let members = try caseForSystem(bundle.caseID)?.members
            .filter { $0.isCurrent && $0.roles.contains(.operator) }.map(\.participant)
        let all = Set(affected + (members ?? [])).sorted()
        let active = try activeParticipants(among: all)
        return all.filter(active.contains)
    }

    /// Seals that are not there yet, of released bundles, for a participant or for a bundle.
    func missingSeals(of subject: ID<AnyThing>) throws -> [SealTask] {
        let missing = try all(
            """
            SELECT deliveries.id, deliveries.bundle, recipient_keys.id,
                recipient_keys.participant, recipient_keys.public_key
            FROM deliveries
            JOIN recipient_keys ON recipient_keys.participant = deliveries.participant
            WHERE recipient_keys.revoked_at IS NULL
                AND (deliveries.participant = \(subject) OR deliveries.bundle = \(subject))
                AND NOT EXISTS (SELECT 1 FROM delivery_keys
                    WHERE delivery_keys.delivery = deliveries.id
                        AND delivery_keys.recipient_key = recipient_keys.id)
            ORDER BY deliveries.id LIMIT \(ReleaseJobs.sealsPerCommand)
            """
        ) { row in
            let delivery: DeliveryID = try row.read()
            let bundle: BundleID = try row.read()
            let key: RecipientKeyID = try row.read()
            let participant: ParticipantID = try row.read()
            let publicKey = RecipientPublicKey(stored: try row.read())
            return (delivery, bundle, SealingKey(key, participant, publicKey))
        }
        var bundles: [BundleID: (BundleRow, [UInt8])] = [:]
        for bundle in Set(missing.map(\.1)) {
            guard let row = try bundleRow(bundle),
                let key = try open(row.contentKey, for: SealingScope(row.bundle.caseID))
            else { continue }
            bundles[bundle] = (row, key)
        }
        return missing.compactMap { delivery, bundle, key in
            guard let (row, contentKey) = bundles[bundle] else { return nil }
            return SealTask(key: key, bundle: row, contentKey: contentKey, delivery: delivery)
        }
    }
}

/// Keeps seals that were made after the release.
struct AddSeals: Command {
    let seals: [MadeSeal]

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        for made in seals {
            guard let delivery = made.task.delivery else { continue }
            try transaction.add(made.seal, for: made.task.key.id, to: delivery)
        }
        return Done()
    }
}

extension Transaction {
    /// Keeps a content key for one key of a recipient, unless that key has ended since.
    func add(
        _ seal: DeliverySeal.Sealed,
        for key: RecipientKeyID,
        to delivery: DeliveryID
    ) throws {
        try run(
            """
            INSERT INTO delivery_keys (delivery, recipient_key, encapsulated, sealed)
            SELECT \(delivery), id, \(seal.encapsulated), \(seal.sealed) FROM recipient_keys
            WHERE id = \(key) AND revoked_at IS NULL
            ON CONFLICT (delivery, recipient_key) DO NOTHING
            """
        )
    }
}
