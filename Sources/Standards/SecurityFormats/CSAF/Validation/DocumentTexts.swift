// SPDX-License-Identifier: Apache-2.0

/// A text, and where it stands.
typealias PlacedText = (pointer: String, text: String)

extension DocumentIndex {
    /// Every text that people read, as section 6.3.8 lists them.
    var texts: [PlacedText] { documentTexts + productTexts + vulnerabilityTexts }

    private var documentTexts: [PlacedText] {
        let metadata = metadata
        let about = [
            ("aggregate_severity/text", metadata.aggregateSeverity?.text),
            // The names of profiles are no words.
            ("category", document.profile == .base ? metadata.category : nil),
            ("distribution/text", metadata.distribution?.text),
            ("publisher/issuing_authority", metadata.publisher.issuingAuthority),
            ("publisher/name", metadata.publisher.name),
            ("title", metadata.title),
            ("tracking/generator/engine/name", metadata.tracking.generator?.engine.name),
        ]
        var texts = about.compactMap { name, text in text.map { ("/document/\(name)", $0) } }
        texts += shared(
            "/document",
            metadata.acknowledgments,
            metadata.notes,
            metadata.references
        )
        texts += metadata.tracking.aliases.enumerated()
            .map { ("/document/tracking/aliases/\($0)", $1) }
        texts += metadata.tracking.revisions.enumerated()
            .map { ("/document/tracking/revision_history/\($0)/summary", $1.summary) }
        return texts
    }

    private var productTexts: [PlacedText] {
        let names = branches.indices.map {
            (pointer(toBranch: $0) + "/name", branches[$0].branch.name)
        }
        let products = products.map { (pointer(to: $0) + "/name", $0.product.name) }
        let summaries = groups.enumerated().compactMap { offset, group in
            group.summary.map { ("/product_tree/product_groups/\(offset)/summary", $0) }
        }
        return names + products + summaries
    }

    private var vulnerabilityTexts: [PlacedText] {
        vulnerabilities.enumerated().flatMap { number, vulnerability in
            let at = "/vulnerabilities/\(number)"
            var texts = shared(
                at,
                vulnerability.acknowledgments,
                vulnerability.notes,
                vulnerability.references
            )
            if let title = vulnerability.title { texts.append(("\(at)/title", title)) }
            for (offset, involvement) in vulnerability.involvements.enumerated() {
                guard let summary = involvement.summary else { continue }
                texts.append(("\(at)/involvements/\(offset)/summary", summary))
            }
            for (offset, threat) in vulnerability.threats.enumerated() {
                texts.append(("\(at)/threats/\(offset)/details", threat.details))
            }
            for (offset, remediation) in vulnerability.remediations.enumerated() {
                texts += self.texts(of: remediation, at: "\(at)/remediations/\(offset)")
            }
            return texts
        }
    }

    private func texts(of remediation: CSAF.Remediation, at: String) -> [PlacedText] {
        var texts = [("\(at)/details", remediation.details)]
        texts += remediation.entitlements.enumerated().map { ("\(at)/entitlements/\($0)", $1) }
        if let details = remediation.restart?.details {
            texts.append(("\(at)/restart_required/details", details))
        }
        return texts
    }

    /// What documents and vulnerabilities have alike.
    private func shared(
        _ at: String,
        _ acknowledgments: [CSAF.Acknowledgment],
        _ notes: [CSAF.Note],
        _ references: [CSAF.Reference]
    ) -> [PlacedText] {
        var texts: [PlacedText] = []
        for (offset, thanked) in acknowledgments.enumerated() {
            let here = "\(at)/acknowledgments/\(offset)"
            texts += thanked.names.enumerated().map { ("\(here)/names/\($0)", $1) }
            if let name = thanked.organization { texts.append(("\(here)/organization", name)) }
            if let summary = thanked.summary { texts.append(("\(here)/summary", summary)) }
        }
        for (offset, note) in notes.enumerated() {
            let here = "\(at)/notes/\(offset)"
            if let audience = note.audience { texts.append(("\(here)/audience", audience)) }
            texts.append(("\(here)/text", note.text))
            if let title = note.title { texts.append(("\(here)/title", title)) }
        }
        texts += references.enumerated().map { ("\(at)/references/\($0)/summary", $1.summary) }
        return texts
    }
}
