// SPDX-License-Identifier: Apache-2.0

package import Store

extension Marking {
    /// A way in which a thing would be kept less close than what it came from.
    package enum Loosening: String, Sendable, CaseIterable {
        case tlp
        case reach
        /// Ends earlier than that of the source, or not at all there.
        case embargo
        /// Names or belongs to somebody who was not in the source's circle.
        case audience
    }

    /// How this marking is looser than that of a thing it was made from; empty is as close or
    /// closer.
    ///
    /// Terms travel with every hop (ORDER C5). Only an embargo that has ended binds nobody any
    /// more.
    package func loosenings(of source: Marking, now: Instant) -> Set<Loosening> {
        var found: Set<Loosening> = []
        if tlp > source.tlp { found.insert(.tlp) }
        if reach > source.reach { found.insert(.reach) }
        if let bound = source.embargoUntil, bound > now, (embargoUntil ?? now) < bound {
            found.insert(.embargo)
        }
        let circle = source.audience.union(source.owner.map { [$0] } ?? [])
        let named = audience.union(owner.map { [$0] } ?? [])
        if !named.isSubset(of: circle) { found.insert(.audience) }
        return found
    }
}

extension Refusal {
    /// A thing would be kept less close than what it was made from (ORDER C5).
    package static func loosened(_ terms: Set<Marking.Loosening>) -> Refusal {
        Refusal(
            .invalid,
            code: "marking-loosened",
            detail: "Terms travel with what is made from a thing and are never loosened.",
            faults: terms.map(\.rawValue).sorted().map { term in
                Fault(place: "/" + term, code: "looser", reason: "Looser than that of its source.")
            }
        )
    }
}
