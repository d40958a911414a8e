// SPDX-License-Identifier: Apache-2.0

import Access

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
}
