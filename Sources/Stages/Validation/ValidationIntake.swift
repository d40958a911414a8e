// SPDX-License-Identifier: Apache-2.0

package import Access
import Crypto
package import Discovery
package import Store

/// Takes a reproducer bundle in: decides, reads it off the writer's thread, puts its bytes away,
/// then asks for the validation in one command.
package struct ValidationIntake: Sendable {
    private let store: Store

    package init(store: Store) {
        self.store = store
    }

    /// Stores a bundle as received; throws a refusal with all faults where it cannot be taken.
    ///
    /// What is packed is looked into only in the sandbox, when it runs.
    package func accept(
        _ form: BundleForm,
        bytes: [UInt8],
        of finding: FindingID,
        viewer: Viewer,
        repeating key: RepeatKey? = nil
    ) async throws -> Committed<ValidationID> {
        let now = store.clock.now()
        // Before anything is said about the bundle: it could be about what they may not see.
        _ = try await store.read { tables in
            try tables.require(viewer, .requestValidation, on: finding, now: now)
        }
        let digest = try await store.blocking { try Self.checked(form, bytes) }
        let id = store.newID(ValidationMark.self)
        let blob = try await store.blobs.put(
            bytes,
            scope: SealingScope(id),
            limitBytes: Int64(ValidationLimits.bundleBytes)
        )
        return try await store.submit(
            RequestValidation(
                viewer: viewer,
                id: id,
                finding: finding,
                form: form,
                blob: blob,
                digest: digest
            ),
            by: viewer.actor,
            repeating: key
        )
    }

    /// SHA-256 of a bundle that can be taken, as far as it can be looked into here.
    private static func checked(_ form: BundleForm, _ bytes: [UInt8]) throws -> String {
        guard bytes.count <= ValidationLimits.bundleBytes else {
            throw Refusal.reproducerTooLarge
        }
        if form == .tar {
            var reader = BundleReader(sink: NoSink())
            try reader.take(bytes)
            _ = try reader.close()
        }
        return SHA256.hash(data: bytes).hexadecimal
    }
}
