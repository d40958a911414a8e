// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Records that a recipient is about to fetch a bundle; the bytes leave only after that (RULES J4).
package struct FetchDelivery: Command {
    package let viewer: Viewer
    package let delivery: DeliveryID

    package init(viewer: Viewer, delivery: DeliveryID) {
        self.viewer = viewer
        self.delivery = delivery
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .readDelivery, on: delivery, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> SealedBundle {
        let address: BlobAddress? = try transaction.first(
            """
            SELECT bundles.blob FROM deliveries JOIN bundles ON bundles.id = deliveries.bundle
            WHERE deliveries.id = \(delivery)
            """
        ) { try $0.read() }
        guard let address else { throw Refusal.notFound }
        try transaction.append(EntryDraft(.deliveryFetched, subject: delivery, body: [:]))
        return SealedBundle(address: address)
    }
}

/// Where a bundle's encrypted bytes lie, for whoever may fetch them now.
package struct SealedBundle: StoredAnswer, Hashable {
    package let address: BlobAddress

    package init(address: BlobAddress) {
        self.address = address
    }

    package var stored: [UInt8] { address.bytes }

    package init?(stored: [UInt8]) {
        guard let address = BlobAddress(bytes: stored) else { return nil }
        self.address = address
    }
}

extension Store {
    /// Hands out a bundle's encrypted bytes to one of its recipients; that is durable before.
    package func sealedBundle(of delivery: DeliveryID, for viewer: Viewer) async throws -> [UInt8] {
        let fetching = FetchDelivery(viewer: viewer, delivery: delivery)
        let fetched = try await submit(fetching, by: viewer.actor).answer
        guard let bytes = try await blobs.get(fetched.address) else { throw Refusal.bundleErased }
        return bytes
    }
}

extension Refusal {
    static let bundleErased = Refusal(
        .gone,
        code: "bundle-erased",
        detail: "The case of this bundle was erased, and what it held with it."
    )
}
