// SPDX-License-Identifier: Apache-2.0

import Prioritization
import Severity

extension Band {
    /// Its name as a heading.
    var forPeople: String {
        switch self {
        case .incident: "Incident"
        case .urgent: "Urgent"
        case .standard: "Standard"
        case .needsInfo: "Needs information"
        }
    }

    /// What it means.
    var meaning: String {
        switch self {
        case .incident: "It is being exploited."
        case .urgent: "Nobody is known to exploit it; that may change at any moment."
        case .standard: "To be fixed in its turn."
        case .needsInfo: "A fact that nobody has stated decides between urgent and standard."
        }
    }
}

extension FactKind {
    /// What it is about, in words.
    var forPeople: String {
        switch self {
        case .exploited: "Exploited"
        case .automatable: "Can be automated"
        case .technicalImpact: "Control it gains"
        case .publicExploit: "Public exploit"
        case .validated: "Proven here"
        case .patchAvailable: "Patch can be had"
        }
    }
}

extension FactValue {
    /// What is stated, in words.
    var forPeople: String {
        switch self {
        case .kev: "yes, in CISA’s KEV catalogue"
        case .active: "yes, by another source than KEV"
        case .yes, .no, .partial, .total: rawValue
        case .unknown: "not known"
        }
    }
}

extension CVSSRating {
    /// Score, rating and what the score takes in.
    var forPeople: String { "\(score) \(rating.rawValue) (\(nomenclature))" }
}

extension HiddenCount {
    /// Whom it affects, as far as anybody may know.
    var forPeople: String {
        switch self {
        case .none: "no operator here"
        case .few: "fewer than \(Self.smallest) operators"
        case .exactly(let count): "\(count) operators"
        }
    }
}
