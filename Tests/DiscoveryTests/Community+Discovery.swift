// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Discovery
import Participants
import Scanning
import Store
import TestSupport

extension Community {
    static func open(_ engine: Engine) async throws -> Community {
        try await open(
            engine,
            schema: [
                AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part,
                DiscoverySchema.part,
            ],
            followers: [OverlapIndex.self]
        )
    }

    /// A report that was taken in, and the receipt that its finder keeps.
    struct Sent: Sendable {
        let report: ReportID
        let receipt: SubmissionReceipt
    }

    @discardableResult
    func send(
        _ kind: ReportKind,
        _ text: String,
        terms: ReportTerms = ReportTerms(package: "pkg:generic/imgread@2.1"),
        by viewer: Viewer
    ) async throws -> Sent {
        var generator = SystemRandomNumberGenerator()
        let receipt = SubmissionReceipt(using: &generator)
        let done = try await Intake(store: store).accept(
            kind,
            bytes: Array(text.utf8),
            terms: terms,
            viewer: viewer,
            receipt: receipt
        )
        test.clock.advance(seconds: 60)
        return Sent(report: done.answer, receipt: receipt)
    }

    func refusal(
        _ kind: ReportKind,
        _ text: String,
        terms: ReportTerms = ReportTerms(package: "pkg:generic/imgread@2.1"),
        by viewer: Viewer = .nobody
    ) async throws -> Refusal? {
        do {
            try await send(kind, text, terms: terms, by: viewer)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }

    func inbox(_ viewer: Viewer) async throws -> [Finding] {
        let now = now
        return try await store.read { try $0.findings(viewer: viewer, now: now) }
    }

    func detail(_ finding: FindingID, for viewer: Viewer) async throws -> FindingDetail {
        let now = now
        return try await store.read { try $0.finding(finding, viewer: viewer, now: now) }
    }

    func notices(_ viewer: Viewer) async throws -> [Notice] {
        let now = now
        return try await store.read { try $0.notices(viewer: viewer, now: now) }
    }

    func submission(_ sent: Sent, for viewer: Viewer) async throws -> Submission {
        let now = now
        return try await store.read {
            try $0.submission(sent.receipt, viewer: viewer, now: now)
        }
    }
}
