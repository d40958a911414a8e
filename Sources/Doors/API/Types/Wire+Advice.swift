// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// What somebody would like to scan, without declaring it.
    package struct AdviceRequest: WireValue {
        package var scopes: [String] = []
        package var technique = ""
        package var modelFamily: String?
        package var intensity: String?
        package var window = Window()

        package init() {}

        package static let fields: [WireField<Self>] = [
            scopesField(\.scopes),
            .required("technique", \.technique, .line(max: 80), "How you would look."),
            .optional("modelFamily", \.modelFamily, .line(max: 128), "With what models."),
            .optional("intensity", \.intensity, .line(max: 40), intensityMeaning),
            .required("window", \.window, .object(), "When you would scan."),
        ]
    }

    /// Whether others scan the same, scope by scope, never who; and something better.
    package struct Advice: WireValue {
        package var scopes: [ScopeAdvice] = []
        package var quietWindow: Window?
        package var uncovered: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .list("scopes", \.scopes, .object(), max: 64, "In the order asked."),
            .optional(
                "quietWindow",
                \.quietWindow,
                .object(),
                "The next window as long in which nobody is there; absent where it is this one."
            ),
            .list(
                "uncovered",
                \.uncovered,
                .line(max: 1_100),
                max: 64,
                "Scopes that are what of this nobody else scans then, where they can be said."
            ),
        ]
    }

    /// The advice on one scope.
    package struct ScopeAdvice: WireValue {
        package var scope = ""
        package var about = ""
        package var verdict = ""
        package var overlapping: Others?
        package var covered: Covered?
        package var rules: [ScanRuleTerms] = []
        package var requestsPerHour: Int?
        package var own: [String] = []
        package var warning: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("scope", \.scope, .line(max: 1_100), "In canonical form."),
            .required(
                "about",
                \.about,
                .line(max: 1_100),
                "What was looked at: the place around it, where no owner's word is at hand."
            ),
            .required(
                "verdict",
                \.verdict,
                .line(max: 40),
                """
                `opted-out`, `not-authorized`, `overlapping`, `recently-covered`, `rule` or `free`.
                """
            ),
            .optional("overlapping", \.overlapping, .object(), "Scans of others in that window."),
            .optional("covered", \.covered, .object(), "Scans of others that ended not long ago."),
            .list("rules", \.rules, .object(), max: 32, "What owners and maintainers ask."),
            .optional(
                "requestsPerHour",
                \.requestsPerHour,
                .integer(0...Int.max >> 10),
                "Your share of what all scans may send."
            ),
            .list("own", \.own, .id, max: 1_000, "Your own scans of it, the latest."),
            .optional("warning", \.warning, .line(max: 700), "What looks like a slip in it."),
        ]
    }

    /// How many others, roughly, and of what nature.
    package struct Others: WireValue {
        package var extent = ""
        package var techniques: [String] = []
        package var isSameTechnique = false
        package var isSameModelFamily: Bool?
        package var isSameRevision: Bool?
        package var until = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("extent", \.extent, .line(max: 40), "`1`, `2-4` or `5-or-more`."),
            .list("techniques", \.techniques, .line(max: 80), max: 20, "How they look."),
            .required("sameTechnique", \.isSameTechnique, .flag, "Whether one looks as you do."),
            .optional(
                "sameModelFamily",
                \.isSameModelFamily,
                .flag,
                "Whether one uses your models; absent where you named none."
            ),
            .optional(
                "sameRevision",
                \.isSameRevision,
                .flag,
                "Whether one looks at your very revision; absent where you named none."
            ),
            .required("until", \.until, .time, "The day until which the last of them runs."),
        ]
    }

    /// How much one participant asked on one day.
    package struct ProbingCount: WireValue {
        package var participant = ""
        package var asked = 0
        package var places = 0
        package var exhausted = 0

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("participant", \.participant, .id, "Who asked."),
            .required("asked", \.asked, .integer(0...Int.max >> 10), "Questions of that day."),
            .required("places", \.places, .integer(0...Int.max >> 10), "Places asked about."),
            .required(
                "exhausted",
                \.exhausted,
                .integer(0...Int.max >> 10),
                "Places whose budget was used up."
            ),
        ]
    }

    /// Who asked how much on one UTC day.
    package struct Probing: WireValue {
        package var day = Timestamp()
        package var counts: [ProbingCount] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("day", \.day, .time, "The day, by its first moment."),
            .list("counts", \.counts, .object(), max: 100, "Those first who used budgets up."),
        ]
    }

    /// A day of the calendar.
    package struct DayParameters: WireValue {
        package var day: CalendarDate?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("day", \.day, .day, "A UTC day; today unless named.")
        ]
    }
}
