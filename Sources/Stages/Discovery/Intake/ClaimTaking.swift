// SPDX-License-Identifier: Apache-2.0

import Access
import Store
import StrictJSON

/// Takes in a report's claims one by one, inside the command that stores the report.
struct ClaimTaking {
    private let report: SubmitReport
    private let transaction: any Transaction
    private var known: [Fingerprint: [DedupCandidate]] = [:]
    private var fingerprints: [(value: [UInt8], finding: FindingID, scheme: FingerprintScheme)] = []
    private var merging: Merging

    init(report: SubmitReport, transaction: any Transaction) {
        self.report = report
        self.transaction = transaction
        merging = Merging(transaction: transaction)
    }

    /// Takes in all claims, then tells those whose findings were merged.
    mutating func takeAll() throws {
        let claims = report.draft.claims
        known = try transaction.candidates(claims.flatMap(\.fingerprints))
        for (place, claim) in claims.enumerated() {
            try take(claim, at: place)
        }
        // In the order of their values: random keys cost least in sorted runs.
        for row in fingerprints.sorted(by: { $0.value.lexicographicallyPrecedes($1.value) }) {
            try transaction.run(
                """
                INSERT INTO finding_fingerprints (value, finding, scheme)
                VALUES (\(row.value), \(row.finding), \(row.scheme))
                ON CONFLICT (value, finding) DO NOTHING
                """
            )
        }
        try merging.tell()
    }

    private mutating func take(_ claim: ReportDraft.Claim, at place: Int) throws {
        let candidates = claim.fingerprints.flatMap { known[$0] ?? [] }
        let owner = report.viewer.participant
        let dedup = Dedup(owner: owner, detail: claim.draft.detail, candidates: candidates)
        if let standing = dedup.standing {
            try link(standing, dedup.verdict, at: place)
            return
        }
        let finding = transaction.newID(FindingMark.self)
        try insert(claim.draft, as: finding, lead: dedup.lead)
        try link(finding, dedup.verdict, at: place)
        fingerprints += claim.fingerprints.map { ($0.value, finding, $0.scheme) }
        try transaction.mark(report.marking(of: ID(finding), kind: .finding))
        try append(claim.draft, finding, dedup)
        if let lead = dedup.lead, let evidence = dedup.evidence {
            try merging.merge(finding, of: owner, into: lead, evidence: evidence)
        }
        for near in dedup.related {
            try transaction.relate(finding, to: near.finding, as: .relatedTo, near.fingerprint)
        }
    }

    private func link(_ finding: FindingID, _ verdict: DedupVerdict, at place: Int) throws {
        try transaction.run(
            """
            INSERT INTO report_claims (report, place, finding, verdict)
            VALUES (\(report.id), \(place), \(finding), \(verdict))
            """
        )
    }

    private func insert(_ draft: FindingDraft, as finding: FindingID, lead: FindingID?) throws {
        let prose = FindingProse(
            title: draft.title,
            message: draft.message,
            references: draft.references
        )
        let scope = SealingScope(report.id)
        let sealed = try transaction.seal(prose.bytes, for: scope)
        let title = try draft.ownTitle.map { try transaction.seal(Array($0.utf8), for: scope) }
        let now = transaction.now
        try transaction.run(
            """
            INSERT INTO findings (id, report, owner, lead, package, versions, function, file, line,
                weakness, tool, rule, level, detail, title, prose, found, changed,
                finders, tlp)
            VALUES (\(finding), \(report.id), \(report.viewer.participant), \(lead),
                \(draft.package), \(draft.versions.joined(separator: "\n")),
                \(draft.function?.name), \(draft.file?.path), \(draft.line), \(draft.weakness),
                \(draft.tool), \(draft.rule), \(draft.level), \(draft.detail), \(title), \(sealed),
                \(now), \(now), 1, \(report.draft.terms.tlp))
            """
        )
    }

    /// The body names no text of the finder's; those lie sealed in the row.
    private func append(_ draft: FindingDraft, _ finding: FindingID, _ dedup: Dedup) throws {
        var body: JSONObject = [
            "report": .string(report.id.description),
            "package": .string(draft.package),
            "verdict": .string(dedup.verdict.rawValue),
        ]
        body["weakness"] = draft.weakness.map { .string($0.description) }
        body["function"] = draft.function.map { .string($0.name) }
        let scope = SealingScope(report.id)
        try transaction.append(
            EntryDraft(.findingReported, subject: finding, body: .object(body), scope: scope)
        )
        guard let lead = dedup.lead, let evidence = dedup.evidence else { return }
        let merged: JSONValue = [
            "into": .string(lead.description), "scheme": .string(evidence.scheme.rawValue),
            "fingerprint": .string(evidence.text),
        ]
        try transaction.append(
            EntryDraft(.findingMerged, subject: finding, body: merged, scope: scope)
        )
    }
}

extension Querying {
    /// The known findings that share a fingerprint with a claim, by fingerprint.
    func candidates(_ wanted: [Fingerprint]) throws -> [Fingerprint: [DedupCandidate]] {
        let values = Set(wanted.map(\.value)).sorted { $0.lexicographicallyPrecedes($1) }
        var found: [Fingerprint: [DedupCandidate]] = [:]
        for run in values.pages(of: Self.valuesPerStatement) {
            let rows = try all(
                """
                SELECT finding_fingerprints.value, finding_fingerprints.scheme, findings.id,
                    findings.lead, findings.owner, findings.detail
                FROM finding_fingerprints
                JOIN findings ON findings.id = finding_fingerprints.finding
                WHERE finding_fingerprints.value IN (\(each: run))
                """
            ) { row in
                let value: [UInt8] = try row.read()
                let fingerprint = Fingerprint(scheme: try row.read(), value: value)
                let finding: FindingID = try row.read()
                return DedupCandidate(
                    finding: finding,
                    lead: try row.read(FindingID?.self) ?? finding,
                    owner: try row.read(),
                    detail: try row.read(),
                    fingerprint: fingerprint
                )
            }
            for row in rows { found[row.fingerprint, default: []].append(row) }
        }
        return found
    }

    /// Values bound to one statement at most; engines allow some ten thousand.
    fileprivate static var valuesPerStatement: Int { 500 }
}
