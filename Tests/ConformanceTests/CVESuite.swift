// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import StrictJSON
import Testing

/// 12 000 real CVE records, with what CISA and others add to them.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/cisagov/vulnrichment")))
struct CVESuite {
    @Test func `every CVE record is read, written back equal, and asked what it says`() async throws
    {
        guard Outside.isAsked("security-formats.cve") else { return }
        let lines = try Outside.lines(ofGzip: "cve/records.jsonl.gz")
        let tally = try await withThrowingTaskGroup(of: CVETally.self) { group in
            for part in Self.parts(of: lines) { group.addTask { try CVETally(part) } }
            return try await group.reduce(into: CVETally()) { $0.add($1) }
        }
        try conformance.record(
            "security-formats.cve",
            passed: tally.equal,
            of: tally.cases,
            bar: 12_000
        )
        let (ours, theirs) = (tally.ours, tally.walked)
        #expect(ours == theirs)
        for (what, count) in ours where theirs[what] != count {
            Issue.record("\(what): \(count), and \(theirs[what] ?? 0) by walking the document")
        }
        try conformance.record(
            "security-formats.cve-extracted",
            passed: ours["ssvc option", default: 0] + ours["cvss", default: 0],
            of: theirs["ssvc option", default: 0] + theirs["cvss", default: 0],
            bar: 46_652,
            note: tally.summary
        )
        // What the data are known for, so that nobody holds an easier set against this.
        #expect(ours["several adp", default: 0] > 1_000)
        for value in ["none", "None", "poc", "PoC", "active", "Active", "yes", "Yes", "no", "No"] {
            #expect(ours["value \(value)", default: 0] > 0, "\(value)")
        }
    }

    /// Shares of some hundred records, so that all cores have work to the end.
    private static func parts(of lines: [Substring]) -> [ArraySlice<Substring>] {
        stride(from: 0, to: lines.count, by: 500).map {
            lines[$0..<min($0 + 500, lines.count)]
        }
    }
}
