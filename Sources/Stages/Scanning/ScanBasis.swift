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
    let authorization: AuthorizationID?

    init(_ basis: ScanBasis, _ authorization: AuthorizationID? = nil) {
        self.basis = basis
        self.authorization = authorization
    }
}

extension Querying {
    /// On what each scope of an intent rests; throws one refusal with every scope that rests on
    /// nothing, and every one whose owner or maintainer asks that nobody scans it.
    func bases(
        of intent: ScanIntent,
        for participant: ParticipantID,
        at now: Instant
    ) throws -> [ScopeBasis] {
        var faults: [Refusal.Fault] = []
        var bases: [ScopeBasis] = []
        for (place, scope) in intent.scopes.enumerated() {
            let found = try basis(
                of: scope,
                for: participant,
                intensity: intent.intensity,
                in: intent.window,
                at: now
            )
            // What was checked of the document: it covers the whole window.
            let stated = found ?? intent.evidence.map { _ in ScopeBasis(.document) }
            if try rules(on: scope, at: now).contains(where: \.stance.refuses) {
                faults.append(.scope(place, .optedOut))
            } else if let stated {
                bases.append(stated)
            } else {
                faults.append(.scope(place, .needsOwner))
            }
        }
        guard faults.isEmpty else { throw Refusal.invalidScan(faults) }
        return bases
    }

    /// On what a scan of a scope rests, as far as the system knows; nil where only its owner could
    /// say.
    func basis(
        of scope: Scope,
        for participant: ParticipantID,
        intensity: Intensity,
        in window: ScanWindow,
        at now: Instant
    ) throws -> ScopeBasis? {
        guard scope.kind.needsOwner else { return ScopeBasis(.open) }
        if try controls(participant, scope, at: now) { return ScopeBasis(.own) }
        return try authorization(
            of: participant,
            on: scope,
            intensity: intensity,
            in: window
        ).map { ScopeBasis(.authorized, $0) }
    }
}

extension Refusal.Fault {
    /// What is wrong with one scope of a plan or a question.
    static func scope(_ place: Int, _ fault: Scope.Fault) -> Refusal.Fault {
        Refusal.Fault(place: "/scopes/\(place)", code: fault.rawValue, reason: fault.reason)
    }
}
