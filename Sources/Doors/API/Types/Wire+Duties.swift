// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// The name of a duty.
    package struct ByDuty: WireValue {
        package var duty = ""

        package init() {}

        package init(_ duty: String) {
            self.duty = duty
        }

        package static let fields: [WireField<Self>] = [
            .required("duty", \.duty, .line(max: 80), "The duty, such as eo-14409-2-d.")
        ]
    }

    /// A pointer to evidence.
    package struct DutyEvidence: WireValue {
        package var pointer: String?
        package var recordedAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("pointer", \.pointer, .line(max: 500), "An address or a citation."),
            .required("recordedAt", \.recordedAt, .time, "When it was recorded."),
        ]
    }

    /// What one participant keeps on a duty.
    package struct DutyRecord: WireValue {
        package var by: String?
        package var isOwn = false
        package var status = ""
        package var shownTo = ""
        package var changedAt = Timestamp()
        package var evidence: [DutyEvidence] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("by", \.by, .line(max: 400), "Who says so, and recorded the evidence."),
            .required("own", \.isOwn, .flag, "Whether that is your participant."),
            .required(
                "status",
                \.status,
                .line(max: 40),
                "not-publicly-known, under-way, done or not-done."
            ),
            .required(
                "shownTo",
                \.shownTo,
                .line(max: 40),
                "named: itself alone; community: every participant; everyone."
            ),
            .required("changedAt", \.changedAt, .time, "When it last changed."),
            .list("evidence", \.evidence, .object(), max: 50, "The oldest first."),
        ]
    }

    /// A dated obligation of an agency.
    package struct Duty: WireValue {
        package var name = ""
        package var source = ""
        package var owner = ""
        package var text = ""
        package var due: String?
        package var arithmetic: String?
        package var daysLeft: Int?
        package var status = ""
        package var statusWords = ""
        package var statedBy: String?
        package var basis = ""
        package var note: String?
        package var records: [DutyRecord] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("name", \.name, .line(max: 80), "Its name in the register."),
            .required("source", \.source, .line(max: 200), "The section that sets it."),
            .required("owner", \.owner, .line(max: 400), "Who owes it, as the order names them."),
            .required("text", \.text, .line(max: 500), "What is owed."),
            .optional("due", \.due, .line(max: 10), "The last day; missing where none is known."),
            .optional("arithmetic", \.arithmetic, .line(max: 100), "How that day is counted."),
            .optional(
                "daysLeft",
                \.daysLeft,
                .integer(-100_000...100_000),
                "Days until then, in UTC; below zero once it has passed."
            ),
            .required(
                "status",
                \.status,
                .line(max: 40),
                "not-publicly-known, under-way, done or not-done."
            ),
            .required("statusWords", \.statusWords, .line(max: 40), "The same in words."),
            .optional("statedBy", \.statedBy, .line(max: 400), "Who says so."),
            .required("basis", \.basis, .line(max: 200), "What the register knows it from."),
            .optional("note", \.note, .line(max: 500), "What else is known, and what is not."),
            .list("records", \.records, .object(), max: 500, "What you may see on it."),
        ]
    }

    /// One row of the directive's table of timelines.
    package struct DirectiveTimeline: WireValue {
        package var isExposed = false
        package var isInKEV = false
        package var isAutomatable = false
        package var total = ""
        package var partial = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("exposed", \.isExposed, .flag, "Whether the asset is publicly exposed."),
            .required("inKEV", \.isInKEV, .flag, "Whether CISA's catalogue has it."),
            .required("automatable", \.isAutomatable, .flag, "Whether attacks can be automated."),
            .required("total", \.total, .line(max: 10), "By when, with total impact: 3DF to FSU."),
            .required("partial", \.partial, .line(max: 10), "By when, with partial impact."),
        ]
    }

    /// The binding operational directive in force.
    package struct Directive: WireValue {
        package var name = ""
        package var title = ""
        package var issued = ""
        package var replaces: [String] = []
        package var force = ""
        package var forceWords = ""
        package var timelines: [DirectiveTimeline] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("name", \.name, .line(max: 40), "Its number."),
            .required("title", \.title, .line(max: 200), "Its title."),
            .required("issued", \.issued, .line(max: 10), "The day it was issued."),
            .list("replaces", \.replaces, .line(max: 40), max: 10, "What it replaced."),
            .required("force", \.force, .line(max: 40), "On you: binding or advice."),
            .required("forceWords", \.forceWords, .line(max: 200), "The same in words."),
            .list("timelines", \.timelines, .object(), max: 8, "Its table."),
        ]
    }

    /// The register of duties.
    package struct DutyRegister: WireValue {
        package var order = ""
        package var title = ""
        package var ordered = ""
        package var citation = ""
        package var duties: [Duty] = []
        package var directive = Directive()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("order", \.order, .line(max: 80), "The order."),
            .required("title", \.title, .line(max: 200), "Its title."),
            .required("ordered", \.ordered, .line(max: 10), "Its date, from which days count."),
            .required("citation", \.citation, .line(max: 80), "Where it can be read."),
            .list("duties", \.duties, .object(), max: 100, "By section, then by phase."),
            .required("directive", \.directive, .object(), "The directive in force."),
        ]
    }

    /// What to keep on a duty; what is left out stays as it is.
    package struct DutyKeeping: WireValue {
        package var status: String?
        package var shownTo: String?
        package var evidence: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional(
                "status",
                \.status,
                .line(max: 40),
                "not-publicly-known, under-way, done or not-done; an agency's own."
            ),
            .optional(
                "shownTo",
                \.shownTo,
                .line(max: 40),
                "named, community or everyone; nobody else until you say so."
            ),
            .optional(
                "evidence",
                \.evidence,
                .line(max: 500),
                "One more pointer: an address or a citation."
            ),
        ]
    }
}
