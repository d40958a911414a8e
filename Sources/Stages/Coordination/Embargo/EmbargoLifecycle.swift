// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// An embargo from its first proposal to its end, with the consent of each party: pure rules.
///
/// The states and their moves are those of CERT/CC's Vultron protocol (Embargo Management). What
/// the passing of time does is worked out from `now` each time, so nothing depends on a timer.
package struct EmbargoLifecycle: Sendable, Hashable {
    /// Where the embargo stands; one for the whole case.
    package enum State: String, Sendable, CaseIterable {
        case none
        case proposed
        case active
        /// In force, with other terms on the table.
        case revise
        case exited
    }

    /// Where one party stands towards it.
    package enum Consent: String, Sendable, CaseIterable {
        case noEmbargo = "no_embargo"
        case invited
        case signatory
        /// Signed terms that have been replaced since.
        case lapsed
        case declined
    }

    /// Until when to keep silent, and who proposed it.
    package struct Terms: Sendable, Hashable {
        /// Counts the proposals of a case from 1, so that nobody consents to other terms than seen.
        package let number: Int
        package let end: Instant
        package let proposer: ParticipantID

        package init(number: Int, end: Instant, proposer: ParticipantID) {
            self.number = number
            self.end = end
            self.proposer = proposer
        }
    }

    /// Terms in force that a party has accepted.
    package struct Signed: Sendable, Hashable {
        package let number: Int
        package let end: Instant

        package init(number: Int, end: Instant) {
            self.number = number
            self.end = end
        }
    }

    /// One party's answers so far.
    package struct Party: Sendable, Hashable {
        package let isCoordinator: Bool
        /// The newest terms that were in force and that it accepted.
        package var signed: Signed?
        /// The newest proposal that it accepted while that lay on the table.
        package var accepted: Int?
        /// The newest terms that it declined; 0 is the case itself, without terms.
        package var declined: Int?

        package init(isCoordinator: Bool) {
            self.isCoordinator = isCoordinator
        }
    }

    /// Why an embargo ended before its hour.
    package enum Ending: String, Sendable, CaseIterable, SQLConvertible {
        /// Two people released what it covered (ORDER C12).
        case released
        /// The vulnerability has become public.
        case published
        /// It is being exploited.
        case exploited
        /// What was embargoed got out.
        case leaked
    }

    /// An end before the hour.
    package struct Exit: Sendable, Hashable {
        package let ending: Ending
        package let at: Instant

        package init(ending: Ending, at: Instant) {
            self.ending = ending
            self.at = at
        }
    }

    /// The most proposals of one case: whoever has not agreed by then will not by one more.
    package static let mostProposals = 100
    /// A silence of more than a year is a secret and no embargo.
    package static let longestSeconds: Int64 = 366 * 86_400
    private static let hourMicroseconds: Int64 = 3_600_000_000

    package internal(set) var inForce: Terms?
    package internal(set) var onTable: Terms?
    package internal(set) var exit: Exit?
    /// How many proposals there were.
    package internal(set) var proposals = 0
    /// Whoever is on the case now.
    package internal(set) var parties: [ParticipantID: Party] = [:]

    package init() {}

    /// What came of a move.
    package enum Effect: Sendable, Hashable {
        case proposed(Terms)
        case inForce(Terms)
        case rejected(Terms)
        case exited(Ending)
    }

    /// Where it stands at a moment.
    package func state(at now: Instant) -> State {
        if exit != nil { return .exited }
        guard let inForce else { return offer(at: now) == nil ? .none : .proposed }
        if inForce.end <= now { return .exited }
        return offer(at: now) == nil ? .active : .revise
    }

    /// The terms that bind at a moment.
    package func terms(at now: Instant) -> Terms? {
        guard exit == nil, let inForce, inForce.end > now else { return nil }
        return inForce
    }

    /// The terms that wait for answers; a proposal whose hour has passed waits no more.
    package func offer(at now: Instant) -> Terms? {
        guard exit == nil, let onTable, onTable.end > now else { return nil }
        if let inForce, inForce.end <= now { return nil }
        return onTable
    }

    /// Where a party stands; nobody who is on no case stands anywhere.
    package func consent(of participant: ParticipantID, at now: Instant) -> Consent {
        guard let party = parties[participant] else { return .noEmbargo }
        if let terms = terms(at: now) {
            if party.signed?.number == terms.number { return .signatory }
            if party.signed != nil { return .lapsed }
            return (party.declined ?? -1) >= terms.number ? .declined : .invited
        }
        guard let offer = offer(at: now) else { return .noEmbargo }
        if party.accepted == offer.number { return .signatory }
        return party.declined == offer.number ? .declined : .invited
    }

    /// Whether a party may see what the embargo covers: while it is in force, its signatories.
    ///
    /// A proposal alone takes nothing from anybody: else each member could shut out the others.
    package func admits(_ participant: ParticipantID, at now: Instant) -> Bool {
        guard let party = parties[participant] else { return false }
        guard let terms = terms(at: now) else { return true }
        return party.signed?.number == terms.number
    }

    /// Whether an end can be proposed: on the hour, ahead, and not too far.
    static func check(end: Instant, now: Instant) throws(Refusal) {
        guard end.microseconds.isMultiple(of: hourMicroseconds) else { throw .embargoNotOnTheHour }
        guard end > now else { throw .embargoInThePast }
        guard end <= now.adding(seconds: longestSeconds) else { throw .embargoTooLong }
    }
}
