// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// Marks the id of a participant's hold on a scope.
package enum ControlMark {}
/// Names a participant's hold on a scope.
package typealias ControlID = ID<ControlMark>

/// How a participant shows that a scope is its own.
package enum ControlMethod: String, Sendable, CaseIterable, SQLConvertible {
    /// A TXT record at a name that only the scope's operator can write.
    case dns
    /// A file at a place that only the host's operator can write.
    case file
    /// A coordinator looked into it.
    case coordinator
}

/// Why a look at what an owner published showed nothing.
package enum ControlFault: String, Sendable, CaseIterable, SQLConvertible {
    /// There is no such record or file.
    case absent
    /// Something is there, and not this claim's token.
    case otherToken = "other-token"
    /// Nobody answered, or the connection broke.
    case unreachable
    case timedOut = "timed-out"
    /// The name leads to an address that is not public.
    case privateAddress = "private-address"
    /// The answer sends elsewhere; it is not followed.
    case redirected
    case tooLarge = "too-large"
    /// The host's certificate is not its own or has run out.
    case untrusted
    /// What came is no answer to the question.
    case malformed
}

extension ControlFault {
    /// What was seen, and what to do about it.
    package var words: String {
        switch self {
        case .absent: "Nothing stands there yet. A new record may take minutes to be seen."
        case .otherToken: "Something stands there, and not this claim's text. Publish it as shown."
        case .unreachable: "Nobody answered there. See that it can be reached from the Internet."
        case .timedOut: "No answer came in time. Check again, or see why it is slow."
        case .privateAddress: "The name leads to an address that is not public, and is not asked."
        case .redirected: "The answer sends elsewhere, which is not followed. Serve the file there."
        case .tooLarge: "What stands there is too large. Serve the text alone."
        case .untrusted: "The host's certificate cannot be believed. Renew it."
        case .malformed: "The answer could not be read. See what your server sends."
        }
    }
}

/// What a control is at a moment; computed from the time, never stored (RULES S6).
package enum ControlState: String, Sendable, CaseIterable {
    /// Nothing was shown yet.
    case claimed
    case proven
    /// The proof is too old; check it again.
    case expired
    /// It was given up, or taken back by a coordinator.
    case ended
}

/// A participant's hold on a scope: claimed, then proven for a time; it asks no clock.
package struct Control: Hashable, Sendable {
    /// How long a proof holds, in seconds: a year, as names and addresses change hands.
    package static let provenSeconds: Int64 = 365 * 86_400
    /// For how long a proof holds on after a look that found it gone, in seconds: a week, for who
    /// moves a record.
    package static let graceSeconds: Int64 = 7 * 86_400
    /// Between two looks of one participant at one claim, or at one place, in seconds: each asks
    /// somebody else's servers.
    package static let restSeconds: Int64 = 30
    /// Claims of one participant that were not given up, at most.
    package static let limit = 200
    /// Random bytes in a token: 192 bits, out of reach of guessing.
    package static let tokenBytes = 24
    /// What stands before the token, in a record and in a file.
    package static let prefix = "clearinghouse-control="

    package let id: ControlID
    package let participant: ParticipantID
    /// Its name, for a coordinator who may vouch: who is to be asked has to be known.
    package internal(set) var claimant: String?
    package let scope: Scope
    package let method: ControlMethod
    package let token: String
    package let claimed: Instant
    package internal(set) var checked: Instant?
    package internal(set) var fault: ControlFault?
    package internal(set) var proven: Instant?
    package internal(set) var until: Instant?
    /// From when on it was proven without a gap.
    package internal(set) var since: Instant?
    /// A coordinator's reason for its word, or for taking it back.
    package internal(set) var reason: String?
    package internal(set) var ended: Instant?
    /// Whether it was a coordinator who ended it.
    package internal(set) var isTakenBack = false

    /// What has to be published: one text, in a record or as a line of a file.
    package var statement: String { Self.prefix + token }

    /// Where it has to be published; nil where only a coordinator's word helps.
    package var place: ControlPlace? { ControlPlace(of: scope, by: method) }

    /// What it is at that moment.
    package func state(at now: Instant) -> ControlState {
        if ended != nil { return .ended }
        guard let until else { return .claimed }
        return now < until ? .proven : .expired
    }

    /// Begins a look at what is published.
    mutating func beginCheck(now: Instant) throws(Refusal) {
        guard ended == nil else { throw .controlEnded }
        guard method != .coordinator else { throw .controlNeedsWord }
        if let checked, now < checked.adding(seconds: Self.restSeconds) { throw .checkedJustNow }
        checked = now
    }

    /// Takes in what was seen; a fault leaves an older proof as it was, until it runs out: soon,
    /// where what was published is there no more.
    mutating func see(_ fault: ControlFault?, now: Instant) throws(Refusal) {
        guard ended == nil else { throw .controlEnded }
        self.fault = fault
        switch fault {
        case nil: prove(now: now)
        case .absent, .otherToken:
            until = until.map { min($0, now.adding(seconds: Self.graceSeconds)) }
        default: break
        }
    }

    /// Takes a coordinator's word.
    mutating func approve(reason: String, now: Instant) throws(Refusal) {
        guard ended == nil else { throw .controlEnded }
        guard method == .coordinator else { throw .controlNeedsProof }
        self.reason = reason
        prove(now: now)
    }

    /// Gives it up, at any time and without a reason; a coordinator who ends it gives one.
    mutating func end(because reason: String? = nil, now: Instant) throws(Refusal) {
        guard ended == nil else { throw .controlEnded }
        if let reason { self.reason = reason }
        ended = now
        isTakenBack = reason != nil
    }

    /// Whether one of the texts that stand there is this claim's.
    package func fault(seeing texts: [String]) -> ControlFault? {
        guard !texts.isEmpty else { return .absent }
        return texts.contains(statement) ? nil : .otherToken
    }

    /// Takes over from when on its participant has held the scope by another proof.
    mutating func joins(_ earlier: Instant?) {
        if let earlier, let since { self.since = min(earlier, since) }
    }

    private mutating func prove(now: Instant) {
        if state(at: now) != .proven { since = now }
        proven = now
        until = now.adding(seconds: Self.provenSeconds)
    }
}
