// SPDX-License-Identifier: Apache-2.0
import Timestamps

/// What a document should say about itself (sections 6.2.4 to 6.2.6, 6.2.10 to 6.2.15).
extension CSAF.Test {
    static let buildMetadata = CSAF.Test(
        "6.2.4",
        "Build Metadata in Revision History"
    ) { index, findings in
        for (offset, revision) in index.metadata.tracking.revisions.enumerated()
        where revision.number.contains("+") {
            findings.note(
                at: "/document/tracking/revision_history/\(offset)/number",
                "Version \(quoted(revision.number)) has build metadata: leave the part from the "
                    + "plus sign on away."
            )
        }
    }

    static let initialRelease = CSAF.Test(
        "6.2.5",
        "Older Initial Release Date than Revision History"
    ) { index, findings in
        let tracking = index.metadata.tracking
        guard let oldest = tracking.revisions.map(\.date).min(by: { $0.precedes($1) }),
            tracking.initialReleaseDate.precedes(oldest)
        else { return }
        findings.note(
            at: "/document/tracking/initial_release_date",
            "The first release, \(tracking.initialReleaseDate), is older than the oldest "
                + "revision, \(oldest): set it to that or to a later one."
        )
    }

    static let currentRelease = CSAF.Test(
        "6.2.6",
        "Older Current Release Date than Revision History"
    ) { index, findings in
        let tracking = index.metadata.tracking
        guard let newest = tracking.revisions.map(\.date).max(by: { $0.precedes($1) }),
            tracking.currentReleaseDate.precedes(newest)
        else { return }
        findings.note(
            at: "/document/tracking/current_release_date",
            "The current release, \(tracking.currentReleaseDate), is older than the newest "
                + "revision, \(newest): set it to that."
        )
    }

    static let missingLabel = CSAF.Test("6.2.10", "Missing TLP label") { index, findings in
        guard index.metadata.distribution?.tlp == nil else { return }
        findings.note(
            at: "/document/distribution/tlp/label",
            "Nothing says with whom the document may be shared: add a TLP label, as WHITE."
        )
    }

    static let missingCanonicalURL = CSAF.Test(
        "6.2.11",
        "Missing Canonical URL"
    ) { index, findings in
        let name = index.document.fileName
        let isThere = index.metadata.references.contains {
            $0.category == .itself && $0.url.hasPrefix("https://") && $0.url.hasSuffix(name)
        }
        guard !isThere else { return }
        findings.note(
            at: "/document/references",
            "Add a reference of the category self whose URL begins with https:// and ends with "
                + "the file name, \(quoted(name))."
        )
    }

    static let missingLanguage = CSAF.Test(
        "6.2.12",
        "Missing Document Language"
    ) { index, findings in
        guard index.metadata.language == nil else { return }
        findings.note(at: "/document/lang", "Say in which language the document is: add lang.")
    }

    static let privateLanguage = CSAF.Test(
        "6.2.14",
        "Use of Private Language"
    ) { index, findings in
        for (pointer, language) in index.languages
        where LanguageTag(language)?.usesPrivateSubtag == true {
            findings.note(
                at: pointer,
                "\(quoted(language)) has a subtag reserved for private use, which nobody else "
                    + "knows: leave it away."
            )
        }
    }

    static let defaultLanguage = CSAF.Test(
        "6.2.15",
        "Use of Default Language"
    ) { index, findings in
        for (pointer, language) in index.languages where language.lowercased() == "i-default" {
            findings.note(
                at: pointer,
                "i-default says no language: give the one that the text is in, or leave it away."
            )
        }
    }
}

extension DocumentIndex {
    /// Every member of the type `lang_t`, with its pointer.
    fileprivate var languages: [(pointer: String, language: String)] {
        let both = [
            ("/document/lang", metadata.language),
            ("/document/source_lang", metadata.sourceLanguage),
        ]
        return both.compactMap { pointer, language in language.map { (pointer, $0) } }
    }
}
