// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// For what a scanner wants to carry a token.
    package struct ProbeTokenRequest: WireValue {
        package var scope = ""
        package var hours: Int?

        package init() {}

        package init(scope: String, hours: Int? = nil) {
            self.scope = scope
            self.hours = hours
        }

        package static let fields: [WireField<Self>] = [
            .required("scope", \.scope, .line(max: 1_024), "A scope of the scan, or a part of it."),
            .optional(
                "hours",
                \.hours,
                .integer(1...24),
                "How long it counts; else as long as the lease without a further heartbeat."
            ),
        ]
    }

    /// A signed token to carry.
    package struct ProbeToken: WireValue {
        package var token = ""
        package var scan = ""
        package var scope = ""
        package var from = Timestamp()
        package var until = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("token", \.token, .line(max: 4_096), "A JSON Web Token, signed with EdDSA."),
            .required("scan", \.scan, .id, "The scan that it names."),
            .required("scope", \.scope, .line(max: 1_100), "What it may be shown to."),
            .required("from", \.from, .time, "Since when it counts."),
            .required("until", \.until, .time, "When it ceases to count."),
        ]
    }

    /// How a probe description file is to be made.
    package struct ProbeDescriptionOptions: WireValue {
        package var id = ""
        package var at: String?
        package var languages: String?

        package init() {}

        package init(id: String, at: String?, languages: String?) {
            self.id = id
            self.at = at
            self.languages = languages
        }

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The scan."),
            .optional(
                "at",
                \.at,
                .line(max: 512),
                "Where the file will stand: https://…/.well-known/probing.txt."
            ),
            .optional(
                "languages",
                \.languages,
                .line(max: 128),
                "Languages to write in, with commas between; English otherwise."
            ),
        ]
    }

    /// What was seen: from where, at what, when.
    package struct AlertQuestion: WireValue {
        package var source = ""
        package var target = ""
        package var port: Int?
        package var time = Timestamp()
        package var token: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("source", \.source, .line(max: 64), "The address that it came from."),
            .required(
                "target",
                \.target,
                .line(max: 512),
                "Your address or name, or https://host/path."
            ),
            .optional("port", \.port, .integer(1...65_535), "The port that it went to."),
            .required("time", \.time, .time, "When."),
            .optional("token", \.token, .line(max: 2_048), "The probe token that it carried."),
        ]
    }

    /// An alert to be asked about.
    package struct NewAlert: WireValue {
        package var seen = AlertQuestion()
        package var note: String?
        package var isNamed = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("seen", \.seen, .object(), "What was seen."),
            .optional("note", \.note, .text(max: 2_000), "For those whose scan it may have been."),
            .defaulted("named", \.isNamed, .flag, "Whether they are told who asks."),
        ]
    }

    /// An alert as one of its sides sees it.
    package struct Alert: WireValue {
        package var id = ""
        package var isOwn = false
        package var asker: String?
        package var source = ""
        package var target = ""
        package var time = Timestamp()
        package var verdict = ""
        package var reason: String?
        package var tokenFault: String?
        package var note: String?
        package var askedAt = Timestamp()
        package var relays: [AlertRelay] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The alert."),
            .required("own", \.isOwn, .flag, "Whether your participant asked."),
            .optional("asker", \.asker, .line(max: 400), "Who asked, where you may know."),
            .required("source", \.source, .line(max: 64), "The address that it came from."),
            .required("target", \.target, .line(max: 1_100), "What it went to."),
            .required("time", \.time, .time, "When it was seen."),
            .required(
                "verdict",
                \.verdict,
                .line(max: 40),
                "`confirmed`, `undetermined` or `unrelated`."
            ),
            .optional("reason", \.reason, .line(max: 40), "Why, for who asked."),
            .optional("tokenFault", \.tokenFault, .line(max: 40), "Why the token proves nothing."),
            .optional("note", \.note, .text(max: 2_000), "What who asked says."),
            .required("askedAt", \.askedAt, .time, "When it was asked."),
            .list("relays", \.relays, .object(), max: 16, "To whom it was relayed; never who."),
        ]
    }

    /// One to whom an alert was relayed.
    package struct AlertRelay: WireValue {
        package var scan: String?
        package var isOwn = false
        package var isOnTarget = false
        package var isInForce = false
        package var answer: String?
        package var words: String?
        package var answeredAt: Timestamp?
        package var responseSeconds: Int?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("scan", \.scan, .id, "The scan, where it is on the target or your own."),
            .required("own", \.isOwn, .flag, "Whether it is your participant's."),
            .required("onTarget", \.isOnTarget, .flag, "Whether it is on the target."),
            .required("inForce", \.isInForce, .flag, "Whether its lease was in force then."),
            .optional("answer", \.answer, .line(max: 40), "`it-was-us` or `it-was-not-us`."),
            .optional("words", \.words, .text(max: 2_000), "What they say."),
            .optional("answeredAt", \.answeredAt, .time, "When they answered."),
            .optional(
                "responseSeconds",
                \.responseSeconds,
                .integer(0...Int.max >> 10),
                "Seconds from the question to the answer."
            ),
        ]
    }

    /// What the participant whose scan it may have been says.
    package struct AlertReply: WireValue {
        package var answer = ""
        package var words: String?

        package init() {}

        package init(answer: String, words: String? = nil) {
            self.answer = answer
            self.words = words
        }

        package static let fields: [WireField<Self>] = [
            .required("answer", \.answer, .line(max: 40), "`it-was-us` or `it-was-not-us`."),
            .optional("words", \.words, .text(max: 2_000), "For whoever asked."),
        ]
    }

    /// Many questions at once.
    package struct AlertBatch: WireValue {
        /// Questions in one request at most.
        package static let most = 1_000

        package var questions: [AlertQuestion] = []

        package init() {}

        package init(questions: [AlertQuestion]) {
            self.questions = questions
        }

        package static let fields: [WireField<Self>] = [
            .required(
                "questions",
                \.questions,
                .list(.object(), max: most, min: 1),
                "What was seen, in any order."
            )
        ]
    }

    /// The answers to many questions, in their order.
    package struct AlertAnswers: WireValue {
        package var answers: [AlertLine] = []

        package init() {}

        package init(answers: [AlertLine]) {
            self.answers = answers
        }

        package static let fields: [WireField<Self>] = [
            .list("answers", \.answers, .object(), max: AlertBatch.most, "In the order asked.")
        ]
    }

    /// The answer to one of many questions.
    package struct AlertLine: WireValue {
        package var verdict: String?
        package var reason: String?
        package var scans: [String] = []
        package var tokenFault: String?
        package var refused: String?
        package var place: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional(
                "verdict",
                \.verdict,
                .line(max: 40),
                "`confirmed`, `undetermined` or `unrelated`; absent where it is refused."
            ),
            .optional("reason", \.reason, .line(max: 40), "Why."),
            .list("scans", \.scans, .id, max: 16, "Scans on the target that it may be."),
            .optional("tokenFault", \.tokenFault, .line(max: 40), "Why the token proves nothing."),
            .optional(
                "refused",
                \.refused,
                .line(max: 40),
                "Why it is not answered: `not-controlled` (not your target), `not-an-address`, …"
            ),
            .optional("place", \.place, .line(max: 40), "What of the question is refused."),
        ]
    }
}
