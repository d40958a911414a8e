// SPDX-License-Identifier: Apache-2.0

extension Wire {
    /// What is looked for.
    package struct SearchParameters: WireValue {
        package var words = ""

        package init() {}

        package init(words: String) {
            self.words = words
        }

        /// Characters at most: the longest package URL fits.
        package static let characters = 200

        package static let fields: [WireField<Self>] = [
            .defaulted(
                "q",
                \.words,
                .line(max: characters),
                "Words that all have to stand in it, an identifier, a CVE or a package URL."
            )
        ]
    }

    /// One thing that was found.
    package struct SearchHit: WireValue {
        package var kind = ""
        package var id = ""
        package var title = ""
        package var about: String?
        package var page = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("kind", \.kind, .line(max: 40), "For example `vulnerability`."),
            .required("id", \.id, .line(max: 40), "Its identifier; of an advisory its name."),
            .required("title", \.title, .line(max: 1_000), "What it is called."),
            .optional("about", \.about, .line(max: 2_000), "Its package, or what to do."),
            .required("page", \.page, .line(max: 200), "The path of its page."),
        ]
    }

    /// What was found of everything that you may see.
    package struct SearchResult: WireValue {
        package var hits: [SearchHit] = []
        package var more: [String] = []
        package var reach = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .list("hits", \.hits, .object(), max: 300, "A kind after the other, the newest first."),
            .list("more", \.more, .line(max: 40), max: 20, "Kinds of which there is more."),
            .required("reach", \.reach, .line(max: 1_000), "How far words are looked for."),
        ]
    }
}
