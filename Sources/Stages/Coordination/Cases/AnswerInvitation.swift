// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// A participant consents to a case's terms, or declines them; by the number it was shown.
///
/// Consenting takes its place on the case. It sees then what is on it, as long as it keeps the
/// terms in force; declining shows it nothing further.
package struct AnswerInvitation: Command {
    /// What it says.
    package enum Answering: Sendable, Hashable {
        case consent
        case decline
    }

    package let viewer: Viewer
    package let onCase: CaseID
    package let answering: Answering
    /// The number of the terms it was shown; 0 where the case has none.
    package let terms: Int

    package init(viewer: Viewer, onCase: CaseID, answering: Answering, terms: Int) {
        self.viewer = viewer
        self.onCase = onCase
        self.answering = answering
        self.terms = terms
    }

    package var scopes: [SealingScope] { [SealingScope(onCase)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .joinCase, on: onCase, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> CaseID {
        try transaction.change(onCase, by: viewer) { record, participant, now in
            guard record.closed == nil else { throw Refusal.caseClosed }
            switch answering {
            case .consent:
                let effects = try record.embargo.accept(terms, by: participant, now: now)
                record.join(participant, now: now)
                try transaction.note(.memberConsented, of: participant, on: record, number)
                return effects
            case .decline:
                let effects = try record.embargo.decline(terms, by: participant, now: now)
                try transaction.note(.memberDeclined, of: participant, on: record, number)
                return effects
            }
        }
    }

    private var number: JSONObject { ["number": .number(JSONNumber(Int64(terms)))] }
}

extension Transaction {
    /// Makes a member's own move on a case, and writes and tells what came of it.
    func change(
        _ id: CaseID,
        by viewer: Viewer,
        _ move: (inout CaseRecord, ParticipantID, Instant) throws -> [EmbargoLifecycle.Effect]
    ) throws -> CaseID {
        guard let before = try caseForSystem(id) else { throw Refusal.notFound }
        guard let member = before.member(viewer.participant) else { throw Refusal.notOnCase }
        var record = before
        let effects = try move(&record, member.participant, now)
        try save(record, was: before)
        try announce(effects, of: record)
        return id
    }
}
