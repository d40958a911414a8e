// SPDX-License-Identifier: Apache-2.0

import Access
package import Store

/// What is to be done on a case next: by whom, and until when.
package struct CaseStep: Sendable, Hashable {
    /// What it is, for programs.
    package enum Kind: String, Sendable, CaseIterable {
        case answerInvitation = "answer-invitation"
        case answerTerms = "answer-terms"
        case settleTerms = "settle-terms"
        case proposeTerms = "propose-terms"
        case waitForAnswers = "wait-for-answers"
        case prepareRelease = "prepare-release"
        case keepSilent = "keep-silent"
        case wrapUp = "wrap-up"
        case closeIt = "close"
        case joinIt = "join"
        case nothing
    }

    /// Whose turn it is.
    package enum Actor: String, Sendable, CaseIterable {
        case you
        case coordinator
        case others
        case nobody
    }

    package let kind: Kind
    package let actor: Actor
    package let until: Instant?

    package init(_ kind: Kind, by actor: Actor, until: Instant? = nil) {
        self.kind = kind
        self.actor = actor
        self.until = until
    }

    /// The next step for a viewer.
    init(_ record: CaseRecord, for viewer: Viewer, isPublished: Bool, now: Instant) {
        self =
            record.member(viewer.participant).map { member in
                Self.step(of: member, on: record, isPublished: isPublished, now: now)
            } ?? (record.closed == nil ? Self(.joinIt, by: .you) : Self(.nothing, by: .nobody))
    }

    private static func step(
        of member: CaseMember,
        on record: CaseRecord,
        isPublished: Bool,
        now: Instant
    ) -> CaseStep {
        guard record.closed == nil else { return Self(.nothing, by: .nobody) }
        let embargo = record.embargo
        let (terms, offer) = (embargo.terms(at: now), embargo.offer(at: now))
        let coordinates = member.roles.contains(.coordinator)
        if record.awaits(member.participant, at: now) {
            if member.joined == nil {
                return Self(.answerInvitation, by: .you, until: (terms ?? offer)?.end)
            }
            let kind: Kind = coordinates ? .settleTerms : .answerTerms
            return Self(kind, by: .you, until: (offer ?? terms)?.end)
        }
        if member.joined == nil { return Self(.nothing, by: .nobody) }
        if isPublished { return Self(.closeIt, by: coordinates ? .you : .coordinator) }
        switch embargo.state(at: now) {
        case .none:
            return coordinates
                ? Self(.proposeTerms, by: .you) : Self(.proposeTerms, by: .coordinator)
        case .exited:
            return Self(.wrapUp, by: coordinates ? .you : .coordinator)
        case .proposed, .active, .revise:
            let end = terms?.end ?? offer?.end
            if offer != nil {
                return Self(.waitForAnswers, by: coordinates ? .others : .coordinator, until: end)
            }
            if coordinates, !record.awaited(at: now).isEmpty {
                return Self(.waitForAnswers, by: .others, until: end)
            }
            if !record.isReadable(by: member.participant, at: now) {
                return Self(.nothing, by: .nobody)
            }
            let prepares = coordinates || member.roles.contains(.supplier)
            return Self(prepares ? .prepareRelease : .keepSilent, by: .you, until: end)
        }
    }

    /// What is to be done, in a sentence; when is for whoever shows it.
    package var sentence: String {
        switch (kind, actor) {
        case (.answerInvitation, _): "You are invited: consent to the terms, or decline."
        case (.answerTerms, _): "Answer the terms on offer: consent to them, or decline."
        case (.settleTerms, _): "Terms are on the table: accept them for the case, or reject them."
        case (.proposeTerms, .you): "Propose until when to keep silent, or work without an embargo."
        case (.proposeTerms, _): "There is no embargo. The coordinator proposes one, or you do."
        case (.waitForAnswers, .coordinator): "The coordinator settles the terms on the table."
        case (.waitForAnswers, _): "Some have not answered yet: wait for them, or ask them."
        case (.prepareRelease, _): "Prepare the fix and its release, and keep silent."
        case (.keepSilent, _): "Keep silent, and say on the case what others need to know."
        case (.wrapUp, .you): "The embargo has ended: publish what is due, then close the case."
        case (.wrapUp, _): "The embargo has ended: the coordinator wraps the case up."
        case (.closeIt, .you): "The advisory is published: close the case."
        case (.closeIt, _): "The advisory is published: the coordinator closes the case."
        case (.joinIt, _): "Your participant is not on this case: invite it if it coordinates."
        case (.nothing, _): "Nothing to do."
        }
    }
}
