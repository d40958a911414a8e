// SPDX-License-Identifier: Apache-2.0

package import Store

extension WithdrawParticipant {
    /// The kind of job that erases a scope's key, for the stages above too.
    package static let erasingJob: StaticString = "participants.erase"

    /// The kind of job that erases a participant's key; its subject is the participant.
    package static let erasing = erasingJob.description

    /// Does that job; doing it again changes nothing.
    ///
    /// What the key sealed is then unreadable in every backup too: keys lie outside of those (RULES
    /// K2). It is a job because no key is touched on the writer's thread (RULES S1).
    package static func eraser(in store: Store) -> JobRunner.Handler {
        { job in
            try await store.blocking { try store.keys.erase(SealingScope(job.subject)) }
        }
    }
}
