// SPDX-License-Identifier: Apache-2.0

import Severity
package import Store
import Timestamps

/// Why a vulnerability stands where it stands, in words made of facts with their sources.
package struct Standing: Hashable, Sendable {
    package let rank: Rank
    package let reason: BandRule.Reason
    /// Why now: what put it into its band, and what orders it there.
    package let why: String
    /// Which single fact would put it into another band.
    package let change: String

    init(_ facts: [Fact], cvss: CVSSRating?, recordedAt: Instant) {
        let ranking = RankingFacts(facts)
        let rule = BandRule(ranking)
        rank = Rank(ranking, cvss: cvss?.vector)
        reason = rule.reason
        let words = StandingWords(facts: facts, ranking: ranking)
        why = words.reason(rule.reason) + " " + words.place(cvss: cvss, recordedAt: recordedAt)
        change = words.change(BandRule.changes(of: ranking))
    }
}

/// The sentences of a standing.
private struct StandingWords {
    let facts: [Fact]
    let ranking: RankingFacts

    func reason(_ reason: BandRule.Reason) -> String {
        switch reason {
        case .inKEV:
            "It is in CISA's catalogue of known exploited vulnerabilities \(source(.exploited))."
        case .exploited: "It is being exploited \(source(.exploited))."
        case .publicExploit: "An exploit is public \(source(.publicExploit))."
        case .threeDays:
            """
            It can be automated \(source(.automatable)) and gains total control \
            \(source(.technicalImpact)).
            """
        case .longer: longer
        case .undecided(let kinds):
            """
            Nobody has stated \(kinds.map(\.question).joined(separator: " and ")), and that \
            decides between urgent and standard.
            """
        }
    }

    /// Why it can wait its turn.
    private var longer: String {
        let exploited =
            ranking.exploited == .no
            ? "It is not exploited \(source(.exploited))" : "Nobody has stated that it is exploited"
        let known =
            if ranking.automatable == false {
                "it cannot be automated \(source(.automatable))"
            } else {
                "it gains partial control only \(source(.technicalImpact))"
            }
        return "\(exploited), and \(known)."
    }

    /// What orders it within its band.
    func place(cvss: CVSSRating?, recordedAt: Instant) -> String {
        let score =
            cvss.map { "\($0.nomenclature) \($0.score) (\($0.rating.rawValue))" }
            ?? "no CVSS vector yet"
        let proof = facts.first { $0.kind == .validated }
        let proven = proof.map { $0.value == .yes ? "; proven here" : "; not proven here" } ?? ""
        return """
            BOD 26-04 sets \(ranking.shortest.term) where it is exposed\(doubt); \
            \(score)\(proven); waiting since \(recordedAt.day).
            """
    }

    /// That the term rests on what nobody has stated.
    private var doubt: String {
        let decision = ranking.decision(isExposed: true)
        if !decision.assumed.isEmpty { return " by its own assumptions for what is not stated" }
        return decision.possible.count > 1 ? " at the worst of what is not stated" : ""
    }

    func change(_ changes: [BandChange]) -> String {
        guard !changes.isEmpty else { return "No single fact would change its band." }
        let bands = Band.allCases.filter { band in changes.contains { $0.band == band } }
        let parts = bands.map { band in
            let facts = changes.filter { $0.band == band }.map(\.words)
            return "\(facts.joined(separator: ", or ")) would make it \(band.asComplement)"
        }
        let sentence = parts.joined(separator: "; ")
        return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }

    /// `(KEV 2026.11.20, as of 2026-11-20 UTC)`.
    private func source(_ kind: FactKind) -> String {
        guard let fact = facts.first(where: { $0.kind == kind }) else { return "(not stated)" }
        return "(\(fact.source ?? "source erased"), as of \(fact.asOf.day))"
    }
}

extension FactKind {
    /// As what is asked: `whether it can be automated`.
    package var question: String {
        switch self {
        case .exploited: "whether it is being exploited"
        case .automatable: "whether it can be automated"
        case .technicalImpact: "how much control it gains"
        case .publicExploit: "whether an exploit is public"
        case .validated: "whether it was proven"
        case .patchAvailable: "whether a patch can be had"
        }
    }
}

extension BandChange {
    /// The statement as a thing that would come about.
    fileprivate var words: String {
        switch (kind, value) {
        case (.exploited, .kev): "an entry in KEV"
        case (.exploited, .active): "a report that it is exploited"
        case (.exploited, _): "word that it is not exploited"
        case (.publicExploit, .yes): "a public exploit"
        case (.publicExploit, _): "word that no exploit is public"
        case (.automatable, .yes): "word that it can be automated"
        case (.automatable, _): "word that it cannot be automated"
        case (.technicalImpact, .total): "total control"
        case (.technicalImpact, _): "partial control"
        case (.validated, _), (.patchAvailable, _): kind.rawValue
        }
    }
}

extension Band {
    /// In a sentence: `would make it …`.
    fileprivate var asComplement: String {
        switch self {
        case .incident: "an incident"
        case .urgent: "urgent"
        case .standard: "standard"
        case .needsInfo: "wait for information"
        }
    }
}

extension Instant {
    /// Its day, with the zone: `2026-11-20 UTC`.
    package var day: String { "\(description.prefix(10)) UTC" }

    /// The first moment in UTC of a day written `2026-11-20`; nil for every other text.
    package init?(day text: String) {
        guard let date = CalendarDate(text) else { return nil }
        self.init(Timestamp(startOf: date))
    }
}
