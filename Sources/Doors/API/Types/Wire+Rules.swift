// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// What an owner asks of scanners of a scope.
    package struct ScanRuleTerms: WireValue {
        package var scope = ""
        package var stance = ""
        package var contact: String?
        package var format: String?
        package var requestsPerHour: Int?
        package var quiet: [Window] = []
        package var refused: [String] = []
        package var intensity: String?
        package var until: Timestamp?
        package var isListed = false
        package var onBehalf: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("scope", \.scope, .line(max: 1_024), "A scope that you control."),
            .required(
                "stance",
                \.stance,
                .line(max: 40),
                "never-scan, opted-out, ask or welcome."
            ),
            .optional(
                "contact",
                \.contact,
                .line(max: TextLimit.contact),
                "E-mail, https:// or mailto:."
            ),
            .optional("format", \.format, .line(max: 300), "How you want reports."),
            .optional(
                "requestsPerHour",
                \.requestsPerHour,
                .integer(1...1_000_000_000),
                "What all scans of it may send together in an hour."
            ),
            .list("quiet", \.quiet, .object(), max: 32, "When nothing is to be scanned."),
            .list("refused", \.refused, .line(max: 80), max: 20, "Techniques not wanted."),
            .optional("intensity", \.intensity, .line(max: 40), "The highest that is welcome."),
            .optional("until", \.until, .time, "Until when; for as long as you control it."),
            .defaulted("listed", \.isListed, .flag, "Whether everybody may read it."),
            .optional(
                "onBehalf",
                \.onBehalf,
                .line(max: 200),
                "For whom a coordinator sets it, who has no account here."
            ),
        ]
    }

    /// A rule, in force or not.
    package struct ScanRule: WireValue {
        package var id = ""
        package var terms = ScanRuleTerms()
        package var state = ""
        package var isOwn = false
        package var changedAt = Timestamp()
        package var stopped: Int?
        package var isMoreLeft: Bool?
        package var replaced: String?
        package var dropped: [String]?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The rule."),
            .required("terms", \.terms, .object(), "What it says."),
            .required(
                "state",
                \.state,
                .line(max: 40),
                "in-force; resting, while its owner does not control the scope; or expired."
            ),
            .required("own", \.isOwn, .flag, "Whether your participant set it."),
            .required("changedAt", \.changedAt, .time, "When it last changed."),
            .optional(
                "stopped",
                \.stopped,
                .integer(0...Int.max >> 10),
                "How many scans it stopped, where it was set just now."
            ),
            .optional(
                "moreLeft",
                \.isMoreLeft,
                .flag,
                "Whether scans of it are left, where it was set just now: set it again."
            ),
            .optional(
                "replaced",
                \.replaced,
                .line(max: 40),
                "The stance of the rule that stood there, where it was set just now."
            ),
            .optional(
                "dropped",
                \.dropped,
                .list(.line(max: 40), max: 16),
                "The fields that this other rule had, and that are empty now."
            ),
        ]
    }

    /// A rule that was taken back.
    package struct EndedRule: WireValue {
        package var id = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The rule that was.")
        ]
    }

    /// A scope in a query.
    package struct ByScope: WireValue {
        package var scope = ""

        package init() {}

        package init(_ scope: String) {
            self.scope = scope
        }

        package static let fields: [WireField<Self>] = [
            .required("scope", \.scope, .line(max: 1_024), "What you would like to scan.")
        ]
    }

    /// What listed rules say of a scope.
    package struct RulesOn: WireValue {
        package var scope = ""
        package var answer = ""
        package var words = ""
        package var rules: [ScanRule] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("scope", \.scope, .line(max: 1_100), "In canonical form."),
            .required(
                "answer",
                \.answer,
                .line(max: 40),
                "opted-out, ask, welcome, or no-rule: the strictest of them."
            ),
            .required("words", \.words, .line(max: 400), "What to do about it."),
            .list("rules", \.rules, .object(), max: 32, "The strictest first."),
        ]
    }

    /// Where a document of listed rules goes on.
    package struct RulesPage: WireValue {
        package var after: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("after", \.after, .line(max: 40), "The `next` of the document before.")
        ]
    }

    /// What an owner allows one participant.
    package struct AuthorizationTerms: WireValue {
        package var participant = ""
        package var scope = ""
        package var intensity = ""
        package var until = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("participant", \.participant, .line(max: 40), "Who may scan, by their id."),
            .required("scope", \.scope, .line(max: 1_024), "A scope that you control."),
            .required(
                "intensity",
                \.intensity,
                .line(max: 40),
                "The highest: passive, active or intrusive."
            ),
            .required("until", \.until, .time, "Until when, not beyond your proof of control."),
        ]
    }

    /// An owner's word that one participant may scan.
    package struct Authorization: WireValue {
        package var id = ""
        package var terms = AuthorizationTerms()
        package var isGiver = false
        package var state = ""
        package var givenAt = Timestamp()
        package var endedAt: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The authorization."),
            .required("terms", \.terms, .object(), "What it allows."),
            .required("giver", \.isGiver, .flag, "Whether you gave it; else it is given to you."),
            .required("state", \.state, .line(max: 40), "in-force, expired or withdrawn."),
            .required("givenAt", \.givenAt, .time, "When it was given."),
            .optional("endedAt", \.endedAt, .time, "When it was withdrawn."),
        ]
    }
}
