// SPDX-License-Identifier: Apache-2.0

import FrontierModels
import Store
import Timestamps

/// An engagement: first what can be done, then its one clock.
struct EngagementPage: Sendable {
    /// The one clock, for both sides alike.
    struct Clock: Sendable {
        let left: String
        let arithmetic: String
        let overAt: String
        let overAtText: String
        /// Days that have passed of those there are, for the bar; nil unless it is open.
        let bar: Bar?
    }

    /// How far an open window has counted down.
    struct Bar: Sendable {
        let passed: Int
        let days: Int
        let label: String
    }

    struct Field: Sendable {
        let name: String
        let heading: String
        let text: String
        let isEmpty: Bool
        let isShared: Bool
    }

    struct Grant: Sendable {
        let id: String
        /// The engagement, for the forms beside it.
        let engagement: String
        let name: String
        let state: String
        let canGive: Bool
        let canEnd: Bool
    }

    struct Designation: Sendable {
        let outcome: String
        let day: String
        let official: String
        let consulted: String?
        let reference: String
    }

    struct Partner: Sendable {
        let id: String
        let name: String
        let state: String
        let reasons: [String]
        let isChosen: Bool
    }

    struct Assessment: Sendable {
        let reference: String
        let summary: String
        let by: String
        let day: String
    }

    /// Which forms the page has.
    struct Possible: Sendable {
        let develop: Bool
        let ask: Bool
        let open: Bool
        let plan: Bool
        let end: Bool
        let answer: Bool
        let acknowledge: Bool
        let use: Bool
        let share: Bool
        let withdraw: Bool
        let readLog: Bool

        init(_ file: EngagementFile) {
            let rights = file.rights
            develop = rights.contains(.develop)
            ask = rights.contains(.ask)
            open = rights.contains(.open)
            plan = develop && file.clock != nil
            end = rights.contains(.end)
            answer = rights.contains(.answer)
            acknowledge = rights.contains(.acknowledge)
            use = rights.contains(.use)
            share = rights.contains(.share)
            withdraw = rights.contains(.withdraw)
            readLog = rights.contains(.readLog)
        }
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let key: String
    let side: String
    let state: String
    let otherSide: String
    let clock: Clock?
    let fields: [Field]
    let hasFields: Bool
    let terms: String?
    let version: String
    let grants: [Grant]
    let hasGrants: Bool
    let designations: [Designation]
    let hasDesignations: Bool
    let partners: [Partner]
    let hasPartners: Bool
    let chosen: [Partner]
    let assessments: [Assessment]
    let hasAssessments: Bool
    let can: Possible
    let refused: [String]
    let hasRefused: Bool

    init(
        frame: PageFrame,
        file: EngagementFile,
        key: String,
        typed: [String: String],
        refused: [String]
    ) {
        self.frame = frame
        self.key = key
        self.refused = refused
        hasRefused = !refused.isEmpty
        todo = Todo(file.step)
        id = file.id.description
        side = file.side.words
        state = file.state.words
        otherSide = file.otherSide ?? "nobody"
        clock = file.clock.map(Clock.init)
        fields = file.fields.map(Field.init)
        hasFields = !fields.isEmpty
        terms = file.terms.map { $0.text ?? "Erased" }
        version = file.terms.map { String($0.version) } ?? "0"
        let can = Possible(file)
        self.can = can
        grants = file.grants.map { Grant($0, on: file, can) }
        hasGrants = !grants.isEmpty
        designations = file.designations.map(Designation.init)
        hasDesignations = !designations.isEmpty
        partners = file.partners.map(Partner.init)
        hasPartners = !partners.isEmpty
        chosen = partners.filter(\.isChosen)
        assessments = file.assessments.map(Assessment.init)
        hasAssessments = !assessments.isEmpty
    }
}

extension EngagementPage.Clock {
    fileprivate init(_ clock: EngagementFile.Clock) {
        left = clock.left
        arithmetic = clock.window.sum.sentence
        overAt = clock.window.ends.description
        overAtText = clock.window.ends.forPeople
        let days = clock.window.sum.days
        bar = clock.daysLeft.map { left in
            EngagementPage.Bar(
                passed: days - left,
                days: days,
                label: "\(days - left) of \(days) days have passed"
            )
        }
    }
}

extension EngagementPage.Field {
    fileprivate init(_ field: EngagementFile.Field) {
        name = field.field.rawValue
        heading = field.field.words
        text = field.text ?? ""
        isEmpty = field.text == nil
        isShared = field.isShared
    }
}

extension EngagementPage.Grant {
    fileprivate init(
        _ line: EngagementFile.GrantLine,
        on file: EngagementFile,
        _ can: EngagementPage.Possible
    ) {
        id = line.id.description
        engagement = file.id.description
        name = (line.name ?? "Somebody who has left") + (line.isYou ? " (you)" : "")
        state = line.state.words
        canGive = can.develop && line.state == .named
        canEnd = can.withdraw && line.state != .ended && line.state != .expired
    }
}

extension EngagementPage.Designation {
    fileprivate init(_ designation: EngagementFile.Designation) {
        outcome = designation.outcome == .covered ? "Covered" : "Not covered"
        day = designation.decided.words
        official = designation.official ?? "Erased"
        let names = designation.consulted.joined(separator: ", ")
        consulted = names.isEmpty ? nil : names
        reference = designation.reference ?? "Erased"
    }
}

extension EngagementPage.Partner {
    fileprivate init(_ line: EngagementFile.PartnerLine) {
        id = line.partner.id.description
        name = line.name ?? "Erased"
        isChosen = line.partner.isChosen
        state =
            isChosen
            ? "chosen by both sides"
            : "developer: \(Self.words(line.partner.developer)); "
                + "official’s side: \(Self.words(line.partner.official))"
        reasons = [
            line.developerReason.map { "The developer: \($0)" },
            line.officialReason.map { "The official’s side: \($0)" },
        ].compactMap(\.self)
    }

    private static func words(_ word: Bool?) -> String {
        word.map { $0 ? "concurs" : "does not concur" } ?? "no word yet"
    }
}

extension EngagementPage.Assessment {
    fileprivate init(_ assessment: EngagementFile.Assessment) {
        reference = assessment.reference ?? "Erased"
        summary = assessment.summary ?? "Erased"
        by = assessment.side.words
        day = assessment.shared.forPeople
    }
}
