// SPDX-License-Identifier: Apache-2.0

import Scanning
import Store

/// One record: what it says of each scope.
struct CoverageRecordPage: Sendable {
    /// Something set aside.
    struct Aside: Sendable {
        let what: String
        let reason: String
        let words: String?
        let count: Int
    }

    /// One scope.
    struct Part: Sendable {
        let scope: String
        let revision: String?
        let completeness: String
        let looked: [String]
        let hasLooked: Bool
        let leftOut: [String]
        let hasLeftOut: Bool
        let aside: [Aside]
        let hasAside: Bool
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let scan: String
    let technique: String
    let outcome: String
    let at: String
    let atText: String
    let digest: String
    let corrects: String?
    let correctedBy: String?
    let spent: String?
    let parts: [Part]

    init(frame: PageFrame, coverage: Coverage) {
        self.frame = frame
        id = coverage.id.description
        scan = coverage.scan.description
        technique = coverage.technique.forPeople
        outcome = coverage.outcome.rawValue
        at = coverage.recorded.description
        atText = coverage.recorded.forPeople
        digest = coverage.digest
        corrects = coverage.corrects?.description
        correctedBy = coverage.correctedBy?.description
        let amounts = SpentAmount.allCases.compactMap { amount in
            coverage.record?.spent[amount].map { "\($0) \(amount.forPeople)" }
        }
        spent = amounts.isEmpty ? nil : amounts.joined(separator: ", ")
        parts = (coverage.record?.parts ?? []).map(Part.init)
        todo =
            coverage.correctedBy == nil
            ? Todo(
                coverage.completeness == .complete
                    ? "Nothing to do." : "Look at what is left, or say why not.",
                why: coverage.completeness == .complete
                    ? "Everything was looked at." : "Set aside: \(coverage.setAside)."
            )
            : Todo("A later record stands in its place.")
    }
}

extension CoverageRecordPage.Part {
    fileprivate init(_ part: CoverageRecord.Part) {
        scope = part.scope.text
        revision = part.revision
        completeness = part.completeness.rawValue
        looked = part.looked
        hasLooked = !looked.isEmpty
        leftOut = part.leftOut
        hasLeftOut = !leftOut.isEmpty
        aside = part.setAside.map { aside in
            CoverageRecordPage.Aside(
                what: aside.what,
                reason: aside.reason.rawValue.replacing("-", with: " "),
                words: aside.words,
                count: aside.count
            )
        }
        hasAside = !aside.isEmpty
    }
}

extension SpentAmount {
    fileprivate var forPeople: String {
        switch self {
        case .requests: "requests"
        case .tokens: "tokens"
        case .coreHours: "core hours"
        }
    }
}
