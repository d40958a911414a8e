// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Testing

/// What the articles on reading and on canonical forms show.
struct ArticleTests {
    @Test func `the examples of reading and writing hold`() throws {
        let value = try JSONValue(
            parsing: Array(#"{"id": 9007199254740993, "tags": ["a"]}"#.utf8)
        )
        #expect(value["id"]?.int64Value == 9_007_199_254_740_993)
        #expect(value["tags"]?[0] == "a")
        #expect(value.description == #"{"id":9007199254740993,"tags":["a"]}"#)

        let wrong = "{\"a\": 1,\n \"a\": \"\\uD800\"}"
        let faults = #expect(throws: JSONFaults.self) {
            try JSONValue(parsing: Array(wrong.utf8))
        }
        #expect(faults?.all.map(\.code) == ["repeated-key", "lone-surrogate"])
        #expect(faults?.first.place.description == "line 2, column 2 (/a)")

        let bytes = Array(#"[{"name": "a", "x": [1]}, {"y": {}, "name": "b"}]"#.utf8)
        let names = try JSONReader.document(bytes) { reader throws(JSONFaults) in
            var names: [String] = []
            guard let list = try reader.array() else { return nil as [String]? }
            while try reader.nextElement(in: list) {
                guard let object = try reader.object() else { continue }
                while let key = try reader.nextKey(in: object) {
                    if key == "name", let name = try reader.string() { names.append(name) }
                }
            }
            return names
        }
        #expect(names == ["a", "b"])
    }

    @Test func `the example of canonical forms and received bytes holds`() throws {
        let value = try JSONValue(parsing: Array(#"{"b": 1.0, "a": "é\n"}"#.utf8))
        #expect(String(decoding: try value.canonical(), as: UTF8.self) == #"{"a":"é\n","b":1}"#)
        #expect(throws: JSONFaults.self) { try value.canonicalOLPC() }
        let received = Array(#"{"signed": {"a" : 1.0}, "signatures": []}"#.utf8)
        let envelope = try ReceivedJSON(parsing: received)
        let signed = try #require(envelope["signed"]?.bytes)
        #expect(String(decoding: signed, as: UTF8.self) == #"{"a" : 1.0}"#)
    }
}
