// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Testing

@Suite struct ValueTests {
    @Test func `numbers are equal when they denote the same decimal number`() throws {
        let one: [String] = ["1", "1.0", "10e-1", "0.1E+1", "1000e-3"]
        for left in one {
            for right in one {
                let (a, b) = (try number(left), try number(right))
                #expect(a == b)
                #expect(a.hashValue == b.hashValue)
            }
        }
        #expect(try number("-0") == number("0"))
        #expect(try number("9007199254740993") != number("9007199254740992"))
        #expect(try number("1e99999999999999999999") != number("1e99999999999999999998"))
        #expect(try number("0e99999999999999999999") == number("0"))
    }

    @Test func `a number keeps its text and says what it is exactly`() throws {
        #expect(try number("1.50").text == "1.50")
        #expect(try number("1e3").int64 == 1000)
        #expect(try number("-9223372036854775808").int64 == .min)
        #expect(try number("9223372036854775808").int64 == nil)
        #expect(try number("18446744073709551615").uint64 == .max)
        #expect(try number("18446744073709551616").uint64 == nil)
        #expect(try number("1.5").int64 == nil)
        #expect(try number("1e400").double == nil)
        #expect(try number("1e-400").double == 0)
        #expect(try number("1e1000000000").int64 == nil)
    }

    @Test func `text that is no number by the grammar is none`() {
        for text in ["", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "NaN", "Infinity", "1 "] {
            #expect(JSONNumber(text: text) == nil)
        }
        #expect(JSONNumber(Double.nan) == nil)
        #expect(JSONNumber(Double.infinity) == nil)
    }

    @Test func `objects are equal in any order, and strings only by their scalars`() {
        let left: JSONValue = ["a": 1, "b": [true, nil]]
        let right: JSONValue = ["b": [true, nil], "a": 1.0]
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
        let object: JSONObject = ["\u{E9}": 1, "e\u{301}": 2]
        #expect(object.count == 2)
        #expect(object["e\u{301}"] == 2)
    }

    @Test func `an object of any size finds, replaces and removes its members`() {
        var object = JSONObject()
        for index in 0..<1000 { object["key\(index)"] = .number(JSONNumber(index)) }
        object["key5"] = "five"
        object["key6"] = nil
        #expect(object.count == 999)
        #expect(object["key5"] == "five")
        #expect(object["key6"] == nil)
        #expect(object["key999"] == 999)
        #expect(object.keys.prefix(7) == ["key0", "key1", "key2", "key3", "key4", "key5", "key7"])
    }

    @Test func `values are read by what they are`() throws {
        let value = try JSONValue(parsing: Array(#"{"a":[1,"x",false,null,2.5]}"#.utf8))
        #expect(value["a"]?[0]?.int64Value == 1)
        #expect(value["a"]?[1]?.stringValue == "x")
        #expect(value["a"]?[2]?.boolValue == false)
        #expect(value["a"]?[3]?.isNull == true)
        #expect(value["a"]?[4]?.doubleValue == 2.5)
        #expect(value["a"]?[5] == nil)
        #expect(value["b"] == nil)
    }

    private func number(_ text: String) throws -> JSONNumber {
        try #require(JSONNumber(text: text))
    }
}
