// SPDX-License-Identifier: Apache-2.0

import Access

// The refusals of this stage; docs/reference/problems.md lists them for those who get them.
extension Refusal {
    static func invalidDuty(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-duty",
            detail: "This cannot stand on a duty; see the faults.",
            faults: faults
        )
    }

    static let notAnAgency = Refusal(
        .conflict,
        code: "not-an-agency",
        detail: "An agency says where its own duties stand; a coordinator may record evidence."
    )
    static let evidenceFirst = Refusal(
        .conflict,
        code: "evidence-first",
        detail: "Record where it can be seen that this is done, then say that it is."
    )
    static let tooMuchEvidence = Refusal(
        .limit,
        code: "too-much-evidence",
        detail: "A record has at most \(KeepDuty.mostEvidence) pointers; keep the telling ones."
    )
}
