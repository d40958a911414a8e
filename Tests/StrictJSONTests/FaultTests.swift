// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Testing

@Suite struct FaultTests {
    /// What a document is refused for: one `code offset line:column pointer` a fault.
    private func faults(_ text: String, _ limits: JSONLimits = .standard) -> [String] {
        faults(Array(text.utf8), limits)
    }

    private func faults(_ bytes: [UInt8], _ limits: JSONLimits = .standard) -> [String] {
        do throws(JSONFaults) {
            _ = try JSONValue(parsing: bytes, limits: limits)
            return []
        } catch {
            return error.all.map {
                let place = $0.place
                return "\($0.code) \(place.offset) \(place.line):\(place.column) \(place.pointer)"
            }
        }
    }

    @Test func `each fault has its place`() {
        #expect(faults(#"{"a":1,}"#) == ["malformed 7 1:8 "])
        #expect(faults("[1,\n 2,\n x]") == ["malformed 9 3:2 /2"])
        #expect(faults("[1 2]") == ["malformed 3 1:4 "])
        #expect(faults(#"{"a" 1}"#) == ["malformed 5 1:6 "])
        #expect(faults(#"["a\x"]"#) == ["malformed 4 1:5 /0"])
        #expect(faults("[\"a\tb\"]") == ["malformed 3 1:4 /0"])
        #expect(faults("[01]") == ["malformed 2 1:3 "])
        #expect(faults("[-]") == ["malformed 2 1:3 /0"])
        #expect(faults("[truE]") == ["malformed 4 1:5 /0"])
        #expect(faults("") == ["truncated 0 1:1 "])
        #expect(faults(#"{"a":{"b":["#) == ["truncated 11 1:12 /a/b/0"])
        #expect(faults(#"{"a":"x"#) == ["truncated 7 1:8 /a"])
        #expect(faults("1 1") == ["trailing-bytes 2 1:3 "])
        #expect(faults("\u{FEFF}1") == ["byte-order-mark 0 1:1 "])
    }

    @Test func `faults that leave the grammar whole are all found at once`() {
        let text = "{\"a\":1,\n \"b\":{\"a\":1,\"a\":2},\n \"a\":\"\\uD800\",\"c\":[\"\\uDC00x\"]}"
        #expect(
            faults(text) == [
                "repeated-key 20 2:13 /b/a", "repeated-key 29 3:2 /a", "lone-surrogate 34 3:7 /a",
                "lone-surrogate 48 3:21 /c/0",
            ]
        )
    }

    @Test func `a key escaped otherwise is the same key`() {
        #expect(faults(#"{"ab":1,"a\u0062":2}"#) == ["repeated-key 8 1:9 /ab"])
        #expect(faults(#"{"é":1,"\u00e9":2}"#) == ["repeated-key 8 1:8 /é"])
        #expect(faults("{\"\u{E9}\":1,\"e\u{301}\":2}") == [])
        #expect(faults(#"{"":1,"":2}"#) == ["repeated-key 6 1:7 /"])
        #expect(faults(#"{"12345678":1,"12345678":2}"#) == ["repeated-key 14 1:15 /12345678"])
    }

    @Test func `a repeated key is found in an object of any size`() {
        for size in [1, 2, 23, 24, 25, 26, 100, 5000] {
            let keys = (0..<size).map { "\"key\($0)\":0" }
            for repeated in [0, size / 2, size - 1] {
                let text = "{" + (keys + ["\"key\(repeated)\":1"]).joined(separator: ",") + "}"
                let offset = keys.joined(separator: ",").utf8.count + 2
                #expect(
                    faults(text) == ["repeated-key \(offset) 1:\(offset + 1) /key\(repeated)"]
                )
            }
            #expect(faults("{" + keys.joined(separator: ",") + "}") == [])
        }
    }

    @Test func `invalid UTF-8 is refused wherever it stands`() {
        let bad: [[UInt8]] = [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
            [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF],
            [0xE2, 0x82], [0xC3],
        ]
        for bytes in bad {
            let quote = UInt8(ascii: "\"")
            let inString = faults([quote] + bytes + [quote])
            #expect(inString.first == "invalid-utf-8 1 1:2 ")
            let inKey = faults(Array("{\"long enough\":[0],\"".utf8) + bytes + Array("\":0}".utf8))
            #expect(inKey.first?.hasPrefix("invalid-utf-8 20 ") == true)
            #expect(faults(bytes) != [])
        }
        #expect(faults("[\"\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{10FFFF}\"]") == [])
    }

    @Test func `columns count scalars and lines only line feeds`() {
        #expect(faults("[\"é😀\r\u{2028}\",x") == ["malformed 8 1:5 /0"])
        #expect(faults("[\"é😀\u{2028}\",\n\n x") == ["malformed 16 3:2 /1"])
    }

    @Test func `pointers are escaped by RFC 6901, and hostile keys are cut`() {
        #expect(faults(#"{"a/b":{"m~n":x}}"#) == ["malformed 14 1:15 /a~1b/m~0n"])
        let long = String(repeating: "k", count: 100_000)
        let fault = faults("{\"\(long)\":x}")[0]
        #expect(fault.utf8.count < 200)
        #expect(fault.hasSuffix("k…"))
    }

    @Test func `limits are kept and named`() {
        #expect(faults("[[[1]]]", JSONLimits(depth: 2)) == ["too-deep 2 1:3 /0/0"])
        #expect(faults("[[1]]", JSONLimits(depth: 2)) == [])
        #expect(faults("[1]", JSONLimits(bytes: 2)) == ["too-large 0 1:1 "])
        #expect(faults("[123]", JSONLimits(numberLengthBytes: 2)) == ["number-too-long 1 1:2 /0"])
        #expect(faults("[1.5]", JSONLimits(numberLengthBytes: 2)) == ["number-too-long 1 1:2 /0"])
        let strings = JSONLimits(stringLengthBytes: 3)
        #expect(faults(#"["abcd","abc"]"#, strings) == ["string-too-long 1 1:2 /0"])
        #expect(faults(#"["é\n"]"#, strings) == ["string-too-long 1 1:2 /0"])
        #expect(faults(#"{"abcd":1}"#, strings) == ["string-too-long 1 1:2 /abcd"])
        #expect(faults(#"{"éé":1}"#, strings) == ["string-too-long 1 1:2 "])
        let many = Array(repeating: #""\uD800""#, count: 50).joined(separator: ",")
        #expect(faults("[\(many)]", JSONLimits(faults: 10)).count == 10)
    }

    @Test func `U+0000 is kept unless the limits refuse it, with its place`() throws {
        let text = #"{"a":["x\u0000"],"\u0000":1}"#
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(value["a"]?[0] == "x\0")
        #expect(
            faults(text, .door(bytes: 100)) == [
                "nul-character 8 1:9 /a/0", "nul-character 18 1:19 ",
            ]
        )
    }

    @Test func `a byte order mark is read over where the limits allow it`() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("[1]".utf8)
        #expect(try JSONValue(parsing: bytes, limits: .init(allowsByteOrderMark: true)) == [1])
        #expect(faults(bytes) == ["byte-order-mark 0 1:1 "])
    }

    @Test func `every fault has a code and a sentence`() {
        let place = JSONPlace(offset: 0, line: 1, column: 1, pointer: "/a")
        let fault = JSONFault(.unknownKey("b"), at: place)
        #expect(fault.code == "unknown-key")
        #expect(fault.description == "line 1, column 1 (/a): There is no member \"b\" here.")
        #expect(JSONFaults([]) == nil)
        #expect(JSONFaults(fault, [fault]).all == [fault, fault])
    }
}
