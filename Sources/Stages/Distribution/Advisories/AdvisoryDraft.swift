// SPDX-License-Identifier: Apache-2.0

import Access

/// What a coordinator writes for an advisory; everything else is known from the case.
package struct AdvisoryDraft: Hashable, Sendable {
    /// Bytes of a summary at most: a line.
    package static let summaryBytes = 300
    /// Bytes of details at most: some pages.
    package static let detailsBytes = 32_768
    /// References at most.
    package static let mostReferences = 32
    /// Bytes of one reference.
    package static let referenceBytes = 2_000

    /// Nil is the title of what was released.
    package let title: String?
    package let summary: String
    package let details: String
    package let references: [String]

    package init(
        title: String? = nil,
        summary: String,
        details: String,
        references: [String] = []
    ) {
        self.title = title
        self.summary = summary
        self.details = details
        self.references = references
    }

    /// Refuses what cannot be published, all faults at once.
    func check() throws {
        var faults: [Refusal.Fault] = []
        if let title {
            TextCheck(place: "/title", maximumBytes: BundleLimit.titleBytes, required: true)
                .check(title, &faults)
        }
        TextCheck(place: "/summary", maximumBytes: Self.summaryBytes, required: true)
            .check(summary, &faults)
        TextCheck(
            place: "/details",
            maximumBytes: Self.detailsBytes,
            required: true,
            lines: true
        ).check(details, &faults)
        checkReferences(&faults)
        guard faults.isEmpty else {
            throw Refusal(
                .invalid,
                code: "invalid-advisory",
                detail: "The advisory cannot be published like this; see the faults.",
                faults: faults
            )
        }
    }

    private func checkReferences(_ faults: inout [Refusal.Fault]) {
        if references.count > Self.mostReferences {
            faults.append(
                Refusal.Fault(
                    place: "/references",
                    code: "too-many",
                    reason: "At most \(Self.mostReferences) references."
                )
            )
        }
        for (index, reference) in references.enumerated() where !Self.isAddress(reference) {
            faults.append(
                Refusal.Fault(
                    place: "/references/\(index)",
                    code: "not-an-address",
                    reason: "An address that begins with https:// and has no spaces."
                )
            )
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        let utf8 = Array(text.utf8)
        guard text.hasPrefix("https://"), (10...referenceBytes).contains(utf8.count) else {
            return false
        }
        let refused = Array("<>\"\\^`{|}".utf8)
        return utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !refused.contains($0) }
    }
}
