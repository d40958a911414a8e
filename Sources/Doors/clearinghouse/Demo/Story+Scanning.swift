// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Store
import Timestamps

extension Story {
    /// The scans that the laboratories declared.
    struct Scans {
        let aspen: Wire.Scan
        let birch: Wire.Scan
    }

    /// Act 2: two laboratories mean to scan the same package.
    mutating func declareScans(_ cast: Cast) async throws -> Scans {
        narrator.act("2. Who scans what")
        let before = try await cast.aspen.client.ask(
            Endpoints.scanAdvice,
            NoParameters(),
            question()
        )
        let verdict = before.scopes.first?.verdict ?? "no answer"
        narrator.step(
            "Aspen asks about \(Self.package): \(verdict).",
            holds: verdict == "free"
        )
        let aspen = try await cast.aspen.client.ask(
            Endpoints.declareScan,
            NoParameters(),
            plan(tool: "Clang static analyzer")
        )
        narrator.step(
            "Aspen declares a static analysis and gets a lease: it holds for as long as Aspen says "
                + "now and then that the scan still runs.",
            holds: aspen.state == "active"
        )
        let birch = try await cast.birch.client.ask(
            Endpoints.declareScan,
            NoParameters(),
            plan(tool: "Cppcheck")
        )
        let advice = birch.advice?.scopes.first
        narrator.step(
            "Birch declares one too and is told: \(birch.advice?.sentence ?? "nothing")",
            holds: advice?.verdict == "overlapping" && advice?.overlapping?.extent == "1"
        )
        let text = String(decoding: birch.bytes, as: UTF8.self)
        narrator.step(
            "It is not told who: neither Aspen nor its tool is named anywhere in the answer.",
            holds: !text.contains("Aspen") && !text.contains("Clang")
                && !text.contains(aspen.participant ?? "Aspen")
        )
        return Scans(aspen: aspen, birch: birch)
    }

    /// Still act 3: a scan ends, and says what it did not look at.
    mutating func tellCoverage(_ cast: Cast, _ scans: Scans) async throws {
        var part = Wire.ScopeCovered()
        part.scope = Self.package
        part.completeness = "partial"
        var aside = Wire.SetAside()
        (aside.what, aside.reason) = ("the command line's own parser", "deferred")
        part.setAside = [aside]
        var told = Wire.CoverageTold()
        told.scopes = [part]
        let ended = try await cast.aspen.client.ask(
            Endpoints.endScan,
            ByID(scans.aspen.id),
            Wire.ScanEnd(outcome: "completed", coverage: told)
        )
        narrator.step(
            "Aspen's scan is complete, and says what it put off.",
            holds: ended.state == "completed"
        )
        let advice = try await cast.birch.client.ask(
            Endpoints.scanAdvice,
            NoParameters(),
            question()
        )
        let covered = advice.scopes.first?.covered
        narrator.step(
            "Birch asks again: \(advice.sentence)",
            holds: covered?.completeness == "partial" && covered?.revisions == ["1.0.0"]
        )
        var review = plan(tool: "Aspen's reviewers")
        review.technique = "manual-review"
        let next = try await cast.aspen.client.ask(
            Endpoints.declareScan,
            NoParameters(),
            review
        )
        narrator.step(
            "Aspen declares a review by hand of what was put off.",
            holds: next.state == "active"
        )
    }

    private var window: Wire.Window {
        let now = SystemClock().now().timestamp
        return Wire.Window(
            start: now,
            end: Timestamp(microseconds: now.microseconds + 4 * 3_600 * 1_000_000)
        )
    }

    private func question() -> Wire.AdviceRequest {
        var question = Wire.AdviceRequest()
        question.scopes = [Self.package]
        question.technique = "static-analysis"
        question.window = window
        return question
    }

    private func plan(tool: String) -> Wire.ScanPlan {
        var plan = Wire.ScanPlan()
        plan.scopes = [Self.package]
        plan.technique = "static-analysis"
        plan.tool = tool
        plan.window = window
        return plan
    }
}
