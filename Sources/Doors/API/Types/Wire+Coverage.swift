// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// What a scan looked at, how completely, and what it set aside.
    package struct CoverageTold: WireValue {
        package var scopes: [ScopeCovered] = []
        package var spent: CoverageSpent?
        package var isNamed = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required(
                "scopes",
                \.scopes,
                .list(.object(), max: 64, min: 1),
                "Scopes of the scan; those left out are unknown."
            ),
            .optional("spent", \.spent, .object(), "What the scan cost."),
            .defaulted("named", \.isNamed, .flag, "Whether the statement names your participant."),
        ]
    }

    /// What was looked at of one scope.
    package struct ScopeCovered: WireValue {
        package var scope = ""
        package var revision: String?
        package var looked: [String] = []
        package var leftOut: [String] = []
        package var completeness = ""
        package var setAside: [SetAside] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("scope", \.scope, .line(max: 1_100), "As the scan declared it."),
            .optional(
                "revision",
                \.revision,
                .line(max: 128),
                "The commit, tag or version that was looked at."
            ),
            .list("looked", \.looked, .line(max: 256), max: 256, "Paths looked at; none is all."),
            .list("leftOut", \.leftOut, .line(max: 256), max: 256, "Paths left out."),
            .required(
                "completeness",
                \.completeness,
                .line(max: 40),
                "`complete`, `partial` or `unknown`; with anything set aside at most `partial`."
            ),
            .list("setAside", \.setAside, .object(), max: 500, "What was set aside, and why."),
        ]
    }

    /// Something that was set aside.
    package struct SetAside: WireValue {
        package var what = ""
        package var reason = ""
        package var words: String?
        package var count = 1

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("what", \.what, .line(max: 500), "What it was."),
            .required(
                "reason",
                \.reason,
                .line(max: 40),
                "`discarded-finding`, `deferred`, `excluded`, `not-reviewed`, `budget-spent`, …"
            ),
            .optional("words", \.words, .text(max: 500), "Why, in words."),
            .defaulted("count", \.count, .integer(1...1_000_000_000), "How many of it."),
        ]
    }

    /// What a scan cost.
    package struct CoverageSpent: WireValue {
        package var requests: Int?
        package var tokens: Int?
        package var coreHours: Int?

        package init() {}

        private static let amount = 0...1_000_000_000_000_000

        package static let fields: [WireField<Self>] = [
            .optional("requests", \.requests, .integer(amount), "Requests sent."),
            .optional("tokens", \.tokens, .integer(amount), "Tokens of models, in and out."),
            .optional("coreHours", \.coreHours, .integer(amount), "Hours of processor cores."),
        ]
    }

    /// Coverage of a scan that has ended.
    package struct CoverageRecording: WireValue {
        package var coverage = CoverageTold()
        package var corrects: String?

        package init() {}

        package init(_ coverage: CoverageTold, corrects: String?) {
            self.coverage = coverage
            self.corrects = corrects
        }

        package static let fields: [WireField<Self>] = [
            .required("coverage", \.coverage, .object(), "What the scan looked at."),
            .optional("corrects", \.corrects, .id, "The record that stands, to be replaced."),
        ]
    }

    /// A coverage record.
    package struct Coverage: WireValue {
        package var id = ""
        package var scan = ""
        package var technique = ""
        package var outcome = ""
        package var scopes: [String] = []
        package var completeness = ""
        package var setAside = 0
        package var recordedAt = Timestamp()
        package var corrects: String?
        package var correctedBy: String?
        package var digest = ""
        package var coverage: CoverageTold?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The record."),
            .required("scan", \.scan, .id, "The scan."),
            .required("technique", \.technique, .line(max: 80), "How it looked."),
            .required("outcome", \.outcome, .line(max: 40), "How it ended."),
            .list("scopes", \.scopes, .line(max: 1_100), max: 64, "The scan's scopes."),
            .required(
                "completeness",
                \.completeness,
                .line(max: 40),
                "Of all scopes together: `complete`, `partial` or `unknown`."
            ),
            .required(
                "setAside",
                \.setAside,
                .integer(0...Int.max >> 10),
                "How many things were set aside."
            ),
            .required("recordedAt", \.recordedAt, .time, "When it was recorded."),
            .optional("corrects", \.corrects, .id, "The record that it replaces."),
            .optional("correctedBy", \.correctedBy, .id, "The record that replaces it."),
            .required(
                "digest",
                \.digest,
                .line(max: 64),
                "SHA-256 of the signed statement, as the log binds it."
            ),
            .optional("coverage", \.coverage, .object(), "What it says; of one record alone."),
        ]
    }

    /// Scans of others that ended not long ago: how many, how completely, at which revisions.
    package struct Covered: WireValue {
        package var extent = ""
        package var techniques: [String] = []
        package var isSameTechnique = false
        package var until = Timestamp()
        package var completeness = ""
        package var revisions: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("extent", \.extent, .line(max: 40), "`1`, `2-4` or `5-or-more`."),
            .list("techniques", \.techniques, .line(max: 80), max: 20, "How they looked."),
            .required("sameTechnique", \.isSameTechnique, .flag, "Whether one looked as you do."),
            .required("until", \.until, .time, "The day until which the last of them ran."),
            .required(
                "completeness",
                \.completeness,
                .line(max: 40),
                "The most complete of them: `complete`, `partial` or `unknown`."
            ),
            .list(
                "revisions",
                \.revisions,
                .line(max: 128),
                max: 3,
                "Commits and versions that they looked at, the latest first."
            ),
        ]
    }
}
