// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

@Suite struct SARIFTests {
    private func read(_ text: String, _ limits: SARIF.Limits = .standard) throws -> [SARIF.Result] {
        var results: [SARIF.Result] = []
        try SARIF.read(Array(text.utf8), limits: limits) { results.append($0) }
        return results
    }

    /// A log of one run with these members after its tool.
    private func log(_ members: String, driver: String = #"{"name":"T"}"#) -> String {
        #"{"version":"2.1.0","runs":[{"tool":{"driver":\#(driver)},\#(members)}]}"#
    }

    private func faults(_ text: String, _ limits: SARIF.Limits = .standard) -> [String] {
        do {
            _ = try read(text, limits)
            return []
        } catch let faults as JSONFaults {
            return faults.all.map { "\($0.code) \($0.place.pointer)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `what a result says is what its reader gets`() throws {
        let result = try #require(
            try read(
                log(
                    """
                    "results":[{"ruleId":"R1","kind":"fail","level":"error","guid":"g",
                     "message":{"text":"{0} of {{1}}","arguments":["one"]},"rank":12.5,
                     "locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.c",
                      "uriBaseId":"SRC"},"region":{"startLine":3,"endColumn":9,"charOffset":-1}},
                      "logicalLocations":[{"fullyQualifiedName":"m::f","kind":"function"}]}],
                     "fingerprints":{"v/1":"x"},"partialFingerprints":{"line":"y"},
                     "suppressions":[{"kind":"external","status":"underReview"}],
                     "baselineState":"new","properties":{"tags":["CWE-79","a"],"other":[{}]},
                     "codeFlows":[{"threadFlows":[]}],"unheardOf":{"a":1}}]
                    """
                )
            ).first
        )
        #expect(result.ruleID == "R1" && result.level == .error && result.kind == .fail)
        #expect(result.message == "one of {1}")
        #expect(result.locations.first?.uri == "a.c")
        #expect(result.locations.first?.artifact?.uriBaseID == "SRC")
        let region = try #require(result.locations.first?.region)
        #expect(region.startLine == 3 && region.endColumn == 9 && region.charOffset == nil)
        #expect(result.locations.first?.logical.first?.fullyQualifiedName == "m::f")
        #expect(result.fingerprints.map(\.value) == ["x"])
        #expect(result.partialFingerprints.map(\.name) == ["line"])
        #expect(!result.isSuppressed && result.suppressions.count == 1)
        #expect(result.baselineState == .new && result.rank == 12.5 && result.guid == "g")
        #expect(result.weaknesses == [79] && result.tags == ["CWE-79", "a"])
        #expect(result.tool.driver.name == "T")
    }

    @Test func `results before what they refer to are completed at the run's end`() throws {
        let results = try read(
            """
            {"runs":[{"results":[
              {"ruleIndex":1,"message":{"id":"m","arguments":["x"]},
               "locations":[{"physicalLocation":{"artifactLocation":{"index":0}},
                "logicalLocations":[{"index":1}]}],
               "taxa":[{"index":0,"toolComponent":{"index":0}}]}],
             "taxonomies":[{"name":"CWE","taxa":[{"id":"22"}]}],
             "logicalLocations":[{"name":"a"},{"name":"b","fullyQualifiedName":"a.b"}],
             "artifacts":[{"location":{"uri":"z.c","uriBaseId":"B"}}],
             "tool":{"driver":{"name":"T","rules":[{"id":"R0"},
              {"id":"R1","messageStrings":{"m":{"text":"say {0}"}},
               "defaultConfiguration":{"level":"note"},
               "relationships":[{"target":{"id":"79","toolComponent":{"name":"cwe"}}}]}]}}}],
             "version":"2.1.0"}
            """
        )
        let result = try #require(results.first)
        #expect(result.ruleID == "R1" && result.rule?.id == "R1" && result.level == .note)
        #expect(result.message == "say x")
        #expect(result.locations.first?.uri == "z.c")
        #expect(result.locations.first?.artifact?.uriBaseID == "B")
        #expect(result.locations.first?.logical.first?.fullyQualifiedName == "a.b")
        #expect(result.weaknesses == [22, 79])
    }

    @Test func `a rule is found by index, by id, by the first part of an id, and in an extension`()
        throws
    {
        let text = """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T","rules":[{"id":"A"},
            {"id":"B"}]},"extensions":[{"name":"X","rules":[{"id":"C"}]}]},"results":[
            {"ruleIndex":1,"message":{"text":"-"}},{"ruleId":"A","message":{"text":"-"}},
            {"ruleId":"B/sub","message":{"text":"-"}},
            {"rule":{"index":0,"toolComponent":{"index":0}},"message":{"text":"-"}},
            {"rule":{"id":"C","toolComponent":{"name":"X"}},"message":{"text":"-"}},
            {"ruleId":"none","message":{"text":"-"}},{"ruleIndex":9,"message":{"text":"-"}}]}]}
            """
        let results = try read(text)
        #expect(results.map { $0.rule?.id } == ["B", "A", "B", "C", "C", nil, nil])
        #expect(results.map(\.ruleID) == ["B", "A", "B/sub", "C", "C", "none", nil])
    }

    @Test func `the level is the result's, the invocation's, the rule's, or a warning`() throws {
        let driver = #"{"name":"T","rules":[{"id":"R","defaultConfiguration":{"level":"error"}}]}"#
        let results = try read(
            log(
                """
                "results":[{"ruleId":"R","message":{"text":"-"}},{"message":{"text":"-"}},
                {"ruleId":"R","level":"note","message":{"text":"-"}},
                {"ruleId":"R","kind":"pass","message":{"text":"-"}},
                {"ruleId":"R","provenance":{"invocationIndex":0},"message":{"text":"-"}}],
                "invocations":[{"ruleConfigurationOverrides":[
                {"descriptor":{"index":0},"configuration":{"level":"none"}}]}]
                """,
                driver: driver
            )
        )
        let levels = Dictionary(uniqueKeysWithValues: results.map { ($0.index, $0.level) })
        #expect(levels == [0: .error, 1: .warning, 2: .note, 3: SARIF.Level.none, 4: .none])
    }

    @Test(
        arguments: [
            ("CWE-79", 79), ("cwe-079", 79), ("external/cwe/cwe-022", 22), ("CWE:89", 89),
            ("CWE-79: Improper Neutralization ('XSS/HTML')", 79), ("CWE_20", 20), ("cwe 5", 5),
            ("CWE-", nil), ("cwe", nil), ("CWE-79x", nil), ("scwe-79", nil), ("CWE-1234567", nil),
            ("not/a/weakness", nil), ("", nil), ("/", nil), ("security", nil),
        ] as [(String, Int?)]
    )
    func `a tag names a weakness in the ways that tools use`(tag: String, number: Int?) throws {
        let result = #"{"message":{"text":"-"},"properties":{"tags":["\#(tag)"]}}"#
        #expect(
            try read(log("\"results\":[\(result)]")).first?.weaknesses
                == (number.map { [$0] } ?? [])
        )
    }

