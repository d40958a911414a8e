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
    /// taken; and where one is, an unlisted rule refuses it all over its place.
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
            let isStated = intent.evidence != nil && !scope.isWiderThanPlace
            return known ?? (isStated ? ScopeBasis(.document) : nil)
        }
        if found.contains(where: { $0?.basis == .document }) { try allowance.checked() }
        let refused = try refused(intent.scopes, resting: found, at: now, work: &work)
        let faults = found.indices.compactMap { place -> Refusal.Fault? in
            if found[place] == nil {
                let isTooWide = intent.evidence != nil && intent.scopes[place].isWiderThanPlace
                return Refusal.Fault(
                    isTooWide ? .wideDocument : .needsOwner,
                    at: "/scopes/\(place)"
                )
            }
            return refused.contains(place)
                ? Refusal.Fault(.optedOut, at: "/scopes/\(place)") : nil
        }
        guard faults.isEmpty else { throw Refusal.invalidScan(faults) }
        return found.compactMap(\.self)
    }

    /// Which of the scopes that rest on something nobody is to scan.
    ///
    /// A document, which anybody can state, is not taken anywhere in a place in which an unlisted
    /// rule refuses: halving what one states would otherwise lead to what lives depend on.
    private func refused(
        _ scopes: [Scope],
        resting bases: [ScopeBasis?],
        at now: Instant,
        work: inout Int
    ) throws -> Set<Int> {
        var refused: Set<Int> = []
        var places: [Scope: Bool] = [:]
        for (index, (scope, basis)) in zip(scopes, bases).enumerated() {
            guard let basis = basis?.basis else { continue }
            var isRefused = try isRefused(scope, by: .any, at: now, work: &work)
            if basis == .document, !isRefused {
                let place = scope.place
                let known = places[place]
                isRefused =
                    try known ?? self.isRefused(place, by: .unlisted, at: now, work: &work)
                places[place] = isRefused
            }
            if isRefused { refused.insert(index) }
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
