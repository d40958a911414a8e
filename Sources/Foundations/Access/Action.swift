// SPDX-License-Identifier: Apache-2.0

/// Everything that can be asked for; the table of endpoints names one for each endpoint.
package enum Action: String, Sendable, CaseIterable {
    /// Health, public keys, the log, the interface's own description.
    case readPublic
    /// Who am I, my sessions, my own settings.
    case readOwnAccount
    case submitReport
    case followSubmission
    case declareScan
    case adviseScan
    case changeScan
    /// How much each participant asked about others' scans.
    case auditScans
    case readScan
    case readIntroduction
    case readCoverage
    /// See and stop scans of what one controls.
    case readLeases
    case stopScan
    case claimControl
    case readControl
    case changeControl
    /// Give a coordinator's word that a scope is the claimant's.
    case vouchControl
    case setRule
    case readRule
    case changeRule
    /// Say, as the owner, that somebody may scan.
    case giveAuthorization
    case readAuthorization
    case changeAuthorization
    /// Ask whether what was seen on one's own target was a declared scan.
    case askAlert
    case readAlert
    /// Say whether it was one's own scan.
    case answerAlert
    case readFinding
    case changeFinding
    case readReport
    case readNotice
    case requestValidation
    case readValidation
    case recordVulnerability
    case readVulnerability
    case stateFact
    case readQueue
    case keepInventory
    case readInventory
    case openCase
    case readCase
    /// Invite, change roles and terms, split, close.
    case changeCase
    /// Answer an invitation, propose terms, consent to them, leave.
    case joinCase
    case writeMessage
    case readMessage
    case prepareBundle
    case readBundle
    /// Sign what is to be released; two persons must (ORDER C12).
    case signRelease
    case keepRecipientKey
    case readRecipientKey
    case readDelivery
    case giveReceipt
    case publishAdvisory
    case readAdvisory
    case openEngagement
    case readEngagement
    /// What is the developer's alone: fields, terms, the window, the planned date, grants.
    case changeEngagement
    /// What each side does for itself: determinations, people, partners, assessments, leaving.
    case joinEngagement
    /// Who looked and who used the access; the developer's alone (ORDER C8).
    case readAccessLog
    case readDuty
    /// Say where one's own duties stand, and point to evidence.
    case keepDuty
    case readChanges
    /// Look for words in all that one may see.
    case search
    case readParticipant
    case manageParticipants
    case manageOwnPeople
    case readPeople
    case manageTokens
    case exportParticipant
    case withdrawParticipant
}

/// A field that a viewer may have to do without although the thing itself is visible.
package enum Field: String, Sendable, CaseIterable {
    /// Who found or reported (ORDER C3). When hidden, those who chose to be named, and oneself,
    /// still show.
    case reporter
    /// The participants named on a thing (ORDER C2).
    case audience
    /// The raw report of another finder.
    case rawReport
    /// How to reach a person.
    case contact
}
