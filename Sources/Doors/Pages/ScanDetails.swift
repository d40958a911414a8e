// SPDX-License-Identifier: Apache-2.0

import Scanning
import Store

/// One thing that was said of a scan where it was declared.
struct ScanDetail: Sendable {
    let word: String
    let text: String
}

extension [ScanDetail] {
    /// What was said; of what was left out there is nothing.
    static func said(of intent: ScanIntent) -> [ScanDetail] {
        let evidence = intent.evidence.map { evidence in
            """
            \(evidence.digest), which allows it until \(evidence.expires.forPeople); its owner: \
            \(evidence.contact)
            """
        }
        let sources = intent.sources.map(\.text).joined(separator: " ")
        let said: [(word: String, text: String?)] = [
            ("Family of models", intent.modelFamily),
            ("How hard it touches", intent.intensity.rawValue),
            ("Where it comes from", sources.isEmpty ? nil : sources),
            ("How its owner reaches you", intent.contact),
            ("An owner’s document", evidence),
            ("Note", intent.note),
        ]
        return said.compactMap { word, text in text.map { ScanDetail(word: word, text: $0) } }
    }
}
