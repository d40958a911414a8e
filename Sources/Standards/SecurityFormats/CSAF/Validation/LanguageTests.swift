// SPDX-License-Identifier: Apache-2.0

/// Whether languages are languages (section 6.1.12).
extension CSAF.Test {
    static let language = CSAF.Test("6.1.12", "Language") { index, findings in
        let languages = [
            ("lang", index.metadata.language), ("source_lang", index.metadata.sourceLanguage),
        ]
        for case (let member, let text?) in languages {
            guard let tag = LanguageTag(text) else {
                findings.note(
                    at: "/document/\(member)",
                    "\(quoted(text)) is no language tag: write one as in RFC 5646, as \"en-US\"."
                )
                continue
            }
            guard let problem = tag.problem else { continue }
            findings.note(
                at: "/document/\(member)",
                "\(problem) The IANA Language Subtag Registry has those that are."
            )
        }
    }
}
