// SPDX-License-Identifier: Apache-2.0

/// Who asks for a change, as an opaque id: Store does not know what a person or agent is.
package struct ActorID: Hashable, Sendable {
    package let id: ID<ActorID>

    package init<Kind>(_ id: ID<Kind>) {
        self.id = ID(id)
    }

    /// Somebody without an account.
    package static let nobody = ActorID(ID<ActorID>(high: 0, low: 0))
    /// The clearinghouse itself: expiry, publishing, first start.
    package static let system = ActorID(ID<ActorID>(high: 0, low: 1))
}

/// A change asked for; every change to the database is one.
///
/// `perform` runs on the writer thread inside the batch's transaction: no await, no network, no key
/// wrapping, no hashing of large bodies, and no caught SQL error (RULES S1, S2). A refusal is
/// thrown.
package protocol Command: Sendable {
    /// What the asker gets, remembered by ids only so that a repeat can be rendered anew (RULES
    /// S10).
    associatedtype Answer: StoredAnswer
    /// The scopes whose keys `perform` seals or opens with; unwrapped before the batch begins.
    var scopes: [SealingScope] { get }
    /// Whether the actor may still do this; runs before `perform` and again before a repeated
    /// answer.
    func authorize(in transaction: any Transaction) throws
    /// Makes the change and appends its journal entries.
    func perform(in transaction: any Transaction) throws -> Answer
}

extension Command {
    package var scopes: [SealingScope] { [] }
}

/// An answer that can be kept for 24 hours without keeping a secret.
package protocol StoredAnswer: Sendable {
    /// Ids and numbers from which the answer is made again; never a secret, never free text.
    var stored: [UInt8] { get }
    /// The answer of a repeat; a secret that was shown once is absent from it.
    init?(stored: [UInt8])
}

extension ID: StoredAnswer {
    package var stored: [UInt8] { bytes }

    package init?(stored: [UInt8]) {
        self.init(bytes: stored)
    }
}

extension Instant: StoredAnswer {
    package var stored: [UInt8] { withUnsafeBytes(of: microseconds.bigEndian) { Array($0) } }

    package init?(stored: [UInt8]) {
        guard stored.count == 8 else { return nil }
        let bits = stored.reduce(0) { $0 << 8 | UInt64($1) }
        self.init(microseconds: Int64(bitPattern: bits))
    }
}

/// The answer of a command that has nothing to say.
package struct Done: StoredAnswer, Equatable {
    package init() {}

    package init?(stored: [UInt8]) {
        guard stored.isEmpty else { return nil }
    }

    package var stored: [UInt8] { [] }
}

/// What makes a request repeatable: the key that the asker chose, where, and a digest of what was
/// asked.
package struct RepeatKey: Hashable, Sendable {
    /// The endpoint's template, for example `POST /v1/scans`.
    package let endpoint: String
    /// The value of `Idempotency-Key`.
    package let key: String
    /// SHA-256 of the request's path and body: another one under the same key is refused.
    package let digest: [UInt8]

    package init(endpoint: String, key: String, digest: [UInt8]) {
        self.endpoint = endpoint
        self.key = key
        self.digest = digest
    }
}

/// A key that was used before for another request (RULES S10: 422).
package struct RepeatKeyReused: Error, Sendable, Equatable {
    package init() {}
}

/// A durable answer: what the command returned and the position at which it can be read.
package struct Committed<Answer: Sendable>: Sendable {
    package let answer: Answer
    package let position: Position
    /// Whether this is the first answer given again.
    package let isRepeat: Bool

    package init(answer: Answer, position: Position, isRepeat: Bool) {
        self.answer = answer
        self.position = position
        self.isRepeat = isRepeat
    }
}
