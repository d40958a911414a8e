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
    package let window: ScanWindow
    /// For the participant itself; sealed, and never a part of advice.
    package let note: String?

    /// Checks what was sent; throws one refusal with all faults, their places named as JSON
    /// Pointers.
    package static func checked(
        scopes: [String],
        technique: String,
        tool: String,
        modelFamily: String?,
        window: ScanWindow,
        note: String?,
        now: Instant
    ) throws(Refusal) -> ScanIntent {
        var faults: [Refusal.Fault] = []
        let parsed = Self.scopes(scopes, faults: &faults)
        let known = Self.technique(technique, faults: &faults)
        TextCheck(place: "/tool", maximumBytes: nameBytes, required: true).check(tool, &faults)
        if let modelFamily {
            TextCheck(place: "/modelFamily", maximumBytes: nameBytes).check(modelFamily, &faults)
        }
        if let note {
            TextCheck(place: "/note", maximumBytes: noteBytes, lines: true).check(note, &faults)
        }
        faults += Self.faults(of: window, now: now)
        guard faults.isEmpty, let known else { throw .invalidScan(faults) }
        return ScanIntent(
            scopes: parsed,
            technique: known,
            tool: tool,
            modelFamily: modelFamily,
            window: window,
            note: note
        )
    }

    /// Reads scopes for an intent or for advice, each once, in the order given.
    package static func scopes(
        _ texts: [String],
        faults: inout [Refusal.Fault]
    ) -> [Scope] {
        guard !texts.isEmpty, texts.count <= Scope.limit else {
            faults.append(
                Refusal.Fault(
                    place: "/scopes",
                    code: texts.isEmpty ? "missing" : "too-many",
                    reason: "Name 1 to \(Scope.limit) scopes."
                )
            )
            return []
        }
        var scopes: [Scope] = []
        for (index, text) in texts.enumerated() {
            do throws(Scope.Fault) {
                let scope = try Scope(parsing: text)
                guard !scope.kind.needsOwner else { throw .needsOwner }
                // What is kept is its text: it has to say the same.
                guard try Scope(parsing: scope.text) == scope else { throw .notATarget }
                if !scopes.contains(scope) { scopes.append(scope) }
            } catch {
                faults.append(
                    Refusal.Fault(
                        place: "/scopes/\(index)",
                        code: error.rawValue,
                        reason: error.reason
                    )
                )
            }
        }
        return scopes
    }

    /// Reads a technique's name.
    package static func technique(
        _ name: String,
        faults: inout [Refusal.Fault]
    ) -> Technique? {
        if let technique = Technique(rawValue: name) { return technique }
        let known = Technique.allCases.map(\.rawValue).joined(separator: ", ")
        faults.append(
            Refusal.Fault(
                place: "/technique",
                code: "unknown-technique",
                reason: "The technique is one of \(known)."
            )
        )
        return nil
    }
}
