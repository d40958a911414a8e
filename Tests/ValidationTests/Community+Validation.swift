// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Discovery
import Foundation
import Participants
import Sandbox
import Scanning
import Store
import TestSupport
import Testing

@testable import Validation

extension Community {
    static func open(_ engine: Engine) async throws -> Community {
        try await open(
            engine,
            schema: [
                AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part,
                DiscoverySchema.part, ValidationSchema.part,
            ],
            followers: [OverlapIndex.self]
        )
    }

    /// A finding of alder's.
    func finding(by viewer: Viewer? = nil, tlp: String = "AMBER") async throws -> FindingID {
        let viewer = viewer ?? alder
        var generator = SystemRandomNumberGenerator()
        let text = """
            {"package":"pkg:generic/parse@1.0","title":"heap overflow","description":"it overflows",
            "weakness":"CWE-787","symbol":{"function":"parse_record"},"tlp":"\(tlp)"}
            """
        let done = try await Intake(store: store).accept(
            .finding,
            bytes: Array(text.utf8),
            terms: ReportTerms(),
            viewer: viewer,
            receipt: SubmissionReceipt(using: &generator)
        )
        let now = now
        let report = try await store.read {
            try $0.report(done.answer, viewer: viewer, now: now)
        }
        return try #require(report.outcomes.first?.finding)
    }

    func request(
        _ reproducer: Reproducer = Reproducer(),
        of finding: FindingID,
        by viewer: Viewer? = nil
    ) async throws -> ValidationID {
        try await request(.tar, reproducer.tar, of: finding, by: viewer ?? alder)
    }

    func request(
        _ form: BundleForm,
        _ bytes: [UInt8],
        of finding: FindingID,
        by viewer: Viewer
    ) async throws -> ValidationID {
        try await ValidationIntake(store: store).accept(
            form,
            bytes: bytes,
            of: finding,
            viewer: viewer
        ).answer
    }

    func validation(
        _ id: ValidationID,
        for viewer: Viewer? = nil
    ) async throws -> ValidationDetail {
        let (viewer, now) = (viewer ?? alder, now)
        return try await store.read { try $0.validation(id, viewer: viewer, now: now) }
    }

    /// Runs everything that waits, in this host's sandbox.
    func work() async throws {
        let worker = ValidationWorker(
            store: store,
            configuration: SandboxConfiguration(environment: ProcessInfo.processInfo.environment),
            name: "test",
            compiler: "clang of the test"
        )
        let runner = JobRunner(
            store: store,
            worker: "test",
            handlers: [RequestValidation.job.description: { try await worker.run($0) }]
        )
        while try await runner.runOne() {}
    }

    /// Asks, runs, and answers what it came to.
    func prove(_ change: (inout Reproducer) -> Void = { _ in }) async throws -> ValidationDetail {
        var reproducer = Reproducer()
        change(&reproducer)
        let id = try await request(reproducer, of: finding())
        try await work()
        return try await validation(id)
    }
}
