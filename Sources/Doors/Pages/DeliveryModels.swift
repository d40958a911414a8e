// SPDX-License-Identifier: Apache-2.0

import Distribution
import Store

/// What was released to the viewer's participant, and its keys.
struct DeliveryListPage: Sendable {
    /// Rows of one page: a screen.
    static let rows = 50
    /// Keys that are shown: those in force, and the last that ended.
    static let keys = 20

    /// One delivery.
    struct Row: Sendable {
        let id: String
        let title: String
        let package: String
        let at: String
        let atText: String
        let state: String
        let step: String
    }

    /// One key.
    struct Key: Sendable {
        let fingerprint: String
        let name: String
        let atText: String
        let ended: String
    }

    let frame: PageFrame
    let todo: Todo
    let deliveries: [Row]
    let hasDeliveries: Bool
    let next: String?
    let keys: [Key]
    let hasKeys: Bool
    let canKeep: Bool
    let faults: [String]
    let hasFaults: Bool
    let typed: String

    init(
        frame: PageFrame,
        deliveries: [Delivery],
        keys: [RecipientKey],
        canKeep: Bool,
        faults: [String],
        typed: String
    ) {
        self.frame = frame
        let shown = deliveries.prefix(Self.rows)
        self.deliveries = shown.map { delivery in
            Row(
                id: delivery.id.description,
                title: delivery.description?.title ?? "Erased",
                package: delivery.description?.package ?? "",
                at: delivery.madeAt.description,
                atText: delivery.madeAt.forPeople,
                state: delivery.state?.inWords ?? "new",
                step: delivery.step.sentence
            )
        }
        hasDeliveries = !shown.isEmpty
        next = deliveries.count > Self.rows ? shown.last?.id.description : nil
        self.keys = keys.map { key in
            Key(
                fingerprint: key.publicKey.fingerprint,
                name: key.name ?? "",
                atText: key.registeredAt.forPeople,
                ended: key.revokedAt.map { "ended \($0.forPeople)" } ?? "in force"
            )
        }
        hasKeys = !keys.isEmpty
        self.canKeep = canKeep
        self.faults = faults
        hasFaults = !faults.isEmpty
        self.typed = typed
        todo = Self.todo(Array(shown), hasKey: keys.contains { $0.revokedAt == nil })
    }

    private static func todo(_ deliveries: [Delivery], hasKey: Bool) -> Todo {
        if !hasKey {
            return Todo(
                "Make a key on your own machine and register it.",
                why: deliveries.isEmpty
                    ? "Patches under embargo are sealed to it; without one nothing can be opened."
                    : "What was released to you waits for it, and is sealed to it at once."
            )
        }
        guard let next = deliveries.first(where: { $0.step != .nothing }) else {
            return Todo(
                "Nothing to do.",
                why: deliveries.isEmpty
                    ? "When something you run is affected, its patch appears here."
                    : "You have answered everything that was released to you."
            )
        }
        return Todo(next.description?.title ?? "A delivery", why: next.step.sentence)
    }
}

/// One delivery with what to do, and the receipts that were given.
struct DeliveryPage: Sendable {
    /// One receipt.
    struct Given: Sendable {
        let what: String
        let at: String
        let atText: String
        let note: String?
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let digest: String
    let at: String
    let atText: String
    let state: String
    let content: BundleContent?
    let canPull: Bool
    let size: Int64
    let receipts: [Given]
    let hasReceipts: Bool
    let canAnswer: Bool
    let choices: [Choice]

    init(frame: PageFrame, detail: DeliveryDetail, canAnswer: Bool) {
        let delivery = detail.delivery
        self.frame = frame
        id = delivery.id.description
        digest = delivery.digest.hexadecimal
        at = delivery.madeAt.description
        atText = delivery.madeAt.forPeople
        state = delivery.state?.inWords ?? "new"
        content = delivery.description.map(BundleContent.init)
        canPull = !delivery.keys.isEmpty
        size = delivery.sealedSizeBytes
        receipts = detail.receipts.map { receipt in
            Given(
                what: receipt.kind.inWords,
                at: receipt.givenAt.description,
                atText: receipt.givenAt.forPeople,
                note: receipt.note
            )
        }
        hasReceipts = !receipts.isEmpty
        self.canAnswer = canAnswer
        let wasOpened = detail.receipts.contains { $0.kind == .opened }
        let answers: [ReceiptKind] =
            (wasOpened ? [.deployed, .staged] : []) + [
                .mitigated, .notAffected, .deferred, .declined,
            ]
        choices = answers.choices(label: \.inWords)
        todo = Todo(
            delivery.step == .nothing ? "Nothing to do: \(state)." : "Deploy the patch.",
            why: delivery.step.sentence
        )
    }
}
