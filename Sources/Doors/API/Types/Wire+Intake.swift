// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// What a SARIF file does not say itself.
    package struct SARIFParameters: WireValue {
        package var package: String?
        package var scan: String?
        package var credit: String?
        package var contact: String?
        package var tlp: String?
        package var embargoUntil: Timestamp?

        package init() {}

        package init(package: String?, scan: String? = nil, credit: String? = nil) {
            self.package = package
            self.scan = scan
            self.credit = credit
        }

        package static let fields: [WireField<Self>] = [
            .optional("package", \.package, .line(max: 512), "The package URL it is about."),
            .optional("scan", \.scan, .id, "The scan that it came out of."),
            .optional("credit", \.credit, .line(max: 256), "How you want to be named, if at all."),
            .optional(
                "contact",
                \.contact,
                .line(max: TextLimit.contact),
                "How to reach you, if you want."
            ),
            .optional("tlp", \.tlp, .line(max: 20), "TLP 2.0 label; `AMBER` without it."),
            .optional("embargoUntil", \.embargoUntil, .time, "Kept to those named until then."),
        ]
    }

    /// The receipt of a report: how it can be followed without an account.
    package struct ByReceipt: WireValue {
        package var receipt = ""

        package init() {}

        package init(_ receipt: String) {
            self.receipt = receipt
        }

        package static let fields: [WireField<Self>] = [
            .required("receipt", \.receipt, .line(max: 100), "The submission receipt.")
        ]
    }

    /// How many findings a report held.
    package struct Counts: WireValue {
        package var taken = 0
        package var repeated = 0
        package var setAside = 0

        package init() {}

        private static let range = 0...10_000_000

        package static let fields: [WireField<Self>] = [
            .required("taken", \.taken, .integer(range), "Taken in."),
            .required("repeated", \.repeated, .integer(range), "Told twice in the report."),
            .required("setAside", \.setAside, .integer(range), "No claim of a weakness."),
        ]
    }

    /// What a finding of a report was found to be.
    package struct Outcome: WireValue {
        package var finding = ""
        package var mergedFrom: String?
        package var title = ""
        package var verdict = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("finding", \.finding, .id, "The finding that stands for it."),
            .optional("mergedFrom", \.mergedFrom, .id, "Its own id, where it was merged."),
            .required("title", \.title, .line(max: 1_000), "What it is, in a line."),
            .required(
                "verdict",
                \.verdict,
                .line(max: 40),
                "`new`, `dup_skip`, `dup_better`, `near`."
            ),
        ]
    }

    /// What became of a report, as its sender sees it.
    package struct Submission: WireValue {
        package var receipt: String?
        package var report = ""
        package var status = ""
        package var receivedAt = Timestamp()
        package var digest = ""
        package var counts = Counts()
        package var outcomes: [Outcome] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("receipt", \.receipt, .line(max: 100), "Keep it: it is shown once."),
            .required("report", \.report, .id, "The report."),
            .required("status", \.status, .line(max: 40), "What became of it."),
            .required("receivedAt", \.receivedAt, .time, "When it was stored."),
            .required("digest", \.digest, .line(max: 80), "SHA-256 of the bytes, hexadecimal."),
            .required("counts", \.counts, .object(), "How many findings it held."),
            .list("outcomes", \.outcomes, .object(), max: 1_000, "For those who reported it."),
        ]
    }

    /// What is known of a report.
    package struct Report: WireValue {
        package var id = ""
        package var kind = ""
        package var participant: String?
        package var package: String?
        package var size = 0
        package var digest = ""
        package var receivedAt = Timestamp()
        package var counts = Counts()
        package var credit: String?
        package var contact: String?
        package var outcomes: [Outcome] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The report."),
            .required("kind", \.kind, .line(max: 40), "`sarif` or `finding`."),
            .optional("participant", \.participant, .id, "Who sent it, where you may know."),
            .optional("package", \.package, .line(max: 600), "The package URL it is about."),
            .required("size", \.size, .integer(0...1 << 40), "Bytes as received."),
            .required("digest", \.digest, .line(max: 80), "SHA-256 of the bytes, hexadecimal."),
            .required("receivedAt", \.receivedAt, .time, "When it was stored."),
            .required("counts", \.counts, .object(), "How many findings it held."),
            .optional("credit", \.credit, .line(max: 500), "How they want to be named, verbatim."),
            .optional("contact", \.contact, .line(max: 500), "How to reach them."),
            .list("outcomes", \.outcomes, .object(), max: 1_000, "What was read out of it."),
        ]
    }
}
