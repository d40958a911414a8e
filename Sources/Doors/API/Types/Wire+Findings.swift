// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// Where a SARIF report belongs.
    package struct SARIFParameters: WireValue {
        package var package: String?
        package var scan: String?

        package init() {}

        package init(package: String?, scan: String? = nil) {
            self.package = package
            self.scan = scan
        }

        package static let fields: [WireField<Self>] = [
            .optional("package", \.package, .line(max: 512), "The package URL it is about."),
            .optional("scan", \.scan, .id, "The scan that it came out of."),
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

    /// One finding, told in a few words.
    package struct ShortReport: WireValue {
        package var package = ""
        package var title = ""
        package var description = ""
        package var weakness: String?
        package var symbol: String?
        package var file: String?
        package var versions: String?
        package var scan: String?
        package var credit: String?
        package var contact: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("package", \.package, .line(max: 512, min: 1), "The package URL."),
            .required("title", \.title, .line(max: 200, min: 1), "What it is, in a line."),
            .required("description", \.description, .text(max: 100_000, min: 1), "How it shows."),
            .optional("weakness", \.weakness, .line(max: 40), "For example `CWE-787`."),
            .optional("symbol", \.symbol, .line(max: 500), "The function or type."),
            .optional("file", \.file, .line(max: 1_000), "The path within the package."),
            .optional("versions", \.versions, .line(max: 500), "Which versions have it."),
            .optional("scan", \.scan, .id, "The scan that it came out of."),
            .optional("credit", \.credit, .line(max: 200), "How you want to be named, if at all."),
            .optional("contact", \.contact, .line(max: 320), "How to reach you, if you want."),
        ]
    }

    /// What became of a report, as its sender sees it.
    package struct Submission: WireValue {
        package var receipt: String?
        package var report = ""
        package var status = ""
        package var receivedAt = Timestamp()
        package var digest: String?
        package var findings: [SubmittedFinding] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("receipt", \.receipt, .line(max: 100), "Keep it: it is shown once."),
            .required("report", \.report, .id, "The report."),
            .required("status", \.status, .line(max: 40), "What became of it."),
            .required("receivedAt", \.receivedAt, .time, "When it was stored."),
            .optional("digest", \.digest, .line(max: 80), "SHA-256 of the bytes received."),
            .list("findings", \.findings, .object(), max: 10_000, "What was read out of it."),
        ]
    }

    /// One finding of a report and what it was found to be.
    package struct SubmittedFinding: WireValue {
        package var finding: String?
        package var title = ""
        package var verdict = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("finding", \.finding, .id, "The finding, where you may see it."),
            .required("title", \.title, .line(max: 500), "What it is, in a line."),
            .required(
                "verdict",
                \.verdict,
                .line(max: 40),
                "`new`, `dup_skip`, `dup_better`, `near`."
            ),
        ]
    }

    /// A finding as a list shows it, and the frame of its details.
    package struct Finding: WireValue {
        package var id = ""
        package var title = ""
        package var package = ""
        package var symbol: String?
        package var weakness: String?
        package var severity: String?
        package var state: String?
        package var finders = 0
        package var foundAt = Timestamp()
        package var changedAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The finding."),
            .required("title", \.title, .line(max: 500), "What it is, in a line."),
            .required("package", \.package, .line(max: 600), "The package URL."),
            .optional("symbol", \.symbol, .line(max: 500), "The function or type."),
            .optional("weakness", \.weakness, .line(max: 40), "For example `CWE-787`."),
            .optional("severity", \.severity, .line(max: 40), "As reported."),
            .optional("state", \.state, .line(max: 40), "What has become of it."),
            .required("finders", \.finders, .integer(0...1_000_000), "How many found it."),
            .required("foundAt", \.foundAt, .time, "When the first report came."),
            .required("changedAt", \.changedAt, .time, "When it last changed."),
        ]
    }
}

extension Wire {
    /// A finder as the reader may see them.
    package struct Finder: WireValue {
        package var participant: String?
        package var credit: String?
        package var report: String?
        package var foundAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("participant", \.participant, .id, "Who, where you may know."),
            .optional("credit", \.credit, .line(max: 500), "How they want to be named, verbatim."),
            .optional("report", \.report, .id, "Their report, where you may see it."),
            .required("foundAt", \.foundAt, .time, "When their report came."),
        ]
    }

    /// A finding with everything that the reader may see of it.
    package struct FindingDetail: WireValue {
        package var finding = Finding()
        package var description: String?
        package var locations: [String] = []
        package var fingerprints: [String] = []
        package var finders: [Finder] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("finding", \.finding, .object(), "As lists show it."),
            .optional("description", \.description, .text(max: 200_000), "How it shows."),
            .list("locations", \.locations, .line(max: 2_000), max: 1_000, "Where in the code."),
            .list("fingerprints", \.fingerprints, .line(max: 500), max: 100, "Its keys."),
            .list("finders", \.finders, .object(), max: 1_000, "Everyone who found it."),
        ]
    }

    /// Which report's finding is another one after all.
    package struct Split: WireValue {
        package var report = ""

        package init() {}

        package init(report: String) {
            self.report = report
        }

        package static let fields: [WireField<Self>] = [
            .required("report", \.report, .id, "The report that was merged wrongly.")
        ]
    }

    /// What is known of a report.
    package struct Report: WireValue {
        package var id = ""
        package var kind = ""
        package var size = 0
        package var digest = ""
        package var receivedAt = Timestamp()
        package var participant: String?
        package var findings: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The report."),
            .required("kind", \.kind, .line(max: 40), "`sarif` or `finding`."),
            .required("size", \.size, .integer(0...1 << 40), "Bytes as received."),
            .required("digest", \.digest, .line(max: 80), "SHA-256 of the bytes received."),
            .required("receivedAt", \.receivedAt, .time, "When it was stored."),
            .optional("participant", \.participant, .id, "Who sent it, where you may know."),
            .list("findings", \.findings, .id, max: 10_000, "The findings read out of it."),
        ]
    }
}
