// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// An organisation that takes part, or took part.
package struct Participant: Sendable, Hashable {
    /// What sort of organisation it is (ORDER section 2(d)).
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case aiDeveloper = "ai-developer"
        /// Runs critical infrastructure, in a sector.
        case `operator`
        case agency
        case stateLocal = "state-local"
        /// Makes or maintains software.
        case supplier
        case coordinator
        /// An ISAC or a managed-service provider that acts for others.
        case helper
        case researcher
    }

    /// The sectors of critical infrastructure of Presidential Policy Directive 21 and NSM-22.
    package enum Sector: String, Sendable, CaseIterable, SQLConvertible {
        case chemical
        case commercialFacilities = "commercial-facilities"
        case communications
        case criticalManufacturing = "critical-manufacturing"
        case dams
        case defenseIndustrialBase = "defense-industrial-base"
        case emergencyServices = "emergency-services"
        case energy
        case financialServices = "financial-services"
        case foodAndAgriculture = "food-and-agriculture"
        case governmentServices = "government-services"
        case healthcare
        case informationTechnology = "information-technology"
        case nuclear
        case transportation
        case water
    }

    /// Whether it takes part now; a withdrawn one stays as an id without a name.
    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        case active
        case withdrawn
    }

    package let id: ParticipantID
    package let kind: Kind
    /// Set for operators, and only for them.
    package let sector: Sector?
    /// Nil once it has withdrawn: erased.
    package let name: String?
    package let state: State
    package let registeredAt: Instant

    /// How a participant's entry is labelled: for itself (ORDER C2).
    package static func marking(of id: ParticipantID) -> Marking {
        Marking(thing: ID(id), kind: .participant, owner: id, tlp: .amberStrict)
    }

    /// Whose key seals the personal data of its people; erased when it withdraws.
    package static func scope(of id: ParticipantID) -> SealingScope { SealingScope(id) }
}
