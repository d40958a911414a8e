// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// What one recipient is sent of a bundle, as that recipient sees it.
package struct Delivery: Hashable, Sendable {
    package let id: DeliveryID
    package let bundle: BundleID
    package let madeAt: Instant
    /// What the recipient said last; nil before its first receipt.
    package let state: ReceiptKind?
    package let changedAt: Instant
    /// What is in it and what to do; nil once its case was erased.
    package let description: BundleDescription?
    /// SHA-256 of the container, which is what two persons signed.
    package let digest: [UInt8]
    /// SHA-256 of the encrypted container, which every seal is bound to.
    package let sealedDigest: [UInt8]
    package let sealedSizeBytes: Int64
    /// The content key, sealed to each of the recipient's keys in force.
    package let keys: [SealedContentKey]
    /// Whether the recipient has a key in force.
    package let hasKey: Bool

    /// What is to be done about it.
    package var step: DeliveryStep {
        if let state, state.isSettled { return .nothing }
        if keys.isEmpty { return hasKey ? .wait : .makeKey }
        switch state {
        case nil: return .pull
        case .delivered: return .open
        case .opened, .staged, .deferred: return .deploy
        case .deployed, .mitigated, .notAffected, .declined: return .nothing
        }
    }
}

/// A bundle's content key for one of the recipient's keys.
package struct SealedContentKey: Hashable, Sendable {
    package let key: RecipientKeyID
    package let seal: DeliverySeal.Sealed
}

/// What a recipient does next.
package enum DeliveryStep: String, Sendable, CaseIterable {
    case makeKey = "make-key"
    case wait
    case pull
    case open
    case deploy
    case nothing

    /// In one sentence.
    package var sentence: String {
        switch self {
        case .makeKey:
            """
            Make a key and register it: `clearinghouse recipient-key make`, then `register`. The \
            bundle is sealed to it at once.
            """
        case .wait: "It is being sealed to your key; look again in a moment."
        case .pull: "Fetch and open it: `clearinghouse delivery pull`."
        case .open: "It was fetched and not opened: pull it again with your private key."
        case .deploy: "Put the patch in force, or the workaround, and say so with a receipt."
        case .nothing: "You have answered."
        }
    }
}

/// One receipt, as its recipient reads it.
package struct Receipt: Hashable, Sendable {
    package let kind: ReceiptKind
    /// The recipient's own words; nobody else reads them.
    package let note: String?
    package let givenAt: Instant
}

/// A delivery with its history.
package struct DeliveryDetail: Hashable, Sendable {
    package let delivery: Delivery
    package let receipts: [Receipt]
}

extension Querying {
    /// The deliveries of the viewer's participant, the newest first.
    package func deliveries(
        viewer: Viewer,
        now: Instant,
        after: DeliveryID? = nil,
        limit: Int = 50
    ) throws -> [Delivery] {
        let bounded = min(max(limit, 1), Self.deliveriesPerPage)
        let seen = VisibilityRule.amongNewest(
            .delivery,
            in: "deliveries",
            to: viewer,
            now: now,
            before: after,
            limit: bounded
        )
        return try deliveries(
            "WHERE \(fragment: seen) ORDER BY id DESC LIMIT \(bounded)"
        )
    }

    /// One delivery; absent and somebody else's are one refusal.
    package func delivery(
        _ id: DeliveryID,
        viewer: Viewer,
        now: Instant
    ) throws -> DeliveryDetail {
        let found = try one(.delivery, id, in: "deliveries", to: viewer, now: now) {
            try deliveries("WHERE \(fragment: $0)")
        }
        return DeliveryDetail(delivery: found, receipts: try receipts(of: id))
    }

    /// Every receipt of a delivery in its order; the note is for the recipient alone.
    func receipts(of delivery: DeliveryID) throws -> [Receipt] {
        let participant: ParticipantID? = try first(
            "SELECT participant FROM deliveries WHERE id = \(delivery)"
        ) { try $0.read() }
        guard let participant else { return [] }
        return try all(
            """
            SELECT kind, given_at, note FROM receipts WHERE delivery = \(delivery) ORDER BY id
            """
        ) { row in
            let kind: ReceiptKind = try row.read()
            let givenAt: Instant = try row.read()
            let note = try row.read([UInt8]?.self)
                .flatMap { try open($0, for: Participant.scope(of: participant)) }
            return Receipt(
                kind: kind,
                note: note.map { String(decoding: $0, as: UTF8.self) },
                givenAt: givenAt
            )
        }
    }

    private func deliveries(_ condition: Statement) throws -> [Delivery] {
        let rows = try all(
            """
            SELECT id, bundle, participant, made_at, state, changed_at FROM deliveries
            \(fragment: condition)
            """
        ) { try DeliveryRow(&$0) }
        return try rows.compactMap { row in
            guard let bundle = try bundleRow(row.bundle, isOpened: true) else { return nil }
            return Delivery(
                id: row.id,
                bundle: row.bundle,
                madeAt: row.madeAt,
                state: row.state,
                changedAt: row.changedAt,
                description: bundle.bundle.description,
                digest: bundle.bundle.digest,
                sealedDigest: bundle.sealedDigest,
                sealedSizeBytes: bundle.bundle.sealedSizeBytes,
                keys: try sealedKeys(of: row.id),
                hasKey: try !sealingKeys(of: [row.participant]).isEmpty
            )
        }
    }

    private func sealedKeys(of delivery: DeliveryID) throws -> [SealedContentKey] {
        try all(
            """
            SELECT recipient_key, encapsulated, sealed FROM delivery_keys
            WHERE delivery = \(delivery) ORDER BY recipient_key
            """
        ) { row in
            let key: RecipientKeyID = try row.read()
            let encapsulated: [UInt8] = try row.read()
            let sealed: [UInt8] = try row.read()
            return SealedContentKey(
                key: key,
                seal: DeliverySeal.Sealed(encapsulated: encapsulated, sealed: sealed)
            )
        }
    }
}

/// A delivery's row.
struct DeliveryRow: Sendable {
    let id: DeliveryID
    let bundle: BundleID
    let participant: ParticipantID
    let madeAt: Instant
    let state: ReceiptKind?
    let changedAt: Instant

    init(_ row: inout Row) throws {
        id = try row.read()
        bundle = try row.read()
        participant = try row.read()
        madeAt = try row.read()
        state = try row.read()
        changedAt = try row.read()
    }
}
