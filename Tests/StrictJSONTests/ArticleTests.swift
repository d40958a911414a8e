// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Testing

/// What the article on canonical forms shows.
struct ArticleTests {
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
