// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import StrictJSON
import Testing

/// 12 000 real CVE records, with what CISA and others add to them.
@Suite struct CVESuite {
    /// What a share of the records came to.
    private struct Tally: Sendable {
        var cases = 0
        var equal = 0
        var strange = 0
    }

    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.cve"),
            Outside.origin("github.com/cisagov/vulnrichment")
        )
    )
    func `every CVE record is read and written back equal`() async throws {
        let lines = try Outside.lines(ofGzip: "cve/records.jsonl.gz")
        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            for part in Self.parts(of: lines) { group.addTask { try Self.tally(part) } }
            return try await group.reduce(into: Tally()) { sum, one in
                sum.cases += one.cases
                sum.equal += one.equal
                sum.strange += one.strange
            }
        }
        #expect(tally.strange == 0)
        try conformance.record(
            "security-formats.cve",
            passed: tally.equal,
            of: tally.cases,
            bar: 12_000
        )
    }

    private static func tally(_ lines: ArraySlice<Substring>) throws -> Tally {
        var tally = Tally()
        for line in lines {
            tally.cases += 1
            let bytes = Array(line.utf8)
            let record = try CVE.Record(parsing: bytes)
            let isEqual = try record.json == JSONValue(parsing: bytes)
            #expect(isEqual, "\(record.metadata.id)")
            if isEqual { tally.equal += 1 }
            if !record.unknown.isEmpty { tally.strange += 1 }
        }
        return tally
    }

    /// Shares of some hundred records, so that all cores have work to the end.
    private static func parts(of lines: [Substring]) -> [ArraySlice<Substring>] {
        stride(from: 0, to: lines.count, by: 500).map {
            lines[$0..<min($0 + 500, lines.count)]
        }
    }
}
