// SPDX-License-Identifier: Apache-2.0

import Coordination
import Prioritization
import Store

/// A case: first what is to be done, by whom and until when.
struct CasePage: Sendable {
    /// Messages of one page.
    static let messages = 30

    /// Terms that one can answer, or that are settled.
    struct Terms: Sendable {
        let number: String
        let heading: String
        let until: String
        let note: String
        let canConsent: Bool
        let canDecline: Bool
        let consent: String
        let decline: String
    }

    /// Something that was said.
    struct Message: Sendable {
        let author: String
        let roles: String
        let at: String
        let atText: String
        let isForCoordinators: Bool
        let text: String
    }

    /// One who is on it.
    struct Member: Sendable {
        let name: String
        let roles: String
        let consent: String
        let isOwn: Bool
    }

    /// Which forms the page has.
    struct Possible: Sendable {
        let propose: Bool
        let write: Bool
        let leave: Bool
        let coordinate: Bool
        let end: Bool
        let close: Bool

        init(_ file: CaseFile) {
            let isInForce = [.active, .revise].contains(file.embargo.state)
            propose = file.rights.contains(.propose)
            write = file.rights.contains(.write)
            leave = file.rights.contains(.leave)
            coordinate = file.rights.contains(.coordinate)
            end = coordinate && isInForce && file.own?.roles.contains(.coordinator) == true
            close = coordinate && !isInForce
        }
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let key: String
    let state: String
    let place: String
    let answers: String
    let count: String?
    let vulnerability: String?
    let terms: [Terms]
    let isReadable: Bool
    let can: Possible
    let isOn: Bool
    let isShown: Bool
    let outcome: CaseOutcome?
    let said: [Message]
    let hasSaid: Bool
    let next: String?
    let members: [Member]
    let isComplete: Bool
    let text: String
    let until: String
    let refused: [String]
    let hasRefused: Bool
    let roles = CaseRole.allCases.choices(label: \.words)

    init(
        frame: PageFrame,
        file: CaseFile,
        roster: CaseRoster,
        said talk: CaseTalk?,
        outcome: CaseOutcome?,
        key: String,
        typed: [String: String],
        refused: [String]
    ) {
        self.frame = frame
        self.key = key
        self.refused = refused
        self.outcome = outcome
        hasRefused = !refused.isEmpty
        todo = Todo(file.step)
        id = file.id.description
        state = file.embargo.sentence
        place = file.own?.sentence ?? "Your participant is not on this case."
        answers = file.embargo.isAnswered ? "All have answered." : "Some have not answered yet."
        count = file.members?.description
        vulnerability = file.vulnerability?.description
        terms = Terms.all(of: file)
        isReadable = file.isReadable
        can = Possible(file)
        isOn = file.own?.joined != nil
        isShown = file.own?.isShown ?? false
        said = (talk?.messages ?? []).map(Message.init)
        hasSaid = !said.isEmpty
        next = talk?.next?.description
        members = roster.members.map(Member.init)
        isComplete = roster.isComplete
        text = typed["text"] ?? ""
        until = typed["until"] ?? ""
    }
}

extension Todo {
    /// What is to be done on a case, by whom, until when.
    fileprivate init(_ step: CaseStep) {
        let due = step.until.map { " Until \($0.forPeople)." } ?? ""
        let who =
            switch step.actor {
            case .you: "It is your turn."
            case .coordinator: "It is the coordinator’s turn."
            case .others: "It is the others’ turn."
            case .nobody: "It waits for nobody."
            }
        self.init(step.sentence + due, why: who)
    }
}

extension CasePage.Terms {
    fileprivate static func all(of file: CaseFile) -> [Self] {
        let canConsent = file.rights.contains(.consent)
        let canDecline = file.rights.contains(.decline)
        let coordinates = file.own?.roles.contains(.coordinator) == true
        let isOver = file.embargo.state == .exited
        let offered = file.embargo.onTable.map { offer in
            Self(
                offer,
                heading: "Terms on offer",
                canConsent: canConsent && (coordinates || !offer.isAccepted),
                canDecline: canDecline,
                consent: coordinates ? "Put them in force" : "Consent",
                decline: coordinates || offer.isOwn ? "Reject them for the case" : "Decline"
            )
        }
        let inForce = isOver ? nil : file.embargo.inForce
        let agreed = inForce.map { offer in
            Self(
                offer,
                heading: "Terms in force",
                canConsent: canConsent && !offer.isAccepted,
                canDecline: canDecline && !coordinates,
                decline: offer.isAccepted ? "Take your consent back" : "Decline"
            )
        }
        let found = [offered, agreed].compactMap(\.self)
        guard found.isEmpty, file.own?.joined == nil, canConsent else { return found }
        return [Self.invitation]
    }

    private init(
        _ offer: CaseFile.Offer,
        heading: String,
        canConsent: Bool,
        canDecline: Bool,
        consent: String = "Consent",
        decline: String
    ) {
        number = String(offer.number)
        self.heading = heading
        until = "Silence until \(offer.until.forPeople)."
        note = offer.isAccepted ? "You consented to them." : "You have not consented to them."
        self.canConsent = canConsent
        self.canDecline = canDecline
        self.consent = consent
        self.decline = decline
    }

    /// What is asked where there are no terms.
    private static let invitation = Self()

    private init() {
        number = "0"
        heading = "The invitation"
        until = "No embargo binds those on this case now."
        note = "What is on it is shown to you once you take your place."
        canConsent = true
        canDecline = true
        consent = "Take your place"
        decline = "Decline"
    }
}

extension CasePage.Message {
    fileprivate init(_ message: CaseMessage) {
        author = message.isOwn ? "You" : message.author ?? "A member of the case"
        roles = message.roles.map(\.words).joined(separator: ", ")
        at = message.written.description
        atText = message.written.forPeople
        isForCoordinators = message.circle == .coordinators
        text = message.text ?? "Erased."
    }
}

extension CasePage.Member {
    fileprivate init(_ line: CaseRoster.Line) {
        name = line.name ?? "Withdrawn"
        roles = line.roles.map(\.words).joined(separator: ", ")
        consent = line.consent?.words ?? "not told"
        isOwn = line.isOwn
    }
}

extension CaseFile.Place {
    /// Who one is on the case, and where one stands.
    fileprivate var sentence: String {
        let words = roles.map(\.words).joined(separator: ", ")
        return joined == nil ? "\(words), invited" : "\(words); \(consent.words)"
    }
}

extension CaseFile.Embargo {
    /// Where the embargo stands.
    fileprivate var sentence: String {
        guard let ended else { return state.words }
        let why =
            switch ending {
            case .released: ", released by two people"
            case .published: ", the vulnerability being public"
            case .exploited: ", the vulnerability being exploited"
            case .leaked: ", what it covered having got out"
            case nil: ", its hour having come"
            }
        return "ended \(ended.forPeople)\(why)"
    }
}
