// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// One engagement in a list.
    package struct EngagementLine: WireValue {
        package var id = ""
        package var codename: String?
        package var side = ""
        package var state = ""
        package var step = ""
        package var todo = ""
        package var actor = ""
        package var due: Timestamp?
        package var window: AccessWindow?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The engagement."),
            .optional("codename", \.codename, .line(max: 1_000), "Absent once erased."),
            .required("side", \.side, .line(max: 40), "Yours: developer or official."),
            .required("state", \.state, .line(max: 40), EngagementWords.states),
            .required("step", \.step, .line(max: 40), "What can be done, in a word."),
            .required("todo", \.todo, .line(max: 500), "What can be done, in a sentence."),
            .required("actor", \.actor, .line(max: 40), "you, other or nobody."),
            .optional("due", \.due, .time, "Until when."),
            .optional("window", \.window, .object(), "Its one clock."),
        ]
    }

    /// An engagement as your side may see it.
    package struct Engagement: WireValue {
        package var id = ""
        package var codename: String?
        package var side = ""
        package var state = ""
        package var step = ""
        package var todo = ""
        package var actor = ""
        package var due: Timestamp?
        package var otherSide: String?
        package var openedAt = Timestamp()
        package var withdrawnAt: Timestamp?
        package var window: AccessWindow?
        package var fields: [EngagementField] = []
        package var terms: AccessTerms?
        package var grants: [Grant] = []
        package var designations: [Designation] = []
        package var partners: [Partner] = []
        package var assessments: [Assessment] = []
        package var rights: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The engagement."),
            .optional("codename", \.codename, .line(max: 1_000), "Absent once erased."),
            .required("side", \.side, .line(max: 40), "Yours: developer or official."),
            .required("state", \.state, .line(max: 40), EngagementWords.states),
            .required("step", \.step, .line(max: 40), "What can be done, in a word."),
            .required("todo", \.todo, .line(max: 500), "What can be done, in a sentence."),
            .required("actor", \.actor, .line(max: 40), "you, other or nobody."),
            .optional("due", \.due, .time, "Until when."),
            .optional("otherSide", \.otherSide, .text(max: 2_000), "Who the other side is."),
            .required("openedAt", \.openedAt, .time, "When it was opened."),
            .optional("withdrawnAt", \.withdrawnAt, .time, "When the developer withdrew it."),
            .optional("window", \.window, .object(), "Its one clock."),
            .list("fields", \.fields, .object(), max: 10, "What the developer says of its model."),
            .optional("terms", \.terms, .object(), "The current terms of access."),
            .list("grants", \.grants, .object(), max: 200, "People named for access."),
            .list("designations", \.designations, .object(), max: 100, "The newest first."),
            .list("partners", \.partners, .object(), max: 200, "Parties that were proposed."),
            .list("assessments", \.assessments, .object(), max: 100, "The newest first."),
            .list("rights", \.rights, .line(max: 40), max: 20, "What you can do."),
        ]
    }

    /// What leaving an engagement has done.
    package struct EngagementLeft: WireValue {
        package var id = ""
        package var effect = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The engagement."),
            .required("effect", \.effect, .text(max: 2_000), "What became of what was shared."),
        ]
    }

    /// One line of an access log.
    package struct AccessLine: WireValue {
        package var id = ""
        package var kind = ""
        package var person: String?
        package var about: String?
        package var at = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The line."),
            .required("kind", \.kind, .line(max: 40), "viewed, acknowledged or used."),
            .optional("person", \.person, .text(max: 2_000), "Who; absent once they have left."),
            .optional("about", \.about, .text(max: 4_000), "What for; absent once erased."),
            .required("at", \.at, .time, "When."),
        ]
    }

    /// Words that several types share.
    private enum EngagementWords {
        static let states =
            "alone, shared, window-planned, window-open, window-over or withdrawn."
    }
}
