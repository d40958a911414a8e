// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// Takes a report in: reads it off the writer's thread, puts its bytes away, then stores it in one
/// command.
package struct Intake: Sendable {
    private let store: Store

    package init(store: Store) {
        self.store = store
    }

    /// Stores a report as received; throws a refusal with all faults where it cannot be read.
    ///
    /// Nothing is stored unless this returns. The receipt is shown to the finder once: on a repeat
    /// (`isRepeat`) the first one holds.
    package func accept(
        _ kind: ReportKind,
        bytes: [UInt8],
        terms: ReportTerms,
        viewer: Viewer,
        receipt: SubmissionReceipt,
        repeating key: RepeatKey? = nil
    ) async throws -> Committed<ReportID> {
        try decide(viewer, .submitReport).hiding()
        let now = store.clock.now()
        let draft = try await store.blocking {
            try ReportDraft(kind, bytes: bytes, terms: terms, now: now)
        }
        let id = store.newID(ReportMark.self)
        let blob = try await store.blobs.put(
            bytes,
            scope: SealingScope(id),
            limitBytes: Int64(ReportDraft.maximumBytes)
        )
        return try await store.submit(
            SubmitReport(viewer: viewer, id: id, receipt: receipt, draft: draft, blob: blob),
            by: viewer.actor,
            repeating: key
        )
    }
}
