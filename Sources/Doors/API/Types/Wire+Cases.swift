// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// Until which hour to keep silent, by its number on the case.
    package struct Terms: WireValue {
        package var number = 0
        package var until = Timestamp()
        package var isOwn = false
        package var isAccepted = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("number", \.number, .integer(0...1_000), "Name it when you answer."),
            .required("until", \.until, .time, "The hour at which the silence ends."),
            .required("own", \.isOwn, .flag, "Whether your participant proposed it."),
            .required("accepted", \.isAccepted, .flag, "Whether your participant said yes to it."),
        ]
    }

    /// Where a case's embargo stands.
    package struct Embargo: WireValue {
        package var state = ""
        package var inForce: Terms?
        package var onTable: Terms?
        package var ending: String?
        package var endedAt: Timestamp?
        package var isAnswered = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required(
                "state",
                \.state,
                .line(max: 40),
                "none, proposed, active, revise or exited."
            ),
            .optional("inForce", \.inForce, .object(), "The terms that were agreed last."),
            .optional("onTable", \.onTable, .object(), "The terms that wait for answers."),
            .optional(
                "ending",
                \.ending,
                .line(max: 40),
                "Why it ended early: released, published, exploited or leaked."
            ),
            .optional("endedAt", \.endedAt, .time, "When it ended."),
            .required("answered", \.isAnswered, .flag, "Whether all have answered; never who."),
        ]
    }

    /// Your own place on a case.
    package struct CasePlace: WireValue {
        package var roles: [String] = []
        package var invitedAt = Timestamp()
        package var joinedAt: Timestamp?
        package var isShown = false
        package var consent = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .list(
                "roles",
                \.roles,
                .line(max: 40),
                max: 5,
                "finder, supplier, coordinator, operator, observer."
            ),
            .required("invitedAt", \.invitedAt, .time, "When you were invited."),
            .optional("joinedAt", \.joinedAt, .time, "When you first consented to be on it."),
            .required("shown", \.isShown, .flag, "Whether the others see that you are on it."),
            .required(
                "consent",
                \.consent,
                .line(max: 40),
                "no_embargo, invited, signatory, lapsed or declined."
            ),
        ]
    }

    /// A case as you may see it; without consent that is the invitation and its terms.
    package struct Case: WireValue {
        package var id = ""
        package var step = ""
        package var todo = ""
        package var actor = ""
        package var due: Timestamp?
        package var openedAt = Timestamp()
        package var closedAt: Timestamp?
        package var isReadable = false
        package var title: String?
        package var vulnerability: String?
        package var members: String?
        package var own: CasePlace?
        package var embargo = Embargo()
        package var rights: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The case."),
            .required("step", \.step, .line(max: 40), "What is to be done, in a word."),
            .required("todo", \.todo, .line(max: 500), "What is to be done, in a sentence."),
            .required("actor", \.actor, .line(max: 40), "you, coordinator, others or nobody."),
            .optional("due", \.due, .time, "Until when."),
            .required("openedAt", \.openedAt, .time, "When it was opened."),
            .optional("closedAt", \.closedAt, .time, "When it was closed."),
            .required("readable", \.isReadable, .flag, "Whether you may read what it is about."),
            .optional("title", \.title, .line(max: 1_000), "What it is called."),
            .optional("vulnerability", \.vulnerability, .id, "What it is about."),
            .optional("members", \.members, .line(max: 40), "How many are on it; few are hidden."),
            .optional("own", \.own, .object(), "Your place on it."),
            .required("embargo", \.embargo, .object(), "Its embargo."),
            .list(
                "rights",
                \.rights,
                .line(max: 40),
                max: 20,
                "What you can do: consent, decline, propose, write, leave, coordinate."
            ),
        ]
    }
}
