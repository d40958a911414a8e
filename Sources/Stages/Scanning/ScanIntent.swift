// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// Marks the id of a scan: its intent, and the lease that the intent becomes.
package enum ScanMark {}
package typealias ScanID = ID<ScanMark>

/// A declared plan to scan, checked.
package struct ScanIntent: Hashable, Sendable {
    /// The longest name of a tool or a model family, in UTF-8 bytes.
    package static let nameBytes = 128
    /// The longest note, in UTF-8 bytes.
    package static let noteBytes = 2_000

    package let scopes: [Scope]
    package let technique: Technique
    package let tool: String
    /// The family of models that does the work, where one does.
    package let modelFamily: String?
    package let intensity: Intensity
    package let window: ScanWindow
    /// A document of an owner outside the community; sealed.
    package let evidence: ScanEvidence?
    /// The networks that it comes from, by which an owner's alert is told from an attack.
    package let sources: [Scope]
    /// How an owner's question reaches who scans; sealed, and told to no scanner but one
    /// that it is introduced to.
    package let contact: String?
    /// For the participant itself; sealed, and never a part of advice.
    package let note: String?

    /// Checks what was sent; throws one refusal with all faults, their places named as JSON
    /// Pointers.
    package static func checked(_ draft: ScanDraft, now: Instant) throws(Refusal) -> ScanIntent {
        var faults: [Refusal.Fault] = []
        let scopes = Self.scopes(draft.scopes, faults: &faults)
        let technique = Technique(draft.technique, at: "/technique", &faults)
        checkTexts(of: draft, &faults)
        let intensity = Self.intensity(draft.intensity, of: scopes, faults: &faults)
        let sources = Self.sources(draft.sources, faults: &faults)
        check(draft.window, now: now, &faults)
        check(clock: draft.clock, now: now, &faults)
        draft.evidence?.check(for: draft.window, &faults)
        guard faults.isEmpty, let technique, let intensity else { throw .invalidScan(faults) }
        return ScanIntent(
            scopes: scopes,
            technique: technique,
            tool: draft.tool,
            modelFamily: draft.modelFamily,
            intensity: intensity,
            window: draft.window,
            evidence: draft.evidence,
            sources: sources,
            contact: draft.contact,
            note: draft.note
        )
    }

    private static func checkTexts(of draft: ScanDraft, _ faults: inout [Refusal.Fault]) {
        TextCheck(place: "/tool", maximumBytes: nameBytes, required: true)
            .check(draft.tool, &faults)
        if let modelFamily = draft.modelFamily {
            TextCheck(place: "/modelFamily", maximumBytes: nameBytes).check(modelFamily, &faults)
        }
        if let contact = draft.contact {
            TextCheck(place: "/contact", maximumBytes: TextCheck.contactBytes).check(
                contact,
                &faults
            )
        }
        if let note = draft.note {
            TextCheck(place: "/note", maximumBytes: noteBytes, lines: true).check(note, &faults)
        }
    }

    /// Reads scopes for an intent or for advice, each once, in the order given.
    package static func scopes(
        _ texts: [String],
        faults: inout [Refusal.Fault]
    ) -> [Scope] {
        guard !texts.isEmpty, texts.count <= Scope.limit else {
            let code = texts.isEmpty ? "missing" : "too-many"
            faults.note("/scopes", code, "Name 1 to \(Scope.limit) scopes.")
            return []
        }
        var scopes: [Scope] = []
        for (index, text) in texts.enumerated() {
            let scope = Scope(text, at: "/scopes/\(index)", &faults)
            if let scope, !scopes.contains(scope) { scopes.append(scope) }
        }
        return scopes
    }
}
