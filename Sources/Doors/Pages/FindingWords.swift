// SPDX-License-Identifier: Apache-2.0

import Access
import Discovery

extension FindingLevel {
    /// The level in words; a report need not rate what it tells.
    var forPeople: String { self == .none ? "not rated" : name }
}

extension TLP {
    /// Who may be told (FIRST, Traffic Light Protocol 2.0).
    var forPeople: String {
        switch self {
        case .red: "for those named here alone"
        case .amberStrict: "for those named here, within their own organisations"
        case .amber: "for those named here, their organisations and clients who need to know"
        case .green: "for the community, not for the public"
        case .clear: "for everybody"
        }
    }
}

extension FingerprintScheme {
    /// What has to be equal.
    var forPeople: String {
        switch self {
        case .symbolWeakness: "Same function, same weakness"
        case .toolPartial: "Same tool, same mark of the tool's own"
        case .fileWeakness: "Same file, same weakness: worth comparing, never merged by itself"
        }
    }
}
