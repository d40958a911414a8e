// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// From when until when; the end does not belong to it.
    package struct Window: WireValue {
        package var start = Timestamp()
        package var end = Timestamp()

        package init() {}

        package init(start: Timestamp, end: Timestamp) {
            self.start = start
            self.end = end
        }

        package static let fields: [WireField<Self>] = [
            .required("start", \.start, .time, "Its first moment."),
            .required("end", \.end, .time, "The moment at which it is over."),
        ]
    }

    /// A plan to scan, to be declared.
    package struct ScanPlan: WireValue {
        package var scopes: [String] = []
        package var technique = ""
        package var tool = ""
        package var modelFamily: String?
        package var intensity: String?
        package var window = Window()
        package var evidence: Evidence?
        package var sources: [String] = []
        package var contact: String?
        package var note: String?
        package var clock: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = [
            scopesField(\.scopes),
            .required("technique", \.technique, .line(max: 80), "How, for example `fuzzing`."),
            .required("tool", \.tool, .line(max: 128), "With what."),
            .optional(
                "modelFamily",
                \.modelFamily,
                .line(max: 128),
                "The models that do the work."
            ),
            .optional("intensity", \.intensity, .line(max: 40), intensityMeaning),
            .required("window", \.window, .object(), "When."),
            .optional(
                "evidence",
                \.evidence,
                .object(),
                "An owner's document, where a network, name or service is scanned by its word."
            ),
            .list("sources", \.sources, .line(max: 80), max: 16, sourcesMeaning),
            .optional("contact", \.contact, .line(max: TextLimit.contact), contactMeaning),
            .optional("note", \.note, .text(max: 2_000), "For yourselves; never part of advice."),
            .optional("clock", \.clock, .time, "What your clock says; refused if it is off."),
        ]
    }

    static let intensityMeaning =
        "`passive`, `active` or `intrusive`; needed for networks, names and services."
    private static let sourcesMeaning = "The networks that it comes from."
    private static let contactMeaning = "How an owner's question reaches you; never part of advice."

    /// A document by which an owner allowed a scan.
    package struct Evidence: WireValue {
        package var digest = ""
        package var contact = ""
        package var expires = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("digest", \.digest, .line(max: 80), "Its SHA-256: `sha256:` and hex."),
            .required(
                "contact",
                \.contact,
                .line(max: TextLimit.contact),
                "How its owner is reached."
            ),
            .required("expires", \.expires, .time, "Until when it allows the scan."),
        ]
    }

    /// A list of what a scan looks at.
    static func scopesField<Whole>(
        _ path: any WritableKeyPath<Whole, [String]> & Sendable
    ) -> WireField<Whole> {
        .required(
            "scopes",
            path,
            .list(.line(max: 1_024), max: 64, min: 1),
            "Networks, names, services, package URLs, addresses of repositories, CPE 2.3 names."
        )
    }

    /// A declared scan and its lease.
    package struct Scan: WireValue {
        package var id = ""
        package var state = ""
        package var scopes: [String] = []
        package var technique = ""
        package var tool = ""
        package var modelFamily: String?
        package var intensity = ""
        package var window = Window()
        package var evidence: Evidence?
        package var sources: [String] = []
        package var contact: String?
        package var note: String?
        package var participant: String?
        package var fence = 0
        package var expires = Timestamp()
        package var declaredAt = Timestamp()
        package var endedAt: Timestamp?
        package var stopContact: String?
        package var wantsIntroduction = false
        package var advice: Advice?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The scan."),
            .required("state", \.state, .line(max: 40), "planned, active, lapsed, over, …"),
            .list("scopes", \.scopes, .line(max: 1_100), max: 64, "In canonical form."),
            .required("technique", \.technique, .line(max: 80), "How."),
            .required("tool", \.tool, .line(max: 128), "With what."),
            .optional(
                "modelFamily",
                \.modelFamily,
                .line(max: 128),
                "The models that do the work."
            ),
            .required(
                "intensity",
                \.intensity,
                .line(max: 40),
                "`passive`, `active`, `intrusive`."
            ),
            .required("window", \.window, .object(), "When."),
            .optional("evidence", \.evidence, .object(), "An owner's document; yours to see."),
            .list("sources", \.sources, .line(max: 80), max: 16, sourcesMeaning),
            .optional("contact", \.contact, .line(max: TextLimit.contact), contactMeaning),
            .optional("note", \.note, .text(max: 2_000), "For yourselves."),
            .optional("participant", \.participant, .id, "Whose it is, where you may know."),
            .required("fence", \.fence, .integer(0...Int.max >> 10), "The lease's fencing number."),
            .required("expires", \.expires, .time, "When the lease runs out without a heartbeat."),
            .required("declaredAt", \.declaredAt, .time, "When it was declared."),
            .optional("endedAt", \.endedAt, .time, "When it was said how it ended."),
            .optional(
                "stopContact",
                \.stopContact,
                .line(max: TextLimit.contact),
                "Whom to ask why its owner stopped it; yours to see."
            ),
            .required(
                "wantsIntroduction",
                \.wantsIntroduction,
                .flag,
                "Whether you asked to be introduced to those who overlap."
            ),
            .optional(
                "advice",
                \.advice,
                .object(),
                "Who else is there, never who; absent past the day's budget of questions."
            ),
        ]
    }

    /// Which lease is still wanted.
    package struct Heartbeat: WireValue {
        package var fence = 0

        package init() {}

        package init(fence: Int) {
            self.fence = fence
        }

        package static let fields: [WireField<Self>] = [
            .required("fence", \.fence, .integer(0...Int.max >> 10), "The lease's fencing number.")
        ]
    }

    /// How a scan ended.
    package struct ScanEnd: WireValue {
        package var outcome = ""
        package var coverage: CoverageTold?

        package init() {}

        package init(outcome: String, coverage: CoverageTold? = nil) {
            self.outcome = outcome
            self.coverage = coverage
        }

        package static let fields: [WireField<Self>] = [
            .required(
                "outcome",
                \.outcome,
                .line(max: 40),
                "`completed`, `abandoned` or `cancelled`."
            ),
            .optional("coverage", \.coverage, .object(), "What it looked at, and how completely."),
        ]
    }

    /// Somebody whose scan overlaps with yours and who, as you did, asked to be told.
    package struct Introduction: WireValue {
        package var id = ""
        package var scan = ""
        package var participant = ""
        package var name: String?
        package var contact: String?
        package var madeAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The introduction."),
            .required("scan", \.scan, .id, "Your scan."),
            .required("participant", \.participant, .id, "Who else is there."),
            .optional("name", \.name, .line(max: 400), "As it is called."),
            .optional("contact", \.contact, .line(max: TextLimit.contact), "How it is reached."),
            .required("madeAt", \.madeAt, .time, "When both had asked."),
        ]
    }
}
