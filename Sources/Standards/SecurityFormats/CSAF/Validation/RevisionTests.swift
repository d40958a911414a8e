// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Whether versions, status and history of a document fit together (sections 6.1.14 to 6.1.22).
extension CSAF.Test {
    static let revisions: [CSAF.Test] = [
        sortedHistory, translator, latestVersion, draftStatus, releasedHistory, prereleaseHistory,
        finalVersion, missingRevision, repeatedRevision,
    ]

    private static let sortedHistory = CSAF.Test(
        "6.1.14",
        "Sorted Revision History"
    ) { index, findings in
        let history = RevisionEntry.sorted(index.metadata.tracking.revisions)
        for (earlier, later) in zip(history, history.dropFirst())
        where later.version.precedes(earlier.version) {
            findings.note(
                at: later.pointer,
                "Version \(quoted(later.revision.number)) is dated after version "
                    + "\(quoted(earlier.revision.number)): numbers must rise with dates."
            )
        }
    }

    private static let translator = CSAF.Test("6.1.15", "Translator") { index, findings in
        guard index.metadata.publisher.category == .translator,
            index.metadata.sourceLanguage == nil
        else { return }
        findings.note(
            at: "/document/source_lang",
            "A translator has to say from which language: add source_lang."
        )
    }

    private static let latestVersion = CSAF.Test(
        "6.1.16",
        "Latest Document Version"
    ) { index, findings in
        let tracking = index.metadata.tracking
        guard let last = RevisionEntry.sorted(tracking.revisions).last else { return }
        let version = DocumentVersion(tracking.version)
        let isDraft = tracking.status == .draft
        let mine = isDraft ? version.release : version.withoutBuild
        let theirs = isDraft ? last.version.release : last.version.withoutBuild
        guard mine != theirs else { return }
        findings.note(
            at: "/document/tracking/version",
            "The version is \(quoted(tracking.version)), yet the newest revision is "
                + "\(quoted(last.revision.number)): they have to be the same."
        )
    }

    private static let draftStatus = CSAF.Test("6.1.17", "Document Status Draft") {
        index,
        findings in
        let tracking = index.metadata.tracking
        let version = DocumentVersion(tracking.version)
        guard tracking.status != .draft, version.isZero || !version.prerelease.isEmpty else {
            return
        }
        findings.note(
            at: "/document/tracking/status",
            "Version \(quoted(tracking.version)) is that of a draft: set the status to draft, or "
                + "give the document a released version."
        )
    }

    private static let releasedHistory = CSAF.Test(
        "6.1.18",
        "Released Revision History"
    ) { index, findings in
        guard index.metadata.tracking.status != .draft else { return }
        for (offset, revision) in index.metadata.tracking.revisions.enumerated()
        where DocumentVersion(revision.number).isZero {
            findings.note(
                at: "/document/tracking/revision_history/\(offset)/number",
                "Version \(quoted(revision.number)) was never released: take it out of the "
                    + "history of a document that is."
            )
        }
    }

    private static let prereleaseHistory = CSAF.Test(
        "6.1.19",
        "Revision History Entries for Pre-release Versions"
    ) { index, findings in
        for (offset, revision) in index.metadata.tracking.revisions.enumerated()
        where !DocumentVersion(revision.number).prerelease.isEmpty {
            findings.note(
                at: "/document/tracking/revision_history/\(offset)/number",
                "Version \(quoted(revision.number)) is a pre-release, which has no place in the "
                    + "history: take it out."
            )
        }
    }

    private static let finalVersion = CSAF.Test(
        "6.1.20",
        "Non-draft Document Version"
    ) { index, findings in
        let tracking = index.metadata.tracking
        guard tracking.status != .draft, !DocumentVersion(tracking.version).prerelease.isEmpty
        else { return }
        findings.note(
            at: "/document/tracking/version",
            "Version \(quoted(tracking.version)) is a pre-release, yet the status is "
                + "\(tracking.status.rawValue): leave the part from the hyphen on away."
        )
    }

    private static let missingRevision = CSAF.Test(
        "6.1.21",
        "Missing Item in Revision History"
    ) { index, findings in
        let history = RevisionEntry.sorted(index.metadata.tracking.revisions)
        if let first = history.first, first.version.major > 1 {
            findings.note(
                at: first.pointer,
                "The history begins with version \(quoted(first.revision.number)): it has to "
                    + "begin with 0 or 1."
            )
        }
        for (earlier, later) in zip(history, history.dropFirst())
        where later.version.major > earlier.version.major
            && later.version.major - earlier.version.major > 1
        {
            findings.note(
                at: later.pointer,
                "Version \(quoted(later.revision.number)) follows "
                    + "\(quoted(earlier.revision.number)): add what lies between them."
            )
        }
    }

    private static let repeatedRevision = CSAF.Test(
        "6.1.22",
        "Multiple Definition in Revision History"
    ) { index, findings in
        var seen: Set<ExactText> = []
        for (offset, revision) in index.metadata.tracking.revisions.enumerated()
        where !seen.insert(ExactText(revision.number)).inserted {
            findings.note(
                at: "/document/tracking/revision_history/\(offset)/number",
                "Version \(quoted(revision.number)) stands in the history already: give each "
                    + "revision its own number."
            )
        }
    }

    static let mixedVersions = CSAF.Test(
        "6.1.30",
        "Mixed Integer and Semantic Versioning"
    ) { index, findings in
        let tracking = index.metadata.tracking
        let isInteger = DocumentVersion(tracking.version).isInteger
        for (offset, revision) in tracking.revisions.enumerated()
        where DocumentVersion(revision.number).isInteger != isInteger {
            findings.note(
                at: "/document/tracking/revision_history/\(offset)/number",
                "Version \(quoted(revision.number)) is \(isInteger ? "semantic" : "an integer"), "
                    + "the document's version \(quoted(tracking.version)) is not: use one kind."
            )
        }
    }
}
