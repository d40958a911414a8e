// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Testing

/// Vectors made with securesystemslib 1.x, over which python-tuf signs.
@Suite struct OLPCTests {
    @Test(
        arguments: [
            (
                #"{"b":1,"a":"x\ny\"\\\u0001\u007f/é","😀":[-5,true,null],"\uFB33":{}}"#,
                "{\"a\":\"x\ny\\\"\\\\\u{1}\u{7F}/é\",\"b\":1,\"\u{FB33}\":{},\"😀\":[-5,true,null]}"
            ),
            ("-0", "0"), ("12345678901234567890123", "12345678901234567890123"),
            (#"[1,{"a":{"z":0,"Z":1,"_":2}}]"#, #"[1,{"a":{"Z":1,"_":2,"z":0}}]"#),
            (#"{"":1,"\u0000":2," ":3}"#, "{\"\":1,\"\u{0}\":2,\" \":3}"),
            (#""\ud83d\ude00""#, "\"😀\""), ("[ ]", "[]"), ("{ }", "{}"),
            // Nothing is normalised: é and e with an accent stay two keys.
            ("{\"e\u{301}\":1,\"é\":2}", "{\"e\u{301}\":1,\"é\":2}"),
        ] as [(String, String)]
    )
    func `OLPC's form sorts keys by scalars and escapes quote and backslash only`(
        text: String,
        wanted: String
    ) throws {
        let form = try JSONValue(parsing: Array(text.utf8)).canonicalOLPC()
        #expect(form == Array(wanted.utf8))
    }

    @Test func `keys beyond the basic plane stand last in OLPC's form and earlier in RFC 8785's`()
        throws
    {
        let value: JSONValue = ["😀": 1, "\u{FB33}": 2]
        #expect(try value.canonicalOLPC() == Array("{\"\u{FB33}\":2,\"😀\":1}".utf8))
        #expect(try value.canonical() == Array("{\"😀\":1,\"\u{FB33}\":2}".utf8))
    }

    @Test func `keys of every plane stand in the order of their UTF-16 code units`() throws {
        var keys: [String] = []
        for scalar in [0x24, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF] {
            guard let scalar = Unicode.Scalar(scalar) else { continue }
            keys += ["\(scalar)", "\(scalar)\(scalar)", "a\(scalar)", "\(scalar)\u{E000}", "a"]
        }
        let value = JSONValue.object(JSONObject(Set(keys).map { ($0, nil) }))
        let forms = [try value.canonical(), try value.canonicalOLPC()]
        let orders = try forms.map { try JSONValue(parsing: $0).objectValue?.keys ?? [] }
        #expect(
            orders[0] == orders[0].sorted { Array($0.utf16).lexicographicallyPrecedes($1.utf16) }
        )
        #expect(
            orders[1]
                == orders[0].sorted {
                    $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
                }
        )
    }

    @Test func `every number that is not written as an integer is refused with its pointer`() throws
    {
        let value = try JSONValue(parsing: Array(#"{"a":[1.0,2,{"b/c":1e2}],"d":0.5}"#.utf8))
        let faults = try #require(throws: JSONFaults.self) { try value.canonicalOLPC() }
        #expect(faults.all.map(\.place.pointer) == ["/a/0", "/a/2/b~1c", "/d"])
        #expect(faults.all.allSatisfy { $0.reason.contains("integers only") })
    }
}
