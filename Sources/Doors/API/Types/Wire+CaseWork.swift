// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// A case to open.
    package struct NewCase: WireValue {
        package var title = ""
        package var until: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("title", \.title, .line(max: 200, min: 1), "What it is called."),
            .optional("until", \.until, .time, "A full hour until which to keep silent."),
        ]
    }

    /// Whom to invite, and as what.
    package struct CaseInvitation: WireValue {
        package var participant = ""
        package var roles: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("participant", \.participant, .id, "Whom."),
            .required(
                "roles",
                \.roles,
                .list(.line(max: 40), max: 5, min: 1),
                "finder, supplier, coordinator, operator, observer."
            ),
        ]
    }

    /// An answer to a case's terms.
    package struct CaseAnswer: WireValue {
        package var terms = 0

        package init() {}

        package static let fields: [WireField<Self>] = [
            .defaulted("terms", \.terms, .integer(0...1_000), "Their number; 0 where none are.")
        ]
    }

    /// Whether to be seen by the others on a case.
    package struct CaseShowing: WireValue {
        package var isShown = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("shown", \.isShown, .flag, "Whether the others see that you are on it.")
        ]
    }

    /// Terms to propose.
    package struct NewEmbargo: WireValue {
        package var until = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("until", \.until, .time, "A full hour of UTC, at most a year ahead.")
        ]
    }

    /// Why an embargo ends early.
    package struct EmbargoEnd: WireValue {
        package var ending = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("ending", \.ending, .line(max: 40), "published, exploited or leaked.")
        ]
    }

    /// One who is on a case.
    package struct CaseMember: WireValue {
        package var participant = ""
        package var name: String?
        package var roles: [String] = []
        package var isOwn = false
        package var isShown = false
        package var joinedAt: Timestamp?
        package var consent: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("participant", \.participant, .id, "Who."),
            .optional("name", \.name, .text(max: 2_000), "What it is called."),
            .list("roles", \.roles, .line(max: 40), max: 5, "As what."),
            .required("own", \.isOwn, .flag, "Whether it is your participant."),
            .required("shown", \.isShown, .flag, "Whether it chose to be seen by the others."),
            .optional("joinedAt", \.joinedAt, .time, "Since when, where you may know."),
            .optional("consent", \.consent, .line(max: 40), "Where it stands, if you may know."),
        ]
    }

    /// Who is on a case, as far as you may know.
    package struct CaseRoster: WireValue {
        package var members: [CaseMember] = []
        package var isComplete = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .list("members", \.members, .object(), max: 500, "Those you may know of."),
            .required("complete", \.isComplete, .flag, "Whether that is everybody."),
        ]
    }

    /// Something to say on a case.
    package struct NewMessage: WireValue {
        package var text = ""
        package var to = "everybody"

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("text", \.text, .text(max: 20_000, min: 1), "The words."),
            .defaulted("to", \.to, .line(max: 40), "`everybody` or `coordinators`."),
        ]
    }

    /// Something said on a case.
    package struct Message: WireValue {
        package var id = ""
        package var isOwn = false
        package var author: String?
        package var roles: [String] = []
        package var to = ""
        package var text: String?
        package var writtenAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The message."),
            .required("own", \.isOwn, .flag, "Whether your participant said it."),
            .optional("author", \.author, .text(max: 2_000), "Who, if it shows itself to you."),
            .list("roles", \.roles, .line(max: 40), max: 5, "What it is on the case."),
            .required("to", \.to, .line(max: 40), "`everybody` or `coordinators`."),
            .optional("text", \.text, .text(max: 40_000), "The words; absent once erased."),
            .required("writtenAt", \.writtenAt, .time, "When."),
        ]
    }

    /// What leaving a case has done.
    package struct CaseLeft: WireValue {
        package var id = ""
        package var effect = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The case."),
            .required("effect", \.effect, .text(max: 2_000), "What became of what was shared."),
        ]
    }
}

/// The parameters of a page of what belongs to one thing.
package struct PageByID: WireValue {
    package var id = ""
    package var after: String?
    package var limit = PageLimit.usual

    package init() {}

    package init(_ id: String, after: String? = nil, limit: Int = PageLimit.usual) {
        self.id = id
        self.after = after
        self.limit = limit
    }

    package static let fields: [WireField<Self>] = [
        .required("id", \.id, .id, "The thing's identifier."),
        .optional("after", \.after, .line(max: PageLimit.cursorCharacters), PageLimit.aboutAfter),
        .defaulted("limit", \.limit, .integer(1...PageLimit.most), "How many items at most."),
    ]
}
