// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// The one clock of an engagement: an access window.
    package struct AccessWindow: WireValue {
        package var state = ""
        package var opens = CalendarDate.range.lowerBound
        package var plannedRelease = CalendarDate.range.lowerBound
        package var days = 0
        package var arithmetic = ""
        package var overAt = Timestamp()
        package var daysLeft: Int?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("state", \.state, .line(max: 40), "planned, open or over."),
            .required("opens", \.opens, .day, "The day of UTC with which it begins."),
            .required(
                "plannedRelease",
                \.plannedRelease,
                .day,
                "The day on which the developer plans the release to other trusted partners."
            ),
            .required("days", \.days, .integer(0...30), "Calendar days from first to last."),
            .required("arithmetic", \.arithmetic, .line(max: 300), "How the days are counted."),
            .required("overAt", \.overAt, .time, "When it is over, or was ended."),
            .optional("daysLeft", \.daysLeft, .integer(0...30), "Days left, while it is open."),
        ]
    }

    /// One field of an engagement.
    package struct EngagementField: WireValue {
        package var field = ""
        package var text: String?
        package var isShared = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required(
                "field",
                \.field,
                .line(max: 40),
                "model, capabilities, safeguards, access or contact."
            ),
            .optional("text", \.text, .text(max: 20_000), "What it says."),
            .required("shared", \.isShared, .flag, "Whether the official's side sees it."),
        ]
    }

    /// The current terms of access.
    package struct AccessTerms: WireValue {
        package var version = 0
        package var text: String?
        package var statedAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("version", \.version, .integer(0...1_000), "Name it to acknowledge them."),
            .optional("text", \.text, .text(max: 20_000), "The terms; absent once erased."),
            .required("statedAt", \.statedAt, .time, "When they were stated."),
        ]
    }

    /// One named person's access.
    package struct Grant: WireValue {
        package var id = ""
        package var name: String?
        package var isYou = false
        package var state = ""
        package var acknowledged: Int?
        package var namedAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The grant."),
            .optional("name", \.name, .text(max: 2_000), "Who; absent once they have left."),
            .required("you", \.isYou, .flag, "Whether it is yours."),
            .required(
                "state",
                \.state,
                .line(max: 40),
                "named, unacknowledged, ready, expired or ended."
            ),
            .optional(
                "acknowledged",
                \.acknowledged,
                .integer(0...1_000),
                "The version of the terms that they acknowledged last."
            ),
            .required("namedAt", \.namedAt, .time, "When they were named."),
        ]
    }

    /// An official's determination, as a pointer.
    package struct Designation: WireValue {
        package var id = ""
        package var outcome = ""
        package var decided = CalendarDate.range.lowerBound
        package var official: String?
        package var consulted: [String] = []
        package var reference: String?
        package var recordedAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The designation."),
            .required("outcome", \.outcome, .line(max: 40), "covered or not-covered."),
            .required("decided", \.decided, .day, "The day on which it was determined."),
            .optional("official", \.official, .line(max: 1_000), "Who determined it."),
            .list("consulted", \.consulted, .line(max: 1_000), max: 20, "Whom they consulted."),
            .optional("reference", \.reference, .line(max: 1_000), "Where the record is kept."),
            .required("recordedAt", \.recordedAt, .time, "When it was recorded here."),
        ]
    }

    /// Another party that both sides may choose.
    package struct Partner: WireValue {
        package var id = ""
        package var name: String?
        package var proposer = ""
        package var developerConcurs: Bool?
        package var officialConcurs: Bool?
        package var developerReason: String?
        package var officialReason: String?
        package var isChosen = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The party."),
            .optional("name", \.name, .line(max: 1_000), "What it is called."),
            .required("proposer", \.proposer, .line(max: 40), "developer or official."),
            .optional("developerConcurs", \.developerConcurs, .flag, "Absent without a word."),
            .optional("officialConcurs", \.officialConcurs, .flag, "Absent without a word."),
            .optional("developerReason", \.developerReason, .text(max: 4_000), "Why."),
            .optional("officialReason", \.officialReason, .text(max: 4_000), "Why."),
            .required("chosen", \.isChosen, .flag, "Whether both sides concur."),
        ]
    }

    /// An entry on an assessment that one side gave to the other.
    package struct Assessment: WireValue {
        package var id = ""
        package var side = ""
        package var reference: String?
        package var summary: String?
        package var partner: String?
        package var sharedAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The entry."),
            .required("side", \.side, .line(max: 40), "Who gave it: developer or official."),
            .optional("reference", \.reference, .line(max: 1_000), "Where it is kept."),
            .optional("summary", \.summary, .text(max: 4_000), "What it is, in plain words."),
            .optional("partner", \.partner, .id, "A chosen partner that it also went to."),
            .required("sharedAt", \.sharedAt, .time, "When."),
        ]
    }
}
