// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// What can be stated on a vulnerability.
package enum FactKind: String, Sendable, CaseIterable, SQLConvertible {
    /// Whether it is being exploited, and whether CISA's catalogue says so.
    case exploited
    /// Whether attackers can reliably automate it (SSVC Automatable).
    case automatable
    /// How much of the software an exploit gains (SSVC Technical Impact).
    case technicalImpact = "technical-impact"
    /// Whether an exploit can be had by everybody.
    case publicExploit = "public-exploit"
    /// Whether a reproducer proved it here; derived, never stated.
    case validated
    /// Whether a fix can be had; stated, or derived from a patch that was tried here.
    case patchAvailable = "patch-available"

    /// The values that may be stated of it; none where it is derived only.
    package var values: [FactValue] {
        switch self {
        case .exploited: [.kev, .active, .no, .unknown]
        case .automatable, .publicExploit, .patchAvailable: [.yes, .no, .unknown]
        case .technicalImpact: [.total, .partial, .unknown]
        case .validated: []
        }
    }
}

/// What is stated.
package enum FactValue: String, Sendable, CaseIterable, SQLConvertible {
    /// In CISA's catalogue of known exploited vulnerabilities.
    case kev
    /// Exploited, as another source says.
    case active
    case yes
    case no
    case partial
    case total
    /// Nobody knows, or what was stated before did not hold.
    case unknown
}

/// One sourced statement on a vulnerability.
package struct Fact: Hashable, Sendable {
    package let kind: FactKind
    package let value: FactValue
    /// Where it is known from, in words or as an address; nil once erased.
    package let source: String?
    /// Whose coordinator stated it; nil for what the clearinghouse derived.
    package let statedBy: ParticipantID?
    package let statedAt: Instant
    /// The moment of which the source says it.
    package let asOf: Instant
    /// Worked out from a validation here, not stated by anybody.
    package let isDerived: Bool

    package init(
        _ kind: FactKind,
        _ value: FactValue,
        source: String?,
        statedBy: ParticipantID? = nil,
        statedAt: Instant,
        asOf: Instant,
        isDerived: Bool = false
    ) {
        self.kind = kind
        self.value = value
        self.source = source
        self.statedBy = statedBy
        self.statedAt = statedAt
        self.asOf = asOf
        self.isDerived = isDerived
    }
}
