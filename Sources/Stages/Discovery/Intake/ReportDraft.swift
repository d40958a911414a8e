// SPDX-License-Identifier: Apache-2.0

import Access
import Crypto
import PackageURLs
package import Store
import StrictJSON

/// A report that was read and checked, ready to be stored with its findings in one command.
package struct ReportDraft: Sendable {
    /// The largest report, in bytes: a thousand results with long messages take some two mebibytes.
    package static let maximumBytes = 16 << 20
    /// Findings of one report at most: they are stored in one command, which others wait for.
    package static let findingLimit = 1_000

    /// What became of the results; their sum is what the report holds.
    package struct Counts: Hashable, Sendable {
        /// Each became a finding.
        package var taken = 0
        /// Each says the same as an earlier one of this report.
        package var repeated = 0
        /// Each says by itself that it is none: passed, suppressed, absent.
        package var setAside = 0
    }

    package let kind: ReportKind
    package let terms: ReportTerms
    package let claims: [Claim]
    package let counts: Counts
    /// SHA-256 of the bytes as received.
    package let digest: [UInt8]

    /// A draft with its fingerprints, made before the command so that it hashes nothing large.
    package struct Claim: Hashable, Sendable {
        package let draft: FindingDraft
        package let fingerprints: [Fingerprint]

        /// A draft with its own keys.
        init(_ draft: FindingDraft) {
            self.draft = draft
            fingerprints = draft.fingerprints
        }

        init(_ draft: FindingDraft, _ fingerprints: [Fingerprint]) {
            self.draft = draft
            self.fingerprints = fingerprints
        }
    }

    /// Reads SARIF or a short report; throws a refusal with the place of each fault.
    package init(
        _ kind: ReportKind,
        bytes: [UInt8],
        terms: ReportTerms,
        now: Instant
    ) throws {
        guard bytes.count <= Self.maximumBytes else { throw Refusal.reportTooLarge }
        var gathered = GatheredClaims()
        switch kind {
        case .sarif:
            try SARIFReport.read(bytes, terms: terms, into: &gathered)
            self.terms = terms
        case .finding:
            let short = try ShortReport(bytes, terms: terms)
            gathered.take(ReportDraft.Claim(short.draft))
            self.terms = short.terms
        }
        let faults = self.terms.faults(now: now)
        guard faults.isEmpty else { throw Refusal.invalidReport(faults) }
        self.kind = kind
        claims = gathered.claims
        counts = gathered.counts
        digest = Array(SHA256.hash(data: bytes))
    }
}

/// Drafts in the order of the report, each once.
struct GatheredClaims {
    private(set) var claims: [ReportDraft.Claim] = []
    var counts = ReportDraft.Counts()
    private var seen: Set<Fingerprint> = []
    private var texts: [[String]: Int] = [:]

    /// Takes in a draft unless the report has said the same before.
    ///
    /// One that has no key gets one from its text and its place in the order of the same texts:
    /// sent again it is known, and two alike in one report stay two.
    mutating func take(_ claim: ReportDraft.Claim) {
        let draft = claim.draft
        var fingerprints = claim.fingerprints
        if !fingerprints.contains(where: \.scheme.isEquality) {
            let count = texts[draft.textComponents, default: 0]
            texts[draft.textComponents] = count + 1
            fingerprints.append(
                Fingerprint(.toolPartial, of: draft.textComponents + [String(count)])
            )
        }
        let keys = fingerprints.filter(\.scheme.isEquality)
        guard keys.allSatisfy({ !seen.contains($0) }) else {
            counts.repeated += 1
            return
        }
        seen.formUnion(keys)
        counts.taken += 1
        claims.append(ReportDraft.Claim(draft, fingerprints))
    }
}

extension ReportTerms {
    /// The canonical package, without version and qualifiers, and the version if it names one.
    static func package(_ text: String) -> (name: String, version: String?)? {
        guard text.utf8.count <= 512, let parsed = try? PackageURL(canonicalizing: text) else {
            return nil
        }
        return (parsed.package.description, parsed.version)
    }

    /// How far ahead an embargo may be wished for, in seconds: a year.
    private static let embargoSeconds: Int64 = 366 * 86_400

    func faults(now: Instant) -> [Refusal.Fault] {
        var faults: [Refusal.Fault] = []
        if let credit = credit.text {
            TextCheck(place: "/credit", maximumBytes: Credit.maximumBytes, required: true)
                .check(credit, &faults)
        }
        if let contact {
            TextCheck(place: "/contact", maximumBytes: TextCheck.contactBytes).check(
                contact,
                &faults
            )
        }
        if let embargoUntil, embargoUntil > now.adding(seconds: Self.embargoSeconds) {
            faults.append(
                Refusal.Fault(
                    place: "/embargoUntil",
                    code: "too-far-ahead",
                    reason: "An embargo can be wished for a year ahead at most."
                )
            )
        }
        return faults
    }
}
