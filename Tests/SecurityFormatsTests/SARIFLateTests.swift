// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

/// Results that stand before what they refer to.
@Suite struct SARIFLateTests {
    /// A log whose results come first; every third refers to nothing that comes later.
    private func late(_ count: Int, fault: Bool = false) -> [UInt8] {
        let results = (0..<count).map { index in
            index % 3 == 0
                ? #"{"message":{"text":"plain"}}"#
                : #"""
                {"ruleIndex":0,"message":{"id":"m","arguments":["\#(index)"]},
                 "locations":[{"physicalLocation":{"artifactLocation":{"index":0}}}]}
                """#
        }
        let last = fault ? #",{"message":7}"# : ""
        let text = """
            {"version":"2.1.0","runs":[{"results":[\(results.joined(separator: ","))\(last)],
             "artifacts":[{"location":{"uri":"a.c"}}],
             "tool":{"driver":{"name":"T","rules":[{"id":"R",
              "messageStrings":{"m":{"text":"number {0}"}}}]}}}]}
            """
        return Array(text.utf8)
    }

    private func chunks(_ bytes: ArraySlice<UInt8>) -> JSONReader.Source {
        var rest = bytes
        return {
            defer { rest = rest.dropFirst(70) }
            return rest.isEmpty ? nil : Array(rest.prefix(70))
        }
    }

    @Test func `results that wait come in document order from memory, from chunks, and read again`()
        throws
    {
        let bytes = late(50)
        var whole: [SARIF.Result] = []
        try SARIF.read(bytes) { whole.append($0) }
        #expect(whole.map(\.index) == Array(0..<50))
        #expect(whole[4].message == "number 4" && whole[4].locations[0].uri == "a.c")
        #expect(whole[3].message == "plain" && whole.allSatisfy { $0.tool.driver.name == "T" })
        var waited: [SARIF.Result] = []
        try SARIF.read(chunks: chunks(bytes[...])) { waited.append($0) }
        var again: [SARIF.Result] = []
        try SARIF.read(
            chunks: chunks(bytes[...]),
            again: { chunks(bytes[$0]) },
            limits: .init(waitingResults: 0),
            { again.append($0) }
        )
        #expect(whole == waited && whole == again)
    }

    @Test func `too many that wait without a second look are a fault that says what to do`() {
        let faults = #expect(throws: JSONFaults.self) {
            try SARIF.read(
                chunks: chunks(late(50)[...]),
                limits: .init(waitingResults: 9)
            ) { _ in }
        }
        #expect(faults?.all.count == 1)
        #expect(faults?.first.place.pointer == "/runs/0/results/9")
        #expect(faults?.first.reason.contains("write its tool") == true)
    }

    @Test func `a fault in what is read again is told once, at its place in the document`() {
        let bytes = late(4, fault: true)
        var told: [JSONFaults] = []
        for read in [
            { try SARIF.read(bytes) { _ in } },
            { try SARIF.read(chunks: chunks(bytes[...])) { _ in } },
            {
                try SARIF.read(chunks: chunks(bytes[...]), again: { chunks(bytes[$0]) }, { _ in })
            },
        ] as [() throws -> SARIF.Summary] {
            do { _ = try read() } catch let faults as JSONFaults { told.append(faults) } catch {}
        }
        #expect(told.count == 3 && told[0] == told[1] && told[0] == told[2])
        #expect(told[0].all.map(\.place.pointer).contains("/runs/0/results/4/message"))
        #expect(told[0].first.place.line == 3)
    }

    @Test func `a document that changes between two readings is refused, not trusted`() {
        let bytes = late(4)
        #expect(throws: JSONFaults.self) {
            try SARIF.read(
                chunks: chunks(bytes[...]),
                again: { _ in chunks(Array("[{}, {\"mess".utf8)[...]) },
                { _ in }
            )
        }
    }

    @Test func `bases that a run tells after its results reach the normal form`() throws {
        let text = """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T"}},"results":[
             {"message":{"text":"-"},"locations":[{"physicalLocation":{"artifactLocation":
              {"uri":"./a.c","uriBaseId":"SRC"},"region":{"startLine":2}}}]}],
             "originalUriBaseIds":{"SRC":{"uri":"src","uriBaseId":"ROOT"},
              "ROOT":{"uri":"file:///home/ada/"}}}]}
            """
        var forms: [SARIF.NormalForm] = []
        try SARIF.readNormal(Array(text.utf8)) { forms.append($0) }
        #expect(forms.first?.artifact?.uri == "src/a.c")
        #expect(forms.first?.artifact?.base == "ROOT")
        let region = try #require(forms.first?.region)
        #expect([region.startLine, region.startColumn, region.endLine] == [2, 1, 2])
        let escaped = text.replacing("originalUriBaseIds", with: "originalUriBase\\u0049ds")
        let faults = #expect(throws: JSONFaults.self) {
            try SARIF.readNormal(Array(escaped.utf8)) { _ in }
        }
        #expect(faults?.first.place.pointer == "/runs/0/originalUriBaseIds")
    }
}
