// SPDX-License-Identifier: Apache-2.0

import API
import Coordination
import Prioritization
import Store
import Timestamps

extension Wire.Case {
    init(_ file: CaseFile) {
        self.init()
        id = file.id.description
        step = file.step.kind.rawValue
        todo = file.step.sentence
        actor = file.step.actor.rawValue
        due = file.step.until.map(Timestamp.init)
        openedAt = Timestamp(file.opened)
        closedAt = file.closed.map(Timestamp.init)
        isReadable = file.isReadable
        title = file.title
        vulnerability = file.vulnerability?.description
        members = file.members?.description
        own = file.own.map(Wire.CasePlace.init)
        embargo = Wire.Embargo(file.embargo)
        rights = CaseFile.Right.allCases.filter(file.rights.contains).map(\.rawValue)
    }
}

extension Wire.CasePlace {
    init(_ place: CaseFile.Place) {
        self.init()
        roles = place.roles.map(\.rawValue)
        invitedAt = Timestamp(place.invited)
        joinedAt = place.joined.map(Timestamp.init)
        isShown = place.isShown
        consent = place.consent.rawValue
    }
}

extension Wire.Embargo {
    init(_ embargo: CaseFile.Embargo) {
        self.init()
        state = embargo.state.rawValue
        inForce = embargo.inForce.map(Wire.Terms.init)
        onTable = embargo.onTable.map(Wire.Terms.init)
        ending = embargo.ending?.rawValue
        endedAt = embargo.ended.map(Timestamp.init)
        isAnswered = embargo.isAnswered
    }
}

extension Wire.Terms {
    init(_ offer: CaseFile.Offer) {
        self.init()
        number = offer.number
        until = Timestamp(offer.until)
        isOwn = offer.isOwn
        isAccepted = offer.isAccepted
    }
}

extension Wire.CaseRoster {
    init(_ roster: CaseRoster) {
        self.init()
        members = roster.members.map(Wire.CaseMember.init)
        isComplete = roster.isComplete
    }
}

extension Wire.CaseMember {
    init(_ line: CaseRoster.Line) {
        self.init()
        participant = line.participant.description
        name = line.name
        roles = line.roles.map(\.rawValue)
        isOwn = line.isOwn
        isShown = line.isShown
        joinedAt = line.joined.map(Timestamp.init)
        consent = line.consent?.rawValue
    }
}

extension Wire.Message {
    init(_ message: CaseMessage) {
        self.init()
        id = message.id.description
        isOwn = message.isOwn
        author = message.author
        roles = message.roles.map(\.rawValue)
        to = message.circle.rawValue
        text = message.text
        writtenAt = Timestamp(message.written)
    }
}
