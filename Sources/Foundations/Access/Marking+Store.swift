// SPDX-License-Identifier: Apache-2.0

package import Store

extension Transaction {
    /// Labels a new thing.
    package func mark(_ marking: Marking) throws {}

    /// Names one more participant on a thing and tells readers past it that it is now visible (RULES J4).
    package func share(_ thing: ID<AnyThing>, with participant: ParticipantID) throws {}
}

extension Querying {
    /// The marking of a thing, whoever asks; nil where there is none.
    package func marking(of thing: ID<AnyThing>) throws -> Marking? { nil }
}
