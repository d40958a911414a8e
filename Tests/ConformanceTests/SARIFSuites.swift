// SPDX-License-Identifier: Apache-2.0
import Foundation
import SecurityFormats
import StrictJSON
import Testing

private let origin = Outside.origin("github.com/microsoft/sarif-sdk")

@Suite struct SARIFSuites {
    /// Runs, results and locations of each file, as Python's `json` module counts them.
    static let counts: [String: [Int]] = [
        "AndroidStudio-AndroidStudio_issueLog7_raw.xml": [1, 6, 6],
        "Bug1673Tester-PropertyBagComprehensiveValueTypes": [1, 1, 0],
        "CisCat-ValidResults": [1, 1, 1],
        "Clang_Analyzer-ClangAnalyzer_issueLog1_raw.xml": [1, 4, 4],
        "CodeScanner-NestedFiles": [1, 4, 4],
        "CodeScanner-SARIF1008.PhysicalLocationPropertiesMustBeConsistent_Invalid": [1, 17, 17],
        "Code_Analyser-SARIF2004.OptimizeFileSize_Invalid": [1, 5, 2],
        "Code_Analyser-SARIF2004.OptimizeFileSize_Valid": [1, 3, 2],
        "Code_scanner-UriMissing_ContextRegionSnippets": [1, 1, 1],
        "Contrast_Security-WebGoat.xml": [1, 30, 86],
        "CweSamplerScanner-CweGhasSample": [1, 7, 7],
        "FailureLevelRoundtrippingTester-InvocationOverridesRuleDefaultConfigurationOfError":
            [1, 5, 0],
        "Fortify-bannedAPIs_m0.xml": [1, 114, 114],
        "GroupingSamplerScanner-GroupingSample": [2, 3, 3],
        "HP_Fortify-RunWithArtifacts": [1, 1, 1],
        "HP_Fortify_Static_Code_Analyzer-RunWithArtifacts": [1, 1, 1],
        "Heimdall_Tools-ValidResults": [1, 166, 166],
        "Micro_Focus_Fortify_Static_Code_Analyzer-TwoResultsWithNodeRefs.fpr": [1, 2, 2],
        "Microsoft.CodeAnalysis.Sarif.PatternMatcher-elfie-arriba": [1, 5, 5],
        "Nessus-ValidResults": [2, 2, 2],
        "PREfast-Expected-192.xml": [1, 48, 48],
        "Query_Tests-property-bag-queries": [1, 14, 0],
        "Sarif.UnitTests-Rel_All": [1, 6, 6],
        "Sarif.UnitTests-Rel_ContextRegionSnippets": [1, 6, 6],
        "SarifLoggerTests-SimpleExample": [1, 1, 0],
        "Sarif_Functional_Testing-TrivialPartitionFunction": [2, 6, 6],
        "Semmle_QL-results.csv": [1, 80, 80],
        "StaticDriverVerifier-checkdriverunload_bug1.tt": [1, 1, 1],
        "TSLint-TSLint-04.json": [1, 1029, 1029],
        "TSLint-TSLint-10.json": [1, 501, 501],
        "Test-WithProperties": [1, 2, 0],
        "Trivy-FileNameOnlyWithoutPath": [1, 2, 2],
        "WorkItemFiler_testing-MultipleRuns": [2, 3, 0],
        "WorkItemFiler_testing-NewAndOldResults": [1, 5, 0],
        "mobsfscan-LocationId_BigInteger": [1, 1, 6],
        "testhost-TEST1006.Baseline": [1, 7, 7],
    ]

    /// One is no JSON, the other a part of a log in a file of its own (section 4).
    private static let notLogs: Set = [
        "JSON1001.SyntaxError.sarif", "SimpleExample.sarif-external-properties.json",
    ]

    @Test(.enabled(if: Outside.isAsked("security-formats.sarif"), origin))
    func `results of real tools are read, each counted as another reader counts them`() throws {
        var passed = 0
        for (name, wanted) in Self.counts.sorted(by: { $0.key < $1.key }) {
            let bytes = try contents("sarif/tools/\(name).sarif")
            var results: [SARIF.Result] = []
            let summary = try SARIF.read(bytes) { results.append($0) }
            let locations = results.reduce(0) { $0 + $1.locations.count }
            let found = [summary.runs.count, results.count, locations]
            #expect(found == wanted, "\(name)")
            #expect(results.allSatisfy { !$0.message.isEmpty || name == "Test" }, "\(name)")
            if found == wanted { passed += 1 }
        }
        try conformance.record(
            "security-formats.sarif-tools",
            passed: passed,
            of: Self.counts.count,
            bar: 36
        )
    }

    @Test(
        .enabled(if: Outside.isAsked("security-formats.sarif"), origin),
        arguments: ["Inputs", "ExpectedOutputs"]
    )
    func `files made to trip validators are read whole, and in pieces alike`(part: String) throws {
        let folder = try Outside.data("sarif/validate/\(part)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        var passed = 0
        for file in files {
            let bytes = try contents("sarif/validate/\(part)/\(file)")
            if part == "Inputs", Self.notLogs.contains(file) {
                #expect(throws: JSONFaults.self) { try SARIF.read(bytes) { _ in } }
                passed += 1
                continue
            }
            let value = try JSONValue(parsing: bytes, limits: SARIF.Limits.standard.json)
            var whole: [SARIF.Result] = []
            var pieces: [SARIF.Result] = []
            try SARIF.read(bytes) { whole.append($0) }
            var rest = bytes[...]
            let source: JSONReader.Source = {
                defer { rest = rest.dropFirst(1000) }
                return rest.isEmpty ? nil : Array(rest.prefix(1000))
            }
            try SARIF.read(chunks: source) { pieces.append($0) }
            let runs = value["runs"]?.arrayValue ?? []
            let count = runs.reduce(0) { $0 + ($1["results"]?.arrayValue?.count ?? 0) }
            #expect(whole.count == count, "\(file)")
            #expect(whole == pieces, "\(file)")
            if whole.count == count, whole == pieces { passed += 1 }
        }
        let name =
            part == "Inputs" ? "security-formats.sarif-inputs" : "security-formats.sarif-outputs"
        try conformance.record(name, passed: passed, of: files.count, bar: files.count)
    }

    @Test(.enabled(if: Outside.isAsked("security-formats.sarif"), origin))
    func `weaknesses are found wherever tools put them`() throws {
        var results: [SARIF.Result] = []
        try SARIF.read(contents("sarif/tools/CweSamplerScanner-CweGhasSample.sarif")) {
            results.append($0)
        }
        #expect(results.contains { $0.weaknesses == [79] })
        results = []
        try SARIF.read(contents("sarif/tools/Fortify-bannedAPIs_m0.xml.sarif")) {
            results.append($0)
        }
        #expect(results.first?.weaknesses == [476])
    }

    private func contents(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Outside.data(path)))
    }
}
