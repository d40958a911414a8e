// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Discovery
import Scanning
import Store
import Timestamps

extension Handlers {
    static func intake(_ routes: inout RouteTable) {
        routes.on(Endpoints.intakeSARIF) { call in
            let told = call.parameters
            let terms = ReportTerms(
                package: told.package,
                scan: try ScanID.reading(told.scan),
                credit: told.credit.map { .named($0) } ?? .unnamed,
                contact: told.contact,
                tlp: try told.tlp.map { try choice($0, at: "tlp") } ?? .amber,
                embargoUntil: told.embargoUntil.map(Instant.init(_:))
            )
            return try await takeIn(.sarif, terms, call)
        }
        routes.on(Endpoints.intakeFinding) { call in
            try await takeIn(.finding, ReportTerms(), call)
        }
        routes.on(Endpoints.submission) { call in
            guard let receipt = SubmissionReceipt(call.parameters.receipt) else {
                throw Refusal.notFound
            }
            let (viewer, now) = (call.viewer, call.now)
            let found = try await call.read {
                try $0.submission(receipt, viewer: viewer, now: now)
            }
            return Reply(Wire.Submission(found))
        }
    }

    private static func takeIn<Parameters>(
        _ kind: ReportKind,
        _ terms: ReportTerms,
        _ call: Call<Parameters, RawBody>
    ) async throws -> Reply<Wire.Submission> {
        var generator = SystemRandomNumberGenerator()
        let receipt = SubmissionReceipt(using: &generator)
        let taken = try await Intake(store: call.services.store).accept(
            kind,
            bytes: call.body.bytes,
            terms: terms,
            viewer: call.viewer,
            receipt: receipt,
            repeating: call.repeatKey
        )
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let found = try await call.readBack(taken.position) {
            try $0.submission(taken.answer, madeBy: viewer, now: now)
        }
        var submission = Wire.Submission(found)
        // A repeat made no new receipt, and the first one was shown once (RULES S10).
        submission.receipt = taken.isRepeat ? nil : receipt.text
        return Reply(submission, at: taken.position)
    }
}

extension Wire.Submission {
    init(_ submission: Submission) {
        self.init()
        report = submission.report.description
        status = submission.status.rawValue
        receivedAt = Timestamp(submission.received)
        digest = submission.digest.hexadecimal
        counts = Wire.Counts(submission.counts)
        outcomes = submission.outcomes.map(Wire.Outcome.init)
    }
}

extension Wire.Counts {
    init(_ counts: ReportDraft.Counts) {
        self.init()
        taken = counts.taken
        repeated = counts.repeated
        setAside = counts.setAside
    }
}

extension Wire.Outcome {
    init(_ outcome: Report.Outcome) {
        self.init()
        finding = outcome.finding.description
        mergedFrom = outcome.mergedFrom?.description
        title = outcome.title
        verdict = outcome.verdict.rawValue
    }
}

extension Wire.Report {
    init(_ report: Report) {
        self.init()
        id = report.id.description
        kind = report.kind.rawValue
        participant = report.owner?.description
        package = report.package
        size = Int(report.sizeBytes)
        digest = report.digest.hexadecimal
        receivedAt = Timestamp(report.received)
        counts = Wire.Counts(report.counts)
        credit = report.credit
        contact = report.contact
        outcomes = report.outcomes.map(Wire.Outcome.init)
    }
}
