// SPDX-License-Identifier: Apache-2.0

import Access
import Directives

/// The form by which an agency keeps its record on a duty, and a coordinator evidence.
struct DutyForm: Sendable {
    let key: String
    let statuses: [Choice]
    /// Whether a status may be stated: by agencies only.
    let hasStatuses: Bool
    let reaches: [Choice]
    let evidence: String
    let faults: [String]
    let hasFaults: Bool

    init(_ file: DutyFile, key: String, typed: [String: String]?, faults: [String]) {
        self.key = key
        let status = typed?["status"] ?? (file.own?.status ?? .notPubliclyKnown).rawValue
        let reach = typed?["shownTo"] ?? (file.own?.reach ?? .named).rawValue
        hasStatuses = file.canKeepStatus
        statuses = DutyStatus.allCases.choices(status, label: \.words)
        reaches = Reach.allCases.choices(reach, label: \.forPeople)
        evidence = typed?["evidence"] ?? ""
        self.faults = faults
        hasFaults = !faults.isEmpty
    }

    /// What was chosen; nil where nothing was, and a refusal for what is no choice.
    static func choice<Value: RawRepresentable>(
        _ text: String?,
        at place: String
    ) throws -> Value? where Value.RawValue == String {
        guard let text, !text.isEmpty else { return nil }
        guard let value = Value(rawValue: text) else {
            throw Refusal(
                .invalid,
                code: "invalid-duty",
                detail: "This cannot stand on a duty; see the faults.",
                faults: [
                    .init(place: place, code: "unknown-choice", reason: "Choose from the list.")
                ]
            )
        }
        return value
    }
}

extension Reach {
    /// Who sees what reaches so far.
    var forPeople: String {
        switch self {
        case .named: "your participant alone"
        case .community: "every participant here"
        case .everyone: "everyone, without an account"
        }
    }
}
