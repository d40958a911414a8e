// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

/// What of a result is read only where asked for, and what a result says through others.
@Suite struct SARIFFlowTests {
    private func read(
        _ text: String,
        _ limits: SARIF.Limits = .standard,
        details: SARIF.Details = .all
    ) throws -> [SARIF.Result] {
        var results: [SARIF.Result] = []
        try SARIF.read(Array(text.utf8), limits: limits, details: details) { results.append($0) }
        return results
    }

    private let log = """
        {"version":"2.1.0","runs":[{"results":[{"message":{"text":"see [here](7)"},
         "codeFlows":[{"message":{"text":"flow {0}","arguments":["one"]},"threadFlows":[
          {"id":"t","initialState":{"x":{"text":"1"}},"locations":[
           {"location":{"physicalLocation":{"artifactLocation":{"index":0},
             "region":{"startLine":3,"snippet":{"text":"x = 1"}}},"message":{"id":"step"}},
            "importance":"essential","nestingLevel":2,"executionOrder":1,"kinds":["call","value"],
            "state":{"x":{"text":"2"}},"module":"m.dll"},
           {"index":0}]}]}],
         "relatedLocations":[{"id":7,"message":{"text":"source"},"physicalLocation":
          {"artifactLocation":{"uri":"b.c"}}}],
         "properties":{"tags":["CWE-79"],"owner":{"team":["a"]}}}],
         "threadFlowLocations":[{"importance":"unimportant","location":{"physicalLocation":
          {"artifactLocation":{"index":0},"region":{"startLine":9}}}}],
         "artifacts":[{"location":{"uri":"a.c"}}],
         "tool":{"driver":{"name":"T","globalMessageStrings":{"step":{"text":"a {{step}}"}}}}}]}
        """

    @Test func `code flows are read where asked for, with places that the run lists once`() throws {
        let result = try #require(try read(log).first)
        let flow = try #require(result.codeFlows.first)
        #expect(flow.message == "flow one")
        let thread = try #require(flow.threadFlows.first)
        #expect(thread.id == "t" && thread.initialState == ["x": "1"])
        let step = thread.locations[0]
        #expect(step.importance == .essential && step.nestingLevel == 2 && step.executionOrder == 1)
        #expect(step.kinds == ["call", "value"] && step.state == ["x": "2"])
        #expect(step.module == "m.dll" && step.location?.uri == "a.c")
        #expect(step.location?.message == "a {step}")
        #expect(step.location?.region?.snippet == "x = 1")
        let listed = thread.locations[1]
        #expect(listed.location?.uri == "a.c" && listed.location?.region?.startLine == 9)
        #expect(listed.importance == .unimportant && listed.index == 0)
    }

    @Test func `related locations are found by the ids that messages link to`() throws {
        let result = try #require(try read(log).first)
        #expect(result.shownMessage == "see here")
        #expect(result.location(id: "7")?.uri == "b.c")
        #expect(result.location(id: "7")?.message == "source")
        #expect(result.location(id: "8") == nil)
    }

    @Test func `properties are kept as they stand where asked for`() throws {
        let result = try #require(try read(log).first)
        #expect(result.properties["owner"] == ["team": ["a"]])
        #expect(result.tags == ["CWE-79"] && result.weaknesses == [79])
    }

    @Test func `nothing of it is kept where nobody asks`() throws {
        let result = try #require(try read(log, details: []).first)
        #expect(result.codeFlows.isEmpty && result.relatedLocations.isEmpty)
        #expect(result.properties.isEmpty && result.weaknesses == [79])
    }

    @Test func `a flow of too many steps is a fault at the first one over`() {
        let faults = #expect(throws: JSONFaults.self) {
            try read(log, .init(stepsPerResult: 1))
        }
        #expect(
            faults?.first.place.pointer
                == "/runs/0/results/0/codeFlows/0/threadFlows/0/locations/1"
        )
    }

    @Test func `a rule is found below its id's parts, and by its guid`() throws {
        let text = """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T","rules":[{"id":"A"},
             {"id":"A/b"},{"id":"G","guid":"0000"}]},"extensions":[{"name":"X","guid":"1111",
             "rules":[{"id":"C"}]}]},"results":[
            {"ruleId":"A/b/c/d","message":{"text":"-"}},{"ruleId":"A/x/y","message":{"text":"-"}},
            {"rule":{"guid":"0000"},"message":{"text":"-"}},
            {"rule":{"id":"C/1","toolComponent":{"guid":"1111"}},"message":{"text":"-"}}]}]}
            """
        let results = try read(text)
        #expect(results.map { $0.rule?.id } == ["A/b", "A", "G", "C"])
        let slashes = String(repeating: "/", count: 60_000)
        #expect(try read(text.replacing("A/x/y", with: slashes))[1].rule == nil)
    }

    @Test func `a message by id is the rule's, else the component's, its braces put right`() throws
    {
        let text = """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T",
             "globalMessageStrings":{"g":{"text":"global {{}}"}},
             "rules":[{"id":"R","messageStrings":{"m":{"text":"rule {{}}"}}}]}},"results":[
            {"ruleId":"R","message":{"id":"m"}},{"ruleId":"R","message":{"id":"g"}},
            {"ruleId":"R","message":{"text":"{{raw}} {0}"}},
            {"message":{"text":"{0} {1} {{0}}","arguments":["a"]}}]}]}
            """
        let messages = try read(text).map(\.message)
        #expect(messages == ["rule {}", "global {}", "{{raw}} {0}", "a {1} {0}"])
    }

    /// A step of a few bytes names a message of 64 KiB; a result had ten thousand of these.
    @Test func `messages of steps that a run lists once fill a mebibyte, and no more`() throws {
        let open = String(repeating: "{0}", count: 70)
        let argument = String(repeating: "z", count: 1_000)
        let steps = Array(repeating: #"{"index":0}"#, count: 1_000).joined(separator: ",")
        let text = """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T"}},"threadFlowLocations":[
             {"location":{"message":{"text":"\(open)","arguments":["\(argument)"]}}}],
             "results":[{"message":{"text":"m"},"codeFlows":[{"threadFlows":[
              {"locations":[\(steps)]}]}]}]}]}
            """
        let result = try #require(try read(text).first)
        let said = result.codeFlows.flatMap(\.threadFlows).flatMap(\.locations)
            .compactMap { $0.location?.message }
        #expect(said.count == 1_000)
        #expect(said.first?.utf8.count == 65_536)
        #expect(said.last == open)
        let bytes = said.map(\.utf8.count).reduce(0, +)
        #expect(bytes < 2 << 20)
    }
}
