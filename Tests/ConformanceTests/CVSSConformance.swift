// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import Severity
import StrictJSON
import Testing

/// Vectors of every version with the scores that others came to.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/RedHatProductSecurity/cvss")))
struct CVSSConformance {
    @Test func `Red Hat's vectors have the scores that Red Hat's suite gives them`() throws {
        guard Outside.isAsked("cvss.redhat") else { return }
        var cases = 0
        var passed = 0
        let folder = try Outside.data("cvss/redhat")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            for line in text.split(separator: "\n") {
                cases += 1
                let holds = try ScoredVector(line: line).holds()
                if holds { passed += 1 }
                #expect(holds, "\(file): \(line)")
            }
        }
        try conformance.record("cvss.redhat", passed: passed, of: cases, bar: 7660)
    }

    @Test func `random vectors have the scores that the library cvss computes`() throws {
        guard Outside.isAsked("cvss.vectors") else { return }
        var cases = 0
        var passed = 0
        for line in try Outside.lines(ofGzip: "cvss/vectors.jsonl.gz") {
            cases += 1
            let value = try JSONValue(parsing: Array(line.utf8))
            let holds = try ScoredVector(value: value).holds()
            if holds { passed += 1 }
            #expect(holds, "\(line)")
        }
        try conformance.record("cvss.vectors", passed: passed, of: cases, bar: 20_000)
    }
}

/// A vector, and what a suite says of it.
private struct ScoredVector {
    let text: String
    /// Base, temporal and environmental; nil where the suite has None, for a group left out.
    var scores: [String?]
    /// The ratings of the same.
    var ratings: [String] = []

    /// A line `VECTOR - (5, 3.5, None)`, `VECTOR - (9.2,)` or `VECTOR - 9.2`.
    init(line: Substring) throws {
        let halves = line.split(separator: " - ", maxSplits: 1)
        text = String(halves[0])
        scores = halves[1].split { "(), ".contains($0) }.map { Self.tenths(Double($0)) }
    }

    init(value: JSONValue) throws {
        text = try #require(value["vector"]?.stringValue)
        let names = value["score"] == nil ? ["base", "temporal", "environmental"] : ["score"]
        scores = names.map { Self.tenths(value[$0]?.doubleValue) }
        ratings =
            value["severities"]?.arrayValue?.compactMap(\.stringValue)
            ?? [value["severity"]?.stringValue].compactMap { $0 }
    }

    /// With one decimal, as we write scores; the suite has -0.0 too.
    private static func tenths(_ score: Double?) -> String? {
        score.map { String(format: "%.1f", abs($0)) }
    }

    func holds() throws -> Bool {
        let vector = try CVSSVector(parsing: text)
        guard try CVSSVector(parsing: vector.description) == vector else { return false }
        if scores.count == 1 {
            return scores == ["\(vector.score)"]
                && ratings.allSatisfy { $0 == vector.rating.rawValue }
        }
        let ours = vector.scores
        let all: [(CVSSGroup, CVSSScore)] = [
            (.base, ours.base), (.threat, ours.threat), (.environmental, ours.environmental),
        ]
        return zip(all, scores).allSatisfy { ours, theirs in
            // The library leaves out what 2.0 leaves undefined; 3.x always has three scores.
            vector.version == .v20 && !vector.defines(ours.0)
                ? theirs == nil : theirs == "\(ours.1)"
        }
            && zip(all, ratings).allSatisfy { ours, theirs in
                guard vector.version == .v20 else { return ours.1.rating.rawValue == theirs }
                return vector.defines(ours.0)
                    ? ours.1.ratingOfVersion2.rawValue == theirs : theirs == "None"
            }
    }
}
