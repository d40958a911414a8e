// SPDX-License-Identifier: Apache-2.0

import API
import FrontierModels
import Store
import Timestamps

extension Wire.EngagementLine {
    init(_ line: EngagementLine) {
        self.init()
        id = line.id.description
        codename = line.codename
        side = line.side.rawValue
        state = line.state.rawValue
        step = line.step.kind.rawValue
        todo = line.step.sentence
        actor = line.step.actor.rawValue
        due = line.step.until.map(Timestamp.init)
        window = line.clock.map(Wire.AccessWindow.init)
    }
}

extension Wire.Engagement {
    init(_ file: EngagementFile) {
        self.init()
        id = file.id.description
        codename = file.codename
        side = file.side.rawValue
        state = file.state.rawValue
        step = file.step.kind.rawValue
        todo = file.step.sentence
        actor = file.step.actor.rawValue
        due = file.step.until.map(Timestamp.init)
        otherSide = file.otherSide
        openedAt = Timestamp(file.opened)
        withdrawnAt = file.withdrawn.map(Timestamp.init)
        window = file.clock.map(Wire.AccessWindow.init)
        fields = file.fields.map(Wire.EngagementField.init)
        terms = file.terms.map(Wire.AccessTerms.init)
        grants = file.grants.map(Wire.Grant.init)
        designations = file.designations.map(Wire.Designation.init)
        partners = file.partners.map(Wire.Partner.init)
        assessments = file.assessments.map(Wire.Assessment.init)
        rights = EngagementFile.Right.allCases.filter(file.rights.contains).map(\.rawValue)
    }
}

extension Wire.AccessWindow {
    init(_ clock: EngagementFile.Clock) {
        self.init()
        state = clock.state.rawValue
        opens = clock.window.opens
        plannedRelease = clock.window.plannedRelease
        days = clock.window.sum.days
        arithmetic = clock.window.sum.sentence
        overAt = Timestamp(clock.window.ends)
        daysLeft = clock.daysLeft
    }
}

extension Wire.EngagementField {
    init(_ field: EngagementFile.Field) {
        self.init()
        self.field = field.field.rawValue
        text = field.text
        isShared = field.isShared
    }
}

extension Wire.AccessTerms {
    init(_ terms: EngagementFile.Terms) {
        self.init()
        version = terms.version
        text = terms.text
        statedAt = Timestamp(terms.stated)
    }
}

extension Wire.Grant {
    init(_ line: EngagementFile.GrantLine) {
        self.init()
        id = line.id.description
        name = line.name
        isYou = line.isYou
        state = line.state.rawValue
        acknowledged = line.acknowledged
        namedAt = Timestamp(line.named)
    }
}

extension Wire.Designation {
    init(_ designation: EngagementFile.Designation) {
        self.init()
        id = designation.id.description
        outcome = designation.outcome.rawValue
        decided = designation.decided
        official = designation.official
        consulted = designation.consulted
        reference = designation.reference
        recordedAt = Timestamp(designation.recorded)
    }
}

extension Wire.Partner {
    init(_ line: EngagementFile.PartnerLine) {
        self.init()
        id = line.partner.id.description
        name = line.name
        proposer = line.partner.proposer.rawValue
        developerConcurs = line.partner.developer
        officialConcurs = line.partner.official
        developerReason = line.developerReason
        officialReason = line.officialReason
        isChosen = line.partner.isChosen
    }
}

extension Wire.Assessment {
    init(_ assessment: EngagementFile.Assessment) {
        self.init()
        id = assessment.id.description
        side = assessment.side.rawValue
        reference = assessment.reference
        summary = assessment.summary
        partner = assessment.partner?.description
        sharedAt = Timestamp(assessment.shared)
    }
}

extension Wire.AccessLine {
    init(_ line: AccessLine) {
        self.init()
        id = line.id.description
        kind = line.kind.rawValue
        person = line.person
        about = line.about
        at = Timestamp(line.at)
    }
}
