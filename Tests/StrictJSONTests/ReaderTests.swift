// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Testing

@Suite struct ReaderTests {
    private enum PersonKey: String, JSONKeyName {
        case name
        case age
        case tags
        case aKeyLongerThanEightBytes
        case other
    }
    private let keys = JSONKeys<PersonKey>()

    private struct Person: Equatable {
        var name: String?
        var age: Int?
        var tags: [String] = []
        var long: Bool?
    }

    private func person(_ reader: inout JSONReader) throws(JSONFaults) -> Person {
        var person = Person()
        guard let object = try reader.object() else { return person }
        while let key = try reader.nextKey(in: object, of: keys) {
            switch key {
            case .name: person.name = try reader.string()
            case .age: person.age = try reader.int()
            case .tags:
                guard let array = try reader.array() else { continue }
                while try reader.nextElement(in: array) {
                    if let tag = try reader.string() { person.tags.append(tag) }
                }
            case .aKeyLongerThanEightBytes: person.long = try reader.bool()
            case .other: break
            }
        }
        return person
    }

    @Test func `typed values are read in one pass, from chunks of any size`() throws {
        let text = """
            {"name":"Ada \\u00e9","x":{"tags":[1,{"a":[]}]},"tags":["a","",\t"\\ud83d\\ude00é"],
             "aKeyLongerThanEightBytes":true,"aKeyLongerThanEightByte":1,"age":-36, "other":null }
            """
        let wanted = Person(name: "Ada é", age: -36, tags: ["a", "", "😀é"], long: true)
        #expect(try JSONReader.read(Array(text.utf8)) { try person(&$0) } == wanted)
        for size in 1...20 {
            let read = try JSONReader.read(chunks: chunks(text, size)) { try person(&$0) }
            #expect(read == wanted)
        }
    }

    @Test func `values of the wrong kind are noted, skipped, and reading goes on`() throws {
        let text =
            #"[{"name":[1,2],"age":"x","tags":{"a":1}},{"age":1.5,"tags":[1]},7,{"age":1e99}]"#
        let faults = try #require(throws: JSONFaults.self) {
            try JSONReader.read(Array(text.utf8)) { reader in
                guard let array = try reader.array() else { return }
                while try reader.nextElement(in: array) { _ = try person(&reader) }
            }
        }
        #expect(
            faults.all.map { "\($0.code) \($0.place.pointer)" } == [
                "wrong-kind /0/name", "wrong-kind /0/age", "wrong-kind /0/tags",
                "number-out-of-range /1/age", "wrong-kind /1/tags/0", "wrong-kind /2",
                "number-out-of-range /3/age",
            ]
        )
        #expect(faults.first.reason == "Expected string, found array.")
    }

    @Test func `what the program leaves unread is checked all the same`() {
        for text in ["[1,{\"a\":1,\"a\":2}]", "[1,[}]]", "[1] x", "[1,\"\\uD800\"]"] {
            #expect(throws: JSONFaults.self) {
                try JSONReader.read(Array(text.utf8)) { _ in }
            }
            #expect(throws: JSONFaults.self) {
                try JSONReader.read(Array(text.utf8)) { reader in
                    guard let array = try reader.array() else { return }
                    _ = try reader.nextElement(in: array)
                }
            }
        }
    }

    @Test func `a loop left early loses nothing of the outer one`() throws {
        let text = Array(#"[{"a":[1,[2,3],{"b":4}],"c":5},{"a":[6]},7]"#.utf8)
        let count = try JSONReader.read(text) { reader in
            var count = 0
            guard let outer = try reader.array() else { return 0 }
            while try reader.nextElement(in: outer) {
                count += 1
                guard try reader.peek() == .object, let object = try reader.object() else {
                    continue
                }
                guard try reader.nextKey(in: object) != nil, let inner = try reader.array() else {
                    continue
                }
                _ = try reader.nextElement(in: inner)
            }
            return count
        }
        #expect(count == 3)
    }

    @Test func `asking for a value where none is due is refused, not misread`() {
        let text = Array("[1,2]".utf8)
        #expect(throws: JSONFaults.self) {
            try JSONReader.read(text) { reader in
                try reader.skip()
                try reader.skip()
            }
        }
        #expect(throws: JSONFaults.self) {
            try JSONReader.read(text) { reader in
                guard let array = try reader.array() else { return }
                _ = try reader.nextKey(in: array)
            }
        }
    }

    @Test func `scalars are read as their types`() throws {
        let text = Array(#"[null,true,false,-12,1.25,123456789012345678901,"s",1e2,0]"#.utf8)
        try JSONReader.read(text) { reader in
            let array = try #require(try reader.array())
            func next() throws { #expect(try reader.nextElement(in: array)) }
            try next()
            #expect(try reader.null())
            try next()
            #expect(try !reader.null())
            #expect(try reader.bool() == true)
            try next()
            #expect(try reader.bool() == false)
            try next()
            #expect(try reader.int64() == -12)
            try next()
            #expect(try reader.double() == 1.25)
            try next()
            #expect(try reader.number()?.text == "123456789012345678901")
            try next()
            #expect(try reader.peek() == .string)
            #expect(try reader.value() == "s")
            try next()
            #expect(try reader.int() == 100)
            try next()
            #expect(try reader.int() == 0)
            #expect(try !reader.nextElement(in: array))
        }
    }
}

/// A source that gives a text in pieces of so many bytes.
func chunks(_ text: String, _ size: Int) -> JSONReader.Source { chunks(Array(text.utf8), size) }

/// A source that gives bytes in pieces of so many.
func chunks(_ bytes: [UInt8], _ size: Int) -> JSONReader.Source {
    var start = 0
    return {
        guard start < bytes.count else { return nil }
        defer { start += size }
        return Array(bytes[start..<min(start + size, bytes.count)])
    }
}
