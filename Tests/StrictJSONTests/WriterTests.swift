// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Testing

@Suite struct WriterTests {
    @Test func `what is written piece by piece reads back`() throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("text", "a\"\\\u{8}\u{C}\n\r\t\u{1}\u{7F}é😀/")
        writer.key("list")
        writer.beginArray()
        writer.write(1)
        writer.write(true)
        writer.writeNull()
        writer.beginArray()
        writer.endArray()
        writer.write(["k": 1.5])
        writer.endArray()
        let first = writer.drain()
        writer.key("end")
        writer.write(UInt64.max)
        writer.endObject()
        let text = String(decoding: first + (try writer.finish()), as: UTF8.self)
        let wanted =
            #"{"text":"a\"\\\b\f\n\r\t\u0001"# + "\u{7F}é😀/"
            + #"","list":[1,true,null,[],{"k":1.5}],"end":18446744073709551615}"#
        #expect(text == wanted)
        #expect(try JSONValue(parsing: Array(text.utf8)).serialized() == Array(text.utf8))
    }

    /// One letter a call: brackets open and close, `k` writes a key, `v` a value.
    @Test(arguments: ["", "[", "]", "[}", "[k]", "{v}", "{k}", "{kkv}", "vv", "[][]", "{]", "kv"])
    func `calls out of place are refused at the end`(calls: String) {
        #expect(throws: JSONWriter.Misuse.self) {
            var writer = JSONWriter()
            for call in calls {
                switch call {
                case "[": writer.beginArray()
                case "]": writer.endArray()
                case "{": writer.beginObject()
                case "}": writer.endObject()
                case "k": writer.key("a")
                default: writer.write(1)
                }
            }
            _ = try writer.finish()
        }
    }

    @Test(arguments: [2, 16, 17, 18, 400])
    func `a key that the object has already is refused, in small and in large objects`(
        count: Int
    ) throws {
        var writer = JSONWriter()
        writer.beginArray()
        for _ in 0..<2 {
            writer.beginObject()
            for number in 1..<count { writer.member("\(number)", ["1": 1]) }
            writer.endObject()
        }
        var spoilt = writer
        writer.endArray()
        _ = try JSONValue(parsing: try writer.finish())
        spoilt.beginObject()
        for number in 1..<count { spoilt.member("\(number)", 0) }
        let before = spoilt.drain().count
        spoilt.member("\(count / 2)", 0)
        spoilt.endObject()
        spoilt.endArray()
        let finished = spoilt
        let misuse = try #require(throws: JSONWriter.Misuse.self) { _ = try finished.finish() }
        #expect(misuse.offset == before)
        #expect(misuse.description.hasPrefix("key \"\(count / 2)\", which stands there already"))
    }

    @Test func `the canonical form orders keys by UTF-16 and writes numbers as ECMAScript does`()
        throws
    {
        let value: JSONValue = ["\u{FB33}": 1, "😀": 2, "a": 3, "\u{20AC}": 4, "": 5]
        let text = String(decoding: try value.canonical(), as: UTF8.self)
        #expect(text == "{\"\":5,\"a\":3,\"\u{20AC}\":4,\"😀\":2,\"\u{FB33}\":1}")
    }

    /// RFC 8785 appendix B.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
            (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
            (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"),
            (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"),
            (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"),
            (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String)]
    )
    func `a binary64 has one form`(bits: UInt64, wanted: String) {
        #expect(JSONNumber(Double(bitPattern: bits))?.text == wanted)
    }

    @Test func `a number that the canonical form would change is refused with its pointer`() throws
    {
        for text in ["9007199254740993", "-9223372036854775808", "1e400", "123456789012345678901"] {
            let value = try JSONValue(parsing: Array("{\"a\":[0,\(text)]}".utf8))
            let faults = try #require(throws: JSONFaults.self) { try value.canonical() }
            #expect(faults.all.map(\.place.pointer) == ["/a/1"])
            #expect(faults.first.code == "number-out-of-range")
        }
        for text in ["9007199254740992", "-9007199254740994", "1000000000000000000000", "0.1"] {
            _ = try JSONValue(parsing: Array(text.utf8)).canonical()
        }
    }
}
