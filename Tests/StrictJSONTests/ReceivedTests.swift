// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Testing

@Suite struct ReceivedTests {
    private static let text =
        " {\"signed\" : {\"v\":1.0, \"t\":\"\\u0041\"} ,\r\n\"list\":[ 1,\t[2 ] ]}\n"

    private func members(_ size: Int) throws -> [String] {
        try JSONReader.read(chunks: chunks(Array(Self.text.utf8), size)) { reader in
            var members: [String] = []
            guard let object = try reader.object() else { return [] }
            while let key = try reader.nextKey(in: object) {
                members.append("\(key): \(try reader.received())")
            }
            return members
        }
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func `a value that was read comes back byte for byte, in whatever chunks it came`(
        size: Int
    ) throws {
        let wanted = ["signed: {\"v\":1.0, \"t\":\"\\u0041\"}", "list: [ 1,\t[2 ] ]"]
        #expect(try members(size) == wanted)
    }

    @Test func `parts of a document keep their own bytes`() throws {
        let document = try ReceivedJSON(parsing: Array(Self.text.utf8))
        #expect(document["signed"]?.description == "{\"v\":1.0, \"t\":\"\\u0041\"}")
        #expect(document["signed"]?["v"]?.description == "1.0")
        #expect(document["list"]?.elements()?.map(\.description) == ["1", "[2 ]"])
        #expect(document["absent"] == nil)
        #expect(document["list"]?["key"] == nil)
        #expect(document["list"]?.members() == nil)
        #expect(document.elements() == nil)
        #expect(try document["signed"]?.value() == ["v": 1, "t": "A"])
        #expect(document.kind == .object)
    }

    @Test func `what was received is written as it was, among members that nobody knows`() throws {
        let document = try ReceivedJSON(parsing: Array(Self.text.utf8))
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("signed")
        writer.write(try #require(document["signed"]))
        writer.members(["x-later": [1], "y": nil])
        writer.endObject()
        let text = String(decoding: try writer.finish(), as: UTF8.self)
        #expect(text == "{\"signed\":{\"v\":1.0, \"t\":\"\\u0041\"},\"x-later\":[1],\"y\":null}")
    }

    @Test func `members that nobody knows survive a round trip`() throws {
        let text = #"{"a":1,"new":{"deep":[1.50,"x"]},"other":null}"#
        let unknown = try JSONReader.read(Array(text.utf8)) { reader in
            var unknown = JSONObject()
            guard let object = try reader.object() else { return unknown }
            while let key = try reader.nextKey(in: object) {
                if key != "a" { try reader.keepMember(in: &unknown) }
            }
            return unknown
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("a", 1)
        writer.members(unknown)
        writer.endObject()
        #expect(String(decoding: try writer.finish(), as: UTF8.self) == text)
    }

    @Test(arguments: ["", "{", "[1,]", "{\"a\":1,\"a\":2}", "\"\\uD800\"", "1 2"])
    func `what is not JSON is not received`(text: String) {
        #expect(throws: JSONFaults.self) { try ReceivedJSON(parsing: Array(text.utf8)) }
    }

    @Test func `a fault within a value that is kept has its own place in the document`() throws {
        let text = "{\"a\":\n [1,\n  \"\\uD800\"],\n\"b\":\"\\uD800\"}"
        for size in [1, 5, 1000] {
            let faults = try #require(throws: JSONFaults.self) {
                try JSONReader.read(chunks: chunks(Array(text.utf8), size)) { reader in
                    guard let object = try reader.object() else { return }
                    while try reader.nextKey(in: object) != nil { _ = try reader.received() }
                }
            }
            #expect(faults.all.map(\.place.line) == [3, 4])
            #expect(faults.all.map(\.place.pointer) == ["/a/1", "/b"])
        }
    }

    @Test func `a place can be asked for and a fault noted there later`() throws {
        let faults = try #require(throws: JSONFaults.self) {
            try JSONReader.read(Array("{\"count\":\n 3,\"list\":[1]}".utf8)) { reader in
                guard let object = try reader.object() else { return }
                var place: JSONPlace?
                while let key = try reader.nextKey(in: object) {
                    if key == "count" { place = try reader.place() }
                }
                if let place { try reader.note(.invalid("There is one."), at: place) }
            }
        }
        #expect(faults.first.description == "line 2, column 2 (/count): There is one.")
    }
}
