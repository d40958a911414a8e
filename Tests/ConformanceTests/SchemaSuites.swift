// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import StrictJSON
import Testing

/// Our readers are the schemas (docs/adr/0009): what an official JSON Schema refuses, they refuse.
@Suite struct SchemaSuites {
    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.schema-csaf"),
            Outside.origin("github.com/oasis-tcs/csaf")
        )
    )
    func `CSAF documents are refused where the official schema refuses them`() throws {
        let address = "https://www.first.org/cvss/cvss-v"
        let file = "package:csaf/csaf/v20/schema/referenced/cvss-v"
        let scores = ["2.0", "3.0", "3.1"].map { ("\(address)\($0).json", "\(file)\($0).json") }
        try hold("csaf", to: .csaf) {
            try SchemaMutants(
                schema: Outside.data("csaf/2.0/schema/csaf_json_schema.json").path,
                referenced: Dictionary(uniqueKeysWithValues: scores),
                documents: ["mandatory", "optional", "informative"].flatMap {
                    try files(Outside.data("csaf/2.0/testcases/\($0)"))
                }
            )
        } by: { bytes in
            // What the schema says of scores is a test of its own in section 6.
            let faults = CSAF.validate(bytes, .basic).faults
            return faults.first { $0.group == .schema || $0.test == "6.1.8" }?.description
        }
    }

    @Test(.enabled(if: Outside.isAsked("security-formats.schema-osv"), "not asked for"))
    func `OSV records are refused where the official schema refuses them`() throws {
        let seeds = Outside.package.appending(path: "Fuzzing/Seeds/osv")
        try hold("osv", to: .osv) {
            try SchemaMutants(
                schema: borrowed("osv/schema.json", of: "github.com/ossf/osv-schema"),
                documents: [try Outside.data("osv/pypi.jsonl.gz")] + files(seeds)
            )
        } by: { bytes in
            fault(of: { () throws(JSONFaults) in _ = try OSV.Record(parsing: bytes) })
        }
    }

    /// A schema that no package carries: where it is not at hand, nothing is passed.
    private func borrowed(_ path: String, of origin: String) throws -> String {
        let file = try Outside.data(path).path
        guard FileManager.default.fileExists(atPath: file) else {
            throw Stranger.Absent(description: "data/\(path) of \(origin) is not there")
        }
        return file
    }

    private func hold(
        _ format: String,
        to explanations: [SchemaExplanation],
        make: () throws -> SchemaMutants,
        by fault: ([UInt8]) -> String?
    ) throws {
        let name = "security-formats.schema-\(format)"
        do {
            let mutants = try make()
            let explained = judge(mutants, explanations, fault)
            #expect(mutants.keywords.broken == mutants.keywords.all)
            #expect(mutants.unreached.isEmpty)
            try conformance.record(
                name,
                passed: mutants.mutants.count - explained.missed,
                of: mutants.mutants.count,
                bar: mutants.mutants.count,
                note: "seed \(SchemaMutants.seed), \(mutants.keywords.broken) keywords broken, "
                    + "\(explained.count) explained"
            )
        } catch let absent as Stranger.Absent {
            let peer = Figure.Peer.absent("jsonschema 4.26.0", why: absent.description)
            try conformance.record(
                Figure(name, 0, "cases", better: .more, peer: peer, bar: .ratio(1))
            )
        }
    }

    /// Counts the verdicts that differ with a reason, and those without.
    private func judge(
        _ mutants: SchemaMutants,
        _ explanations: [SchemaExplanation],
        _ fault: ([UInt8]) -> String?
    ) -> (count: Int, missed: Int) {
        var used: Set<Int> = []
        var count = 0
        var missed = 0
        for mutant in mutants.mutants {
            let fault = fault(mutant.bytes)
            if (fault == nil) == mutant.isValid { continue }
            let index = explanations.firstIndex { $0.covers(mutant, fault: fault) }
            if let index {
                used.insert(index)
                count += 1
            } else {
                missed += 1
                report(mutant, fault)
            }
        }
        let idle = explanations.indices.filter { !used.contains($0) }.map { explanations[$0].says }
        #expect(idle.isEmpty, "explained, but not seen: \(idle)")
        return (count, missed)
    }

    private func fault(of read: () throws(JSONFaults) -> Void) -> String? {
        do {
            try read()
            return nil
        } catch {
            return "\(error.first)"
        }
    }

    private func report(_ mutant: SchemaMutants.Mutant, _ fault: String?) {
        let ours =
            fault.map { "refused by us: \($0)" } ?? "read by us; the schema says: \(mutant.why)"
        Issue.record("\(mutant.place), \(mutant.keyword): \(ours)")
    }

    private func files(_ folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".json") }.map { folder.appending(path: $0) }
    }
}
