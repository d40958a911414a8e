// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
package import StrictJSON

/// What a stage above does when a participant leaves; the executable joins them (RULES R1, ORDER
/// V2).
package protocol WithdrawalPart: Sendable {
    /// The name of its part in the export, for example `findings`.
    var name: String { get }
    /// What becomes of this stage's things, in one plain sentence, shown before and after.
    var statedEffect: String { get }
    /// Everything of the participant that this stage keeps.
    func export(_ participant: ParticipantID, from tables: any Querying) throws -> JSONValue
    /// Ends what the participant has under way and parts with what is its alone.
    func withdraw(_ participant: ParticipantID, in transaction: any Transaction) throws
    /// The scopes whose keys `withdraw` seals or opens with.
    func scopes(of participant: ParticipantID) -> [SealingScope]
}

extension WithdrawalPart {
    package func scopes(of participant: ParticipantID) -> [SealingScope] { [] }
}

/// What leaving does, said to the participant before it decides and again when it is done.
package struct StatedEffect: Sendable, Hashable {
    package let part: String
    package let sentence: String

    /// The effects on this stage, then on each stage above.
    package static func all(of parts: [any WithdrawalPart]) -> [StatedEffect] {
        own + parts.map { StatedEffect(part: $0.name, sentence: $0.statedEffect) }
    }

    private static let own = [
        StatedEffect(
            part: "access",
            sentence:
                "All tokens, sign-in links and sessions of your people and agents end at once."
        ),
        StatedEffect(
            part: "personal data",
            sentence: """
                Your organisation's name and your people's names and addresses are erased, in the \
                journal too; what is left is an id, the kind of organisation and the two dates.
                """
        ),
        StatedEffect(
            part: "what was shared",
            sentence: """
                What you shared stays with those you shared it with, under the terms it was shared \
                with; an embargo is not ended by your leaving.
                """
        ),
        StatedEffect(
            part: "others",
            sentence: """
                Nobody is told. Reporting, published advice and priority are the same for you as \
                before.
                """
        ),
    ]
}
