// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// What a coordinator says of a vulnerability.
    package struct VulnerabilityDraft: WireValue {
        package var title = ""
        package var range = ""
        package var cvss: String?
        package var cve: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("title", \.title, .line(max: 300), "What it is, in a line."),
            .required(
                "range",
                \.range,
                .line(max: 8_192),
                "The versions that have it: VERS, or as the package's ecosystem writes ranges."
            ),
            .optional("cvss", \.cvss, .line(max: 512), "A CVSS vector of any version."),
            .optional("cve", \.cve, .line(max: 30), "Its CVE identifier."),
        ]
    }

    /// The vulnerability that a finding belongs to.
    package struct RootCause: WireValue {
        package var vulnerability = ""

        package init() {}

        package init(_ vulnerability: String) {
            self.vulnerability = vulnerability
        }

        package static let fields: [WireField<Self>] = [
            .required("vulnerability", \.vulnerability, .id, "The vulnerability.")
        ]
    }

    /// A fact to be stated.
    package struct NewFact: WireValue {
        package var kind = ""
        package var value = ""
        package var source = ""
        package var asOf: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required(
                "kind",
                \.kind,
                .line(max: 40),
                "exploited, automatable, technical-impact, public-exploit or patch-available."
            ),
            .required(
                "value",
                \.value,
                .line(max: 40),
                "kev, active or no; total or partial; else yes or no; of any: unknown."
            ),
            .required("source", \.source, .line(max: 500, min: 1), "Where it is known from."),
            .optional("asOf", \.asOf, .time, "When it was so; now without it."),
        ]
    }

    /// A fact that was stated, or derived from a validation.
    package struct Fact: WireValue {
        package var kind = ""
        package var value = ""
        package var source: String?
        package var statedBy: String?
        package var statedAt = Timestamp()
        package var asOf = Timestamp()
        package var isDerived = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("kind", \.kind, .line(max: 40), "What it is about."),
            .required("value", \.value, .line(max: 40), "What is stated."),
            .optional("source", \.source, .line(max: 500), "Where it is known from."),
            .optional("statedBy", \.statedBy, .id, "Whose coordinator stated it, if you may know."),
            .required("statedAt", \.statedAt, .time, "When it was stated here."),
            .required("asOf", \.asOf, .time, "The moment of which the source says it."),
            .required("derived", \.isDerived, .flag, "Worked out from a validation here."),
        ]
    }

    /// A CVSS vector, and what it says.
    package struct CVSS: WireValue {
        package var vector = ""
        package var score = ""
        package var rating = ""
        package var nomenclature = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("vector", \.vector, .line(max: 512), "As it was written."),
            .required("score", \.score, .line(max: 8), "With one decimal, as text: 9.8."),
            .required("rating", \.rating, .line(max: 20), "None, Low, Medium, High or Critical."),
            .required("nomenclature", \.nomenclature, .line(max: 20), "For example CVSS-BT."),
        ]
    }

    /// A vulnerability with its rank.
    package struct Vulnerability: WireValue {
        package var id = ""
        package var title: String?
        package var package = ""
        package var range = ""
        package var cve: String?
        package var cvss: CVSS?
        package var weakness: String?
        package var band = ""
        package var timeline = ""
        package var why = ""
        package var change = ""
        package var affected: String?
        package var facts: [Fact] = []
        package var history: [Fact] = []
        package var findings: [String] = []
        package var recordedAt = Timestamp()
        package var changedAt = Timestamp()
        package var publishedAt: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = naming + ranking + times

        private static let naming: [WireField<Self>] = [
            .required("id", \.id, .id, "The vulnerability."),
            .optional("title", \.title, .line(max: 300), "What it is; absent once erased."),
            .required("package", \.package, .line(max: 600), "The package URL, without a version."),
            .required("range", \.range, .line(max: 16_384), "The versions that have it, as VERS."),
            .optional("cve", \.cve, .line(max: 30), "Its CVE identifier."),
            .optional("cvss", \.cvss, .object(), "How severe it is."),
            .optional("weakness", \.weakness, .line(max: 20), "For example CWE-787."),
        ]

        private static let ranking: [WireField<Self>] = [
            .required(
                "band",
                \.band,
                .line(max: 20),
                "`incident`, `urgent`, `standard` or `needs-info`."
            ),
            .required(
                "timeline",
                \.timeline,
                .line(max: 10),
                "BOD 26-04's for an exposed asset: 3DF, 3D, 14D, 60D or FSU."
            ),
            .required("why", \.why, .text(max: 4_000), "Why now, from facts with their sources."),
            .required("change", \.change, .text(max: 2_000), "What would change its band."),
            .optional(
                "affected",
                \.affected,
                .line(max: 20),
                "How many operators run it: `none`, `fewer than 5`, or the number."
            ),
            .list("facts", \.facts, .object(), max: 20, "What is in force."),
            .list(
                "history",
                \.history,
                .object(),
                max: 1_000,
                "All that was stated, newest first."
            ),
        ]

        private static let times: [WireField<Self>] = [
            .list("findings", \.findings, .id, max: 1_000, "Those of its findings that you see."),
            .required("recordedAt", \.recordedAt, .time, "When it was recorded."),
            .required("changedAt", \.changedAt, .time, "When it last changed."),
            .optional("publishedAt", \.publishedAt, .time, "When everybody was told."),
        ]
    }

    /// What an import of CISA's catalogue did.
    package struct KEVImport: WireValue {
        package var compared = 0
        package var stated = 0

        package init() {}

        private static let range = 0...10_000_000

        package static let fields: [WireField<Self>] = [
            .required("compared", \.compared, .integer(range), "Identifiers looked up."),
            .required("stated", \.stated, .integer(range), "Stated to be in it from now on."),
        ]
    }
}
