// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// Which part of the map.
    package struct CoverageMapParameters: WireValue {
        package var scope: String?
        package var after: String?
        package var limit = 50

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("scope", \.scope, .line(max: 1_100), "One scope, in place of the list."),
            .optional("after", \.after, .line(max: 1_100), "The `next` of the page before."),
            .defaulted("limit", \.limit, .integer(1...50), "How many subjects at most."),
        ]
    }

    /// What has and has not been looked at.
    package struct CoverageMap: WireValue {
        package var scope: String?
        package var subjects: [CoverageSubject] = []
        package var records: [Coverage] = []
        package var days = 0
        package var leastOthers = 0
        package var next: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("scope", \.scope, .line(max: 1_100), "What was asked about."),
            .list("subjects", \.subjects, .object(), max: 50, "Packages and repositories."),
            .list(
                "records",
                \.records,
                .object(),
                max: 50,
                "Your own records that overlap with the scope asked about."
            ),
            .required("days", \.days, .integer(0...1_000), "For how many days coverage counts."),
            .required(
                "leastOthers",
                \.leastOthers,
                .integer(0...1_000),
                "The fewest others of whom a cell is told."
            ),
            .optional("next", \.next, .line(max: 1_100), "Where the next page begins."),
        ]
    }

    /// One package or repository of the map.
    package struct CoverageSubject: WireValue {
        package var subject = ""
        package var own: [OwnCoverage] = []
        package var others: [OthersCoverage] = []
        package var unseen: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("subject", \.subject, .line(max: 1_100), "The whole of it."),
            .list("own", \.own, .object(), max: 64, "Your own coverage."),
            .list("others", \.others, .object(), max: 64, "That of others; small cells hidden."),
            .list(
                "unseen",
                \.unseen,
                .line(max: 80),
                max: 20,
                "Techniques by which nobody whom you may know of looked at it."
            ),
        ]
    }

    /// One's own coverage of a subject by one technique.
    package struct OwnCoverage: WireValue {
        package var technique = ""
        package var completeness = ""
        package var lastAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("technique", \.technique, .line(max: 80), "How."),
            .required("completeness", \.completeness, .line(max: 40), "How completely."),
            .required("lastAt", \.lastAt, .time, "When it was last recorded."),
        ]
    }

    /// Others' coverage of a subject by one technique.
    package struct OthersCoverage: WireValue {
        package var technique = ""
        package var completeness = ""
        package var extent = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("technique", \.technique, .line(max: 80), "How."),
            .required("completeness", \.completeness, .line(max: 40), "How completely."),
            .required("extent", \.extent, .line(max: 40), "`3-4`, `5-9` or `10-or-more`."),
        ]
    }
}
