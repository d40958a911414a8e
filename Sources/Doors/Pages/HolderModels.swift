// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Store

/// A person or an agent with their credentials.
struct HolderPage: Sendable {
    /// A secret that stands on the page once.
    struct Shown: Sendable {
        let what: String
        let text: String
        let until: Instant
    }

    /// One token; never its secret.
    struct TokenLine: Sendable {
        let id: String
        let name: String
        let issued: String
        let used: String
        let ends: String
        let endsText: String
        let isInForce: Bool
    }

    /// Who it is.
    struct Facts: Sendable {
        let participant: String
        let participantID: String
        let isPerson: Bool
        let email: String
        let hasEmail: Bool
        let family: String
        let added: String
        let addedText: String
    }

    /// What the viewer may do here.
    struct Can: Sendable {
        let change: Bool
        let link: Bool
        let issue: Bool
    }

    /// A secret as it is shown once.
    struct ShownLine: Sendable {
        let what: String
        let text: String
        let at: String
        let atText: String
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    /// The same, where a row of the page has an identifier of its own.
    let holder: String
    let facts: Facts
    let roles: [PeoplePage.Tick]
    let hasRoles: Bool
    let choices: [PeoplePage.Tick]
    let tokens: [TokenLine]
    let hasTokens: Bool
    let can: Can
    /// Empty, or the one secret to show.
    let shown: [ShownLine]
    let refused: [String]
    let hasRefused: Bool

    init(
        frame: PageFrame,
        found: HolderFound,
        viewer: Viewer,
        now: Instant,
        shown: Shown?,
        refused: [String]
    ) {
        self.frame = frame
        id = found.holder.id.description
        holder = id
        facts = Facts(found)
        roles = PeoplePage.Tick.list(Role.allCases.filter(found.roles.contains), ticked: [])
        hasRoles = !found.roles.isEmpty
        let possible = PeoplePage.Tick.possible(in: found.participant)
        choices = PeoplePage.Tick.list(
            facts.isPerson ? possible : possible.filter(Agent.possibleRoles.contains),
            ticked: found.roles
        )
        tokens = found.tokens.map { TokenLine($0, now: now) }
        hasTokens = !tokens.isEmpty
        can = Can(
            change: found.canChange,
            link: found.canCredential && facts.isPerson,
            issue: found.canCredential
        )
        self.shown = shown.map { [ShownLine($0)] } ?? []
        self.refused = refused
        hasRefused = !refused.isEmpty
        todo = Self.todo(found, isOwn: viewer.holder == found.holder.id)
    }

    private static func todo(_ found: HolderFound, isOwn: Bool) -> Todo {
        if isOwn {
            return Todo("This is you.", why: "End a token here when its machine is given away.")
        }
        guard found.canChange else {
            return Todo("Nothing to do.", why: "A steward of your participant changes this.")
        }
        return Todo(
            "Keep roles and tokens to what is needed.",
            why: "What you change holds at once, and stands in the log under your name."
        )
    }
}

extension HolderPage.TokenLine {
    fileprivate init(_ token: Token, now: Instant) {
        id = token.id.description
        name = token.name
        issued = String(token.issuedAt.description.prefix(10))
        used = token.lastUsedDay.map { String($0.description.prefix(10)) } ?? "never"
        ends = (token.revokedAt ?? token.expiresAt).description
        let moment = (token.revokedAt ?? token.expiresAt).forPeople
        isInForce = token.revokedAt == nil && token.expiresAt > now
        endsText = isInForce ? moment : "ended \(moment)"
    }
}

extension HolderPage.Facts {
    fileprivate init(_ found: HolderFound) {
        if case .person = found.holder { isPerson = true } else { isPerson = false }
        participant = found.participant?.name ?? "a participant that has left"
        participantID = found.participant?.id.description ?? ""
        email = found.email ?? ""
        hasEmail = found.email != nil
        family = found.family ?? ""
        added = found.addedAt.description
        addedText = found.addedAt.forPeople
    }
}

extension HolderPage.ShownLine {
    fileprivate init(_ shown: HolderPage.Shown) {
        what = shown.what
        text = shown.text
        at = shown.until.description
        atText = shown.until.forPeople
    }
}