    @Test func `a log that is none is refused with every place`() {
        #expect(faults(#"{"version":"2.0.0","runs":[]}"#) == ["invalid /version"])
        #expect(faults("{}") == ["missing-key ", "missing-key "])
        #expect(faults("[]") == ["wrong-kind "])
        #expect(faults(#"{"version":"2.1.0","runs":[{}]}"#) == ["missing-key /runs/0"])
        #expect(
            faults(#"{"version":"2.1.0","runs":[{"tool":{}}]}"#) == ["missing-key /runs/0/tool"]
        )
        #expect(
            faults(log(#""results":[{"level":"bad"},{"message":{},"x":{"a":1,"a":2}},7]"#)) == [
                "invalid /runs/0/results/0/level", "missing-key /runs/0/results/0",
                "missing-key /runs/0/results/1/message", "repeated-key /runs/0/results/1/x/a",
                "wrong-kind /runs/0/results/2",
            ]
        )
    }

    @Test func `empty logs are logs`() throws {
        #expect(try read(#"{"version":"2.1.0","runs":[]}"#).isEmpty)
        #expect(try read(#"{"version":"2.1.0","runs":null}"#).isEmpty)
        #expect(try read(log(#""results":null"#)).isEmpty)
        #expect(try read("\u{FEFF}" + log(#""results":[]"#)).isEmpty)
    }

    @Test func `limits are kept and named`() {
        let two = log(#""results":[{"message":{"text":"abc"}},{"message":{"text":"d"}}]"#)
        #expect(faults(two, .init(resultsPerRun: 1)) == ["invalid /runs/0/results/1"])
        #expect(
            faults(two, .init(textLengthBytes: 2)) == [
                "string-too-long /runs/0/results/0/message/text",
                "missing-key /runs/0/results/0/message",
            ]
        )
        #expect(faults(two, .init(json: JSONLimits(bytes: 20))) == ["too-large "])
        let places = log(#""results":[{"message":{"text":"-"},"locations":[{},{},{}]}]"#)
        #expect(
            faults(places, .init(entriesPerResult: 2)) == ["invalid /runs/0/results/0/locations/2"]
        )
        #expect(
            faults(#"{"version":"2.1.0","runs":[{},{}]}"#, .init(runs: 0)) == ["invalid /runs/0"]
        )
    }

    @Test func `a message cannot be blown up by its arguments`() throws {
        let argument = String(repeating: "é", count: 20_000)
        let text = String(repeating: "{0}", count: 20_000)
        let result = #"{"message":{"text":"\#(text)","arguments":["\#(argument)"]}}"#
        let message = try #require(try read(log("\"results\":[\(result)]")).first).message
        #expect(message.utf8.count <= SARIF.Limits.standardTextLengthBytes)
        #expect(message.hasSuffix("é…"))
    }

    @Test func `the run's own facts are in the summary`() throws {
        let text = log(
            """
            "results":[{"message":{"text":"-"}}],"columnKind":"unicodeCodePoints",
            "originalUriBaseIds":{"SRC":{"uri":"file:///src/"}},"automationDetails":{"id":"ci/1"},
            "versionControlProvenance":[{"repositoryUri":"https://example.org/r",
            "revisionId":"abc","branch":"main"}],"artifacts":[{},{}]
            """,
            driver: #"{"name":"T","version":"1","semanticVersion":"1.0.0","organization":"O"}"#
        )
        let run = try #require(try SARIF.read(Array(text.utf8)) { _ in }.runs.first)
        #expect(run.tool.driver.version == "1" && run.tool.driver.organization == "O")
        #expect(run.resultCount == 1 && run.artifactCount == 2)
        #expect(run.columnKind == .unicodeCodePoints && run.automationID == "ci/1")
        #expect(run.uriBases["SRC"]?.uri == "file:///src/")
        #expect(run.versionControl.first?.revisionID == "abc")
    }

    @Test func `an error of the taker ends the reading`() {
        struct Enough: Error {}
        let text = log(#""results":[{"message":{"text":"-"}},{"message":{"text":"-"}}]"#)
        var taken = 0
        #expect(throws: Enough.self) {
            try SARIF.read(Array(text.utf8)) { _ in
                taken += 1
                throw Enough()
            }
        }
        #expect(taken == 1)
    }
}
