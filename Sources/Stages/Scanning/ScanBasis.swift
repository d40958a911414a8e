// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Store

/// On what a scan of one scope rests.
package enum ScanBasis: String, Sendable, CaseIterable, SQLConvertible {
    /// Anybody may look: packages, sources, platforms.
    case open
    /// The participant has proven that it is its own.
    case own
    /// Its owner said so in the system.
    case authorized
    /// A document of an owner, as the participant states.
    case document

    /// Whether an owner's word in the system stands behind it.
    package var isProven: Bool { self == .own || self == .authorized }
}

/// The basis of one scope, with the owner's word where it is one.
struct ScopeBasis {
    let basis: ScanBasis
    let authorization: ID<AnyThing>?

    init(_ basis: ScanBasis, _ authorization: ID<AnyThing>? = nil) {
        self.basis = basis
        self.authorization = authorization
    }
}

extension Querying {
    /// On what each scope of an intent rests; throws one refusal with every scope that rests on
    /// nothing.
    func bases(of intent: ScanIntent, for participant: ParticipantID) throws -> [ScopeBasis] {
        var faults: [Refusal.Fault] = []
        var bases: [ScopeBasis] = []
        for (place, scope) in intent.scopes.enumerated() {
            if let basis = basis(of: scope, in: intent, for: participant) {
                bases.append(basis)
            } else {
                faults.append(.scope(place, .needsOwner))
            }
        }
        guard faults.isEmpty else { throw Refusal.invalidScan(faults) }
        return bases
    }

    private func basis(
        of scope: Scope,
        in intent: ScanIntent,
        for participant: ParticipantID
    ) -> ScopeBasis? {
        guard scope.kind.needsOwner else { return ScopeBasis(.open) }
        // What was checked: it covers the whole window.
        return intent.evidence == nil ? nil : ScopeBasis(.document)
    }
}

extension Refusal.Fault {
    /// What is wrong with one scope of a plan or a question.
    static func scope(_ place: Int, _ fault: Scope.Fault) -> Refusal.Fault {
        Refusal.Fault(place: "/scopes/\(place)", code: fault.rawValue, reason: fault.reason)
    }
}
