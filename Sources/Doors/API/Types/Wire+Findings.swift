// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// A finding as a list shows it.
    package struct Finding: WireValue {
        package var id = ""
        package var title = ""
        package var package = ""
        package var versions: [String] = []
        package var function: String?
        package var file: String?
        package var line: Int?
        package var weakness: String?
        package var level = ""
        package var tlp = ""
        package var foundAt = Timestamp()
        package var changedAt = Timestamp()
        package var finders = 0
        package var step = ""
        package var todo = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The finding."),
            .required("title", \.title, .line(max: 1_000), "As its first finder put it."),
            .required("package", \.package, .line(max: 600), "The package URL."),
            .list("versions", \.versions, .line(max: 600), max: 1_000, "Which versions have it."),
            .optional("function", \.function, .line(max: 2_000), "The function."),
            .optional("file", \.file, .line(max: 4_000), "The path within the package."),
            .optional("line", \.line, .integer(0...Int.max >> 10), "The line, as reported."),
            .optional("weakness", \.weakness, .line(max: 40), "For example `CWE-787`."),
            .required("level", \.level, .line(max: 40), "critical, high, medium, low or none."),
            .required("tlp", \.tlp, .line(max: 40), "Its TLP 2.0 label."),
            .required("foundAt", \.foundAt, .time, "When the first report came."),
            .required("changedAt", \.changedAt, .time, "When it last changed."),
            .required("finders", \.finders, .integer(0...1_000_000), "How many found it."),
            .required("step", \.step, .line(max: 40), "What is to be done, in a word."),
            .required("todo", \.todo, .line(max: 500), "What is to be done, in a sentence."),
        ]
    }

    /// A finder as the reader may see them; what is missing is not for this reader.
    package struct Finder: WireValue {
        package var finding = ""
        package var isOwn = false
        package var participant: String?
        package var credit: String?
        package var foundAt = Timestamp()
        package var verdict: String?
        package var report: String?
        package var tool: String?
        package var rule: String?
        package var title: String?
        package var message: String?
        package var references: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("finding", \.finding, .id, "Their finding, merged or not."),
            .required("own", \.isOwn, .flag, "Whether it is your participant."),
            .optional("participant", \.participant, .id, "Who."),
            .optional("credit", \.credit, .line(max: 500), "How they want to be named, verbatim."),
            .required("foundAt", \.foundAt, .time, "When their report came."),
            .optional("verdict", \.verdict, .line(max: 40), "What it was found to be."),
            .optional("report", \.report, .id, "Their report."),
            .optional("tool", \.tool, .line(max: 1_000), "With what."),
            .optional("rule", \.rule, .line(max: 1_000), "By which of its rules."),
            .optional("title", \.title, .text(max: 10_000), "In their words."),
            .optional("message", \.message, .text(max: 100_000), "In their words."),
            .list("references", \.references, .text(max: 4_000), max: 100, "Where they point to."),
        ]
    }

    /// A key under which equal findings collide.
    package struct Fingerprint: WireValue {
        package var scheme = ""
        package var text = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("scheme", \.scheme, .line(max: 80), "How it is made."),
            .required("text", \.text, .line(max: 200), "Hexadecimal."),
        ]
    }

    /// How two findings stand to each other.
    package struct Relation: WireValue {
        package var finding = ""
        package var other = ""
        package var relation = ""
        package var scheme = ""
        package var madeAt = Timestamp()
        package var endedAt: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("finding", \.finding, .id, "The one."),
            .required("other", \.other, .id, "The other."),
            .required("relation", \.relation, .line(max: 40), "For example `duplicate_of`."),
            .required("scheme", \.scheme, .line(max: 80), "Which key they share."),
            .required("madeAt", \.madeAt, .time, "Since when."),
            .optional("endedAt", \.endedAt, .time, "Until when, where it was undone."),
        ]
    }

    /// A finding with everything that the reader may see of it.
    package struct FindingDetail: WireValue {
        package var finding = Finding()
        package var finders: [Finder] = []
        package var fingerprints: [Fingerprint] = []
        package var relations: [Relation] = []
        package var canSplit = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("finding", \.finding, .object(), "As lists show it."),
            .list("finders", \.finders, .object(), max: 10_000, "Everyone who found it."),
            .list("fingerprints", \.fingerprints, .object(), max: 10_000, "Its keys."),
            .list("relations", \.relations, .object(), max: 10_000, "To other findings."),
            .required("canSplit", \.canSplit, .flag, "Whether you may undo a merge here."),
        ]
    }

    /// Which report's finding is another one after all, and why.
    package struct Split: WireValue {
        package var report = ""
        package var reason = ""

        package init() {}

        package init(report: String, reason: String) {
            self.report = report
            self.reason = reason
        }

        package static let fields: [WireField<Self>] = [
            .required("report", \.report, .id, "The report that was merged wrongly."),
            .required("reason", \.reason, .text(max: 1_000, min: 1), "How one sees that."),
        ]
    }

    /// Something that a participant is told.
    package struct Notice: WireValue {
        package var id = ""
        package var kind = ""
        package var finding = ""
        package var others = 0
        package var madeAt = Timestamp()
        package var text = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The notice."),
            .required("kind", \.kind, .line(max: 40), "`merged` or `split`."),
            .required("finding", \.finding, .id, "The finding that it is about."),
            .required("others", \.others, .integer(0...1_000_000), "How many more it is about."),
            .required("madeAt", \.madeAt, .time, "When."),
            .required("text", \.text, .text(max: 4_000), "In words."),
        ]
    }
}
