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
    ///
    /// Without an owner's word nobody learns of rules by what is refused: a scope that rests on
    /// nothing needs its owner whatever stands on it; past the budget of questions no document is
    /// taken; and where one is, an unlisted rule refuses all that the plan has in that place.
    func bases(
        of intent: ScanIntent,
        for participant: ParticipantID,
        allowance: AdviceAllowance,
        at now: Instant
    ) throws -> [ScopeBasis] {
        var work = Scope.workLimit
        let found = try intent.scopes.map { scope in
            let known = try basis(
                of: scope,
                for: participant,
                intensity: intent.intensity,
                in: intent.window,
                at: now,
                work: &work
            )
            // What was checked of the document: it covers the whole window.
            return known ?? intent.evidence.map { _ in ScopeBasis(.document) }
        }
        if found.contains(where: { $0?.basis == .document }) { try allowance.checked() }
        let refused = try refused(intent.scopes, resting: found, at: now, work: &work)
        let faults = found.indices.compactMap { place -> Refusal.Fault? in
            if found[place] == nil { return Refusal.Fault(.needsOwner, at: "/scopes/\(place)") }
            return refused.contains(place)
                ? Refusal.Fault(.optedOut, at: "/scopes/\(place)") : nil
        }
        guard faults.isEmpty else { throw Refusal.invalidScan(faults) }
        return found.compactMap(\.self)
    }

    /// Which of the scopes that rest on something nobody is to scan.
    private func refused(
        _ scopes: [Scope],
        resting bases: [ScopeBasis?],
        at now: Instant,
        work: inout Int
    ) throws -> Set<Int> {
        var refused: Set<Int> = []
        var hidden: Set<Scope> = []
        for (place, (scope, basis)) in zip(scopes, bases).enumerated() {
            guard let basis = basis?.basis,
                try isRefused(scope, by: .any, at: now, work: &work)
            else { continue }
            refused.insert(place)
            if basis == .document, try isRefused(scope, by: .unlisted, at: now, work: &work) {
                hidden.insert(scope.place)
            }
        }
        for (place, (scope, basis)) in zip(scopes, bases).enumerated()
        where basis?.basis == .document && hidden.contains(scope.place) {
            refused.insert(place)
        }
        return refused
    }

    /// On what a scan of a scope rests, as far as the system knows; nil where only its owner could
    /// say.
    ///
    /// Takes from `work` what it cost; when nothing is left, it rests on nothing.
    func basis(
        of scope: Scope,
        for participant: ParticipantID,
        intensity: Intensity,
        in window: ScanWindow,
        at now: Instant,
        work: inout Int
    ) throws -> ScopeBasis? {
        guard scope.kind.needsOwner else { return ScopeBasis(.open) }
        if try controls(participant, scope, at: now, work: &work) { return ScopeBasis(.own) }
        return try authorization(
            of: participant,
            on: scope,
            intensity: intensity,
            in: window,
            work: &work
        ).map { ScopeBasis(.authorized, $0) }
    }
}
