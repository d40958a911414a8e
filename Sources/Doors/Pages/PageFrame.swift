// SPDX-License-Identifier: Apache-2.0

/// What every page shows around its own content.
package struct PageFrame: Sendable {
    /// Who is signed in, as the header names them.
    package struct Account: Sendable {
        package let name: String
        /// What the roles behind the name mean.
        package let meaning: String

        package init(name: String, meaning: String) {
            self.name = name
            self.meaning = meaning
        }
    }

    /// One entry of the navigation.
    package struct Link: Sendable {
        let href: String
        let label: String
        let isCurrent: Bool
    }

    /// The parts of the interface that the navigation names.
    package enum Place: String, CaseIterable, Sendable {
        case inbox
        case queue
        case cases
        case exposure
        case scans
        case report
        case deliveries
        case engagements
        case advisories
        case duties
        case transparency
        case log
    }

    let title: String
    let account: Account?
    /// Proves that a form was made for this session (RULES D2); empty where nobody is signed in.
    let formToken: String
    let links: [Link]
    /// What was looked for, as it stands in the header's field.
    var sought = ""

    package init(title: String, account: Account?, formToken: String, place: Place?) {
        self.title = title
        self.account = account
        self.formToken = formToken
        links = Place.allCases.compactMap { each in
            guard account != nil || !each.needsAccount else { return nil }
            return Link(href: each.path, label: each.label, isCurrent: each == place)
        }
    }
}

extension PageFrame.Place {
    fileprivate var path: String {
        switch self {
        case .inbox: "/"
        case .queue: "/queue"
        case .cases: "/cases"
        case .exposure: "/exposure"
        case .scans: "/scans"
        case .report: "/report"
        case .deliveries: "/deliveries"
        case .engagements: "/engagements"
        case .advisories: "/advisories"
        case .duties: "/duties"
        case .transparency: "/transparency"
        case .log: "/log"
        }
    }

    fileprivate var label: String {
        switch self {
        case .inbox: "Inbox"
        case .queue: "Queue"
        case .cases: "Cases"
        case .exposure: "My exposure"
        case .scans: "Scans"
        case .report: "Report"
        case .deliveries: "Deliveries"
        case .engagements: "Engagements"
        case .advisories: "Advisories"
        case .duties: "Duties"
        case .transparency: "Transparency"
        case .log: "Log"
        }
    }

    fileprivate var needsAccount: Bool {
        switch self {
        case .inbox, .queue, .cases, .exposure, .scans, .deliveries, .engagements: true
        case .report, .advisories, .duties, .transparency, .log: false
        }
    }
}

/// The sentence each page begins with: what is to be done, and why or until when.
package struct Todo: Sendable {
    let what: String
    let why: String

    package init(_ what: String, why: String = "") {
        self.what = what
        self.why = why
    }
}
