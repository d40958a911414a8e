// SPDX-License-Identifier: Apache-2.0

/// The answers that a repeated key gets again (RULES S10).
struct Repeats {
    /// How long a key is remembered, in seconds: a day of retries.
    static let keptSeconds: Int64 = 24 * 3_600

    let session: any Session
    let actor: ActorID
    let now: Instant

    /// The stored answer; nil for a new key; another request under the same key is refused.
    func answer(to key: RepeatKey) throws -> [UInt8]? {
        let found: (digest: [UInt8], answer: [UInt8])? = try session.first(
            """
            SELECT digest, answer FROM repeats WHERE actor = \(actor.id) \
            AND endpoint = \(key.endpoint) AND key = \(key.key) AND expires_at > \(now)
            """
        ) { (try $0.read(), try $0.read()) }
        guard let found else { return nil }
        guard found.digest == key.digest else { throw RepeatKeyReused() }
        return found.answer
    }

    func remember(_ answer: [UInt8], for key: RepeatKey) throws {
        let expiry = now.adding(seconds: Self.keptSeconds)
        _ = try session.run(
            """
            INSERT INTO repeats (actor, endpoint, key, digest, answer, expires_at) VALUES \
            (\(actor.id), \(key.endpoint), \(key.key), \(key.digest), \(answer), \(expiry)) \
            ON CONFLICT (actor, endpoint, key) DO UPDATE SET digest = excluded.digest, \
            answer = excluded.answer, expires_at = excluded.expires_at
            """
        )
    }
}
