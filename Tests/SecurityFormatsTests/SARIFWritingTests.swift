// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

@Suite struct SARIFWritingTests {
    private let rule = SARIF.Rule(
        "tiny/overflow",
        name: "Overflow",
        shortDescription: "A length is not checked.",
        level: .error,
        tags: ["security", "external/cwe/cwe-120"],
        securitySeverity: 8.1,
        weaknesses: [787]
    )
    private let quiet = SARIF.Rule("tiny/quiet")

    private var run: SARIF.Run {
        let packs = [SARIF.Component("pack", rules: [quiet])]
        let driver = SARIF.Component("Tiny", version: "1.0", rules: [rule])
        var run = SARIF.Run(SARIF.Tool(driver: driver, extensions: packs))
        run.columnKind = .unicodeCodePoints
        run.automationID = "nightly/1"
        run.newlineSequences = ["\n"]
        run.uriBases = ["SRC": SARIF.ArtifactLocation("file:///src/")]
        run.versionControl = [SARIF.VersionControl("https://example.org/r", revision: "abc")]
        return run
    }

    private func results(of tool: SARIF.Tool) -> [SARIF.Result] {
        var first = SARIF.Result(tool, rule: rule, message: "too \"long\" {0} [here](1)\n")
        let place = SARIF.Location(
            SARIF.ArtifactLocation("src/ä.c", base: "SRC"),
            SARIF.Region(line: 3, column: 2, endColumn: 9)
        )
        first.locations = [place]
        first.locations[0].logical = [SARIF.LogicalLocation("tiny::read", kind: "function")]
        first.partialFingerprints = [SARIF.Fingerprint("line/v1", "0011")]
        first.suppressions = [SARIF.Suppression("external", status: .underReview)]
        first.baselineState = .new
        first.rank = 12.5
        first.weaknesses = [79, 120, 787]
        first.tags = ["mine"]
        var source = place
        source.id = "1"
        source.message = "source"
        first.relatedLocations = [source]
        var step = SARIF.ThreadFlowLocation(source)
        step.importance = .essential
        step.state = ["x": "1"]
        first.codeFlows = [SARIF.CodeFlow([SARIF.ThreadFlow([step], id: "t")], message: "how")]
        first.properties = ["tags": ["mine"], "owner": ["ada"]]
        var second = SARIF.Result(tool, rule: quiet, message: "look")
        second.kind = .review
        second.level = .none
        second.locations = [place]
        second.ruleID = "tiny/quiet/part"
        second.index = 1
        return [first, second]
    }

    private func written(_ run: SARIF.Run, _ results: [SARIF.Result]) throws -> [UInt8] {
        var writer = SARIF.LogWriter()
        var bytes: [UInt8] = []
        writer.beginRun(run)
        for result in results {
            writer.add(result)
            bytes += writer.drain()
        }
        writer.endRun()
        return try bytes + writer.finish()
    }

    /// The results of a log without the indexes that its writer chose.
    private func read(_ bytes: [UInt8]) throws -> (SARIF.Summary, [SARIF.Result]) {
        var results: [SARIF.Result] = []
        let summary = try SARIF.read(bytes, details: .all) { results.append($0.unindexed) }
        return (summary, results)
    }

    @Test func `what is written is read back equal`() throws {
        let run = run
        let results = results(of: run.tool)
        let (summary, found) = try read(try written(run, results))
        #expect(found == results)
        let back = try #require(summary.runs.first)
        #expect(back.tool == run.tool && back.uriBases == run.uriBases)
        #expect(back.columnKind == run.columnKind && back.automationID == run.automationID)
        #expect(back.newlineSequences == ["\n"] && back.versionControl == run.versionControl)
        #expect(back.resultCount == 2)
    }

    @Test func `each rule and artifact stands once, however many results name it`() throws {
        let run = run
        let results = Array(repeating: results(of: run.tool), count: 20).flatMap { $0 }
        let log = try JSONValue(parsing: try self.written(run, results))
        let first = try #require(log["runs"]?.arrayValue?.first)
        #expect(first["artifacts"]?.arrayValue?.count == 1)
        #expect(first["tool"]?["driver"]?["rules"]?.arrayValue?.count == 1)
        #expect(first["results"]?.arrayValue?.count == 40)
        let bytes = try self.written(run, results)
        let again = try read(bytes)
        #expect(try self.written(run, again.1) == bytes)
    }

    @Test func `what is out of place is refused with what to do`() {
        let run = run
        let result = results(of: run.tool)[0]
        func refusal(_ write: (inout SARIF.LogWriter) -> Void) -> String {
            var writer = SARIF.LogWriter()
            write(&writer)
            do { return String(decoding: try writer.finish(), as: UTF8.self) } catch {
                return "\(error)"
            }
        }
        #expect(refusal { $0.add(result) }.contains("begin one"))
        #expect(refusal { $0.beginRun(run) }.contains("still open"))
        #expect(refusal { $0.endRun() }.contains("begin one first"))
        let stranger = SARIF.Result(run.tool, rule: SARIF.Rule("other"), message: "-")
        #expect(
            refusal {
                $0.beginRun(run)
                $0.add(stranger)
                $0.endRun()
            }.contains("add it to the driver")
        )
        #expect(
            refusal {
                $0.beginRun(SARIF.Run())
                $0.add(result)
                $0.endRun()
            }.contains("a run for each tool")
        )
        #expect(refusal { _ in }.hasSuffix(#""version":"2.1.0","runs":[]}"#))
    }
}
