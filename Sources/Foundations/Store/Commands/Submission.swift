// SPDX-License-Identifier: Apache-2.0

/// A command that waits for its batch, whatever its type.
protocol Submitted: AnyObject, Sendable {
    var actor: ActorID { get }
    var scopes: [SealingScope] { get }
    /// Does it; what is thrown is its refusal.
    func attempt(in batch: Batch) throws
    /// Its outcome is a refusal or a fault of its own.
    func refuse(_ error: any Error)
    /// Answers with the outcome: the batch is durable, or nothing was to be stored.
    func answer()
    /// Answers that the batch as a whole did not come to be.
    func fail(_ fault: StoreFault)
}

/// One command on its way through the writer.
///
/// SAFETY: `outcome` is touched by the writer thread only, between the mailbox and the answer.
final class Submission<Asked: Command>: Submitted, @unchecked Sendable {
    private typealias Answer = Committed<Asked.Answer>

    private let command: Asked
    private let key: RepeatKey?
    private let continuation: CheckedContinuation<Committed<Asked.Answer>, any Error>
    private var outcome: Result<Answer, any Error> = .failure(StoreFault.outcomeUnknown)

    let actor: ActorID

    init(
        _ command: Asked,
        actor: ActorID,
        key: RepeatKey?,
        continuation: CheckedContinuation<Committed<Asked.Answer>, any Error>
    ) {
        self.command = command
        self.actor = actor
        self.key = key
        self.continuation = continuation
    }

    var scopes: [SealingScope] { command.scopes }

    /// Access is checked first, on a repeat too; only then may a key's use be told (RULES A1, S10).
    func attempt(in batch: Batch) throws {
        try command.authorize(in: batch)
        if let key, let stored = try batch.repeats.answer(to: key) {
            guard let answer = Asked.Answer(stored: stored) else {
                throw StoreFault.unsafe("a stored answer cannot be read")
            }
            outcome = .success(Committed(answer: answer, position: batch.position, isRepeat: true))
            return
        }
        let answer = try command.perform(in: batch)
        if let key { try batch.repeats.remember(answer.stored, for: key) }
        outcome = .success(Committed(answer: answer, position: batch.position, isRepeat: false))
    }

    func refuse(_ error: any Error) { outcome = .failure(error) }

    func answer() { continuation.resume(with: outcome) }

    func fail(_ fault: StoreFault) { continuation.resume(throwing: fault) }
}

/// Asks the writer only to take in what other processes committed.
final class CatchUp: Submitted {
    private let continuation: CheckedContinuation<Void, any Error>

    init(_ continuation: CheckedContinuation<Void, any Error>) {
        self.continuation = continuation
    }

    var actor: ActorID { .system }
    var scopes: [SealingScope] { [] }

    func attempt(in batch: Batch) throws {}

    func refuse(_ error: any Error) {}

    func answer() { continuation.resume() }

    func fail(_ fault: StoreFault) { continuation.resume(throwing: fault) }
}
