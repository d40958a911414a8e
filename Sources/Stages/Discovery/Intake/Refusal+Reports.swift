// SPDX-License-Identifier: Apache-2.0

import Access
import StrictJSON

extension Refusal {
    static let reportTooLarge = Refusal(
        .limit,
        code: "report-too-large",
        detail: "A report has at most \(ReportDraft.maximumBytes >> 20) MiB. Send it in parts."
    )
    static let tooManyFindings = Refusal(
        .limit,
        code: "too-many-findings",
        detail: """
            A report has at most \(ReportDraft.findingLimit) findings. Send it in several reports, \
            or leave out what is not a vulnerability.
            """
    )

    static func invalidReport(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-report",
            detail: "The report cannot be taken in like this; see the faults.",
            faults: faults
        )
    }

    /// The faults of a document, each with its place.
    static func unreadable(_ faults: JSONFaults) -> Refusal {
        Refusal(
            .invalid,
            code: "malformed-document",
            detail: "The document cannot be read; see the faults.",
            faults: faults.all.map { fault in
                Fault(
                    place: fault.place.pointer,
                    code: fault.code,
                    reason:
                        "\(fault.reason) (line \(fault.place.line), column \(fault.place.column))"
                )
            }
        )
    }
}
