// SPDX-License-Identifier: Apache-2.0

/// The life of a validation: accepted once, judged once.
package struct ValidationLifecycle: Sendable, Hashable {
    /// What follows from a change.
    package enum Effect: Sendable, Hashable {
        /// It was judged: store the verdict and say so in the journal.
        case judged(Verdict)
        /// It had its verdict already: a worker that came back too late changes nothing.
        case nothing
    }

    package private(set) var status: ValidationStatus

    /// A validation as it stands.
    package init(status: ValidationStatus) {
        self.status = status
    }

    /// Judges it; the first verdict stays.
    package mutating func judge(_ verdict: Verdict) -> Effect {
        guard !status.isFinal, verdict.status.isFinal else { return .nothing }
        status = verdict.status
        return .judged(verdict)
    }
}
