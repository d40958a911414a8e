// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// An engagement to open.
    package struct NewEngagement: WireValue {
        package var codename = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("codename", \.codename, .line(max: 200, min: 1), "What you call it here.")
        ]
    }

    /// A field to write.
    package struct NewEngagementField: WireValue {
        package var field = ""
        package var text = ""
        package var isShared = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required(
                "field",
                \.field,
                .line(max: 40),
                "model, capabilities, safeguards, access or contact."
            ),
            .required("text", \.text, .text(max: 20_000, min: 1), "What it says."),
            .defaulted("shared", \.isShared, .flag, "Whether the official's side sees it."),
        ]
    }

    /// The official's side to share with.
    package struct NewOfficial: WireValue {
        package var participant = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("participant", \.participant, .id, "An agency.")
        ]
    }

    /// A window to plan.
    package struct NewWindow: WireValue {
        package var opens = CalendarDate.range.lowerBound
        package var plannedRelease = CalendarDate.range.lowerBound

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("opens", \.opens, .day, "The day of UTC with which it begins."),
            .required(
                "plannedRelease",
                \.plannedRelease,
                .day,
                "Your planned release to other trusted partners, at most 30 days later."
            ),
        ]
    }

    /// A planned date to move.
    package struct NewPlannedRelease: WireValue {
        package var plannedRelease = CalendarDate.range.lowerBound

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("plannedRelease", \.plannedRelease, .day, "Today or a later day of UTC.")
        ]
    }

    /// Terms of access to state.
    package struct NewAccessTerms: WireValue {
        package var text = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("text", \.text, .text(max: 20_000, min: 1), "The terms.")
        ]
    }

    /// Whom to name for access.
    package struct NewGrant: WireValue {
        package var person: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("person", \.person, .id, "One of your people; yourself if left out.")
        ]
    }

    /// A grant that is meant.
    package struct NamedGrant: WireValue {
        package var grant = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("grant", \.grant, .id, "The grant.")
        ]
    }

    /// That terms were read and are kept.
    package struct Acknowledgement: WireValue {
        package var version = 0

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("version", \.version, .integer(0...1_000), "The number of the terms.")
        ]
    }

    /// A use of the access.
    package struct NewAccess: WireValue {
        package var purpose = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("purpose", \.purpose, .text(max: 2_000, min: 1), "What it is used for.")
        ]
    }

    /// A determination to record.
    package struct NewDesignation: WireValue {
        package var outcome = ""
        package var official = ""
        package var decided = CalendarDate.range.lowerBound
        package var consulted: [String] = []
        package var reference = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("outcome", \.outcome, .line(max: 40), "covered or not-covered."),
            .required("official", \.official, .line(max: 200, min: 1), "Who determined it."),
            .required("decided", \.decided, .day, "The day on which it was determined."),
            .list("consulted", \.consulted, .line(max: 200), max: 20, "Whom they consulted."),
            .required("reference", \.reference, .line(max: 200, min: 1), "Where it is kept."),
        ]
    }

    /// A party to propose.
    package struct NewPartner: WireValue {
        package var name = ""
        package var reason = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("name", \.name, .line(max: 200, min: 1), "What it is called."),
            .required("reason", \.reason, .text(max: 2_000, min: 1), "Why."),
        ]
    }

    /// A side's word on a proposed party.
    package struct PartnerAnswer: WireValue {
        package var partner = ""
        package var concurs = false
        package var reason = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("partner", \.partner, .id, "The party."),
            .required("concurs", \.concurs, .flag, "Whether your side concurs."),
            .required("reason", \.reason, .text(max: 2_000, min: 1), "Why, or why not."),
        ]
    }

    /// An assessment that was given.
    package struct NewAssessment: WireValue {
        package var reference = ""
        package var summary = ""
        package var partner: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("reference", \.reference, .line(max: 200, min: 1), "Where it is kept."),
            .required("summary", \.summary, .text(max: 2_000, min: 1), "What it is."),
            .optional("partner", \.partner, .id, "A chosen partner that it also went to."),
        ]
    }
}
