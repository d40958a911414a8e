// SPDX-License-Identifier: Apache-2.0
import Access
import Discovery
import Foundation
import Measuring
import SecurityFormats
import Store
import StrictJSON
import Testing

private let origin = Outside.origin("github.com/microsoft/sarif-sdk")

/// Real tools' results through the same door as any report, and written for others to read.
@Suite struct SARIFImport {
    private static let names = SARIFSuites.counts.keys.sorted()
    /// As `json` of Python counts them.
    private static let resultCount = SARIFSuites.counts.values.reduce(0) { $0 + $1[1] }

    @Test(.enabled(if: Outside.isAsked("security-formats.sarif-import"), origin))
    func `every result of real tools is imported, or refused with a reason`() throws {
        var accounted = 0
        var imported = 0
        var reasons: [String: Int] = [:]
        for name in Self.names {
            let bytes = try contents(name)
            let count = try #require(SARIFSuites.counts[name])[1]
            let (claims, setAside) = try Self.fates(bytes)
            do {
                let report = try ReportDraft(
                    .sarif,
                    bytes: bytes,
                    terms: ReportTerms(package: "pkg:generic/sample"),
                    now: Instant(microseconds: 0)
                )
                #expect(report.counts.taken + report.counts.repeated == claims, "\(name)")
                imported += report.counts.taken
                reasons["says the same as an earlier one", default: 0] += report.counts.repeated
                reasons.merge(setAside, uniquingKeysWith: +)
                let all = report.counts.taken + report.counts.repeated + report.counts.setAside
                #expect(all == count, "\(name)")
                accounted += all
            } catch let refusal as Refusal {
                reasons[refusal.code, default: 0] += count
                #expect(claims + setAside.values.reduce(0, +) == count, "\(name)")
                accounted += count
            }
        }
        let refused = reasons.sorted { $0.key < $1.key }.filter { $0.value > 0 }
            .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        try conformance.record(
            "security-formats.sarif-import",
            passed: accounted,
            of: Self.resultCount,
            bar: Self.resultCount,
            note: "\(imported) imported; not: \(refused)"
        )
    }

    @Test(.enabled(if: Outside.isAsked("security-formats.sarif-written"), origin))
    func `what real tools wrote is written anew, read back equal, and read by sarif-tools`() throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var levels: [SARIF.Level: Int] = [:]
        var passed = 0
        for name in Self.names {
            let (summary, results) = try read(try contents(name))
            let written = try Self.written(summary, results)
            let (again, back) = try read(written)
            #expect(back == results, "\(name)")
            #expect(again.runs.map(\.tool) == summary.runs.map(\.tool), "\(name)")
            if back == results { passed += 1 }
            // The stranger ends where a result has no `ruleId`, which section 3.27.5 allows.
            guard results.allSatisfy({ $0.ruleID != nil }) else { continue }
            for result in results { levels[result.level, default: 0] += 1 }
            try Data(written).write(to: folder.appending(path: name + ".sarif"))
        }
        let tools = try Stranger(python: "sarif-tools", version: "3.0.5", program: "sarif")
        let told = try tools.run(["summary", folder.path])
        #expect(told.status == 0, "\(told.text)")
        for level in [SARIF.Level.error, .warning, .note] {
            let wanted = "\(level.rawValue): \(levels[level] ?? 0)"
            #expect(told.text.split(separator: "\n").contains { $0 == wanted }, "\(wanted)")
        }
        try conformance.record(
            "security-formats.sarif-written",
            passed: told.status == 0 ? passed : 0,
            of: Self.names.count,
            bar: Self.names.count,
            note: "read back equal; counted by level as sarif-tools 3.0.5 counts"
        )
    }

    /// How many results are claims, and how many are none, by reason.
    private static func fates(_ bytes: [UInt8]) throws -> (claims: Int, setAside: [String: Int]) {
        var setAside: [String: Int] = [:]
        var claims = 0
        try SARIFClaims.read(bytes, package: "pkg:generic/sample", version: nil) { fate in
            switch fate {
            case .claim: claims += 1
            case .setAside(let reason): setAside[reason.rawValue, default: 0] += 1
            }
        }
        return (claims, setAside)
    }

    private static func written(
        _ summary: SARIF.Summary,
        _ results: [SARIF.Result]
    ) throws -> [UInt8] {
        var writer = SARIF.LogWriter()
        for (index, run) in summary.runs.enumerated() {
            writer.beginRun(run)
            for result in results where result.runIndex == index { writer.add(result) }
            writer.endRun()
        }
        return try writer.finish()
    }

    private func read(_ bytes: [UInt8]) throws -> (SARIF.Summary, [SARIF.Result]) {
        var results: [SARIF.Result] = []
        let summary = try SARIF.read(bytes, details: .all) { results.append($0.unindexed) }
        return (summary, results)
    }

    private func contents(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Outside.data("sarif/tools/\(name).sarif")))
    }
}
