// SPDX-License-Identifier: Apache-2.0

import Server
import Testing

/// Questions to DNS servers and the reading of what comes back, whatever comes.
@Suite struct DNSMessageTests {
    private static let question = DNSQuestion(.text, of: "_clearinghouse.Example.org", id: 0x1234)

    /// The name of the question in a message, and a record of it by pointer.
    private static let name: [UInt8] =
        [14] + Array("_clearinghouse".utf8) + [7] + Array("example".utf8) + [3]
        + Array("org".utf8) + [0]

    private static func message(
        flags: [UInt8] = [0x81, 0x80],
        count: UInt8,
        _ records: [UInt8]
    ) -> [UInt8] {
        [0x12, 0x34] + flags + [0, 1, 0, count, 0, 0, 0, 0] + name + [0, 16, 0, 1] + records
    }

    private static func text(_ words: String..., owner: [UInt8] = [0xC0, 12]) -> [UInt8] {
        let data = words.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        return owner + [0, 16, 0, 1, 0, 0, 0, 60, 0, UInt8(data.count)] + data
    }

    @Test func `a question names its name once and leaves room for a long answer`() {
        let bytes = Self.question.bytes
        #expect(bytes.starts(with: [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 14]))
        #expect(bytes.suffix(11) == [0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 0])
    }

    @Test func `texts are joined, names compared without case, and aliases followed`() throws {
        let plain = Self.message(count: 2, Self.text("a", "b") + Self.text("c"))
        #expect(try DNSAnswer(plain, to: Self.question).texts == ["ab", "c"])
        #expect(try Self.texts(alias: "_clearinghouse.p.example.org") == ["d"])
        // A wildcard leads all names below a domain to whoever hosts it.
        #expect(try Self.texts(alias: "p.example.org").isEmpty)
        // A record of somebody else's name is none of the answer.
        let foreign = Self.message(count: 1, Self.text("x", owner: [1, 0x71, 0]))
        #expect(try DNSAnswer(foreign, to: Self.question).texts == [])
        let absent = Self.message(flags: [0x81, 0x83], count: 0, [])
        #expect(try DNSAnswer(absent, to: Self.question).texts == [])
        let cut = Self.message(flags: [0x83, 0x80], count: 0, [])
        #expect(try DNSAnswer(cut, to: Self.question).isTruncated)
    }

    /// The texts that are found at the end of an alias.
    private static func texts(alias target: String) throws -> [String] {
        let labels = target.split(separator: ".")
        let owner: [UInt8] = labels.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
        let alias: [UInt8] = [0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, UInt8(owner.count)] + owner
        let followed = message(count: 2, alias + text("d", owner: owner))
        return try DNSAnswer(followed, to: question).texts
    }

    @Test func `what is no answer to the question is told apart from what cannot be read`() {
        let good = Self.message(count: 1, Self.text("a"))
        func fault(_ bytes: [UInt8]) -> DNSAnswer.Fault? {
            do throws(DNSAnswer.Fault) {
                _ = try DNSAnswer(bytes, to: Self.question)
                return nil
            } catch {
                return error
            }
        }
        #expect(fault(good) == nil)
        #expect(fault([0x12, 0x35] + good.dropFirst(2)) == .notAnAnswer)
        #expect(fault([0x12, 0x34, 0x01] + good.dropFirst(3)) == .notAnAnswer)
        var other = good
        other[13] = 0x78
        #expect(fault(other) == .notAnAnswer)
        #expect(fault(Self.message(flags: [0x81, 0x82], count: 0, [])) == .refused)
        for length in 0..<good.count {
            #expect(fault(Array(good.prefix(length))) != nil)
        }
        // A pointer to itself, and one forwards.
        for pointer in [[UInt8(0xC0), 46], [UInt8(0xC0), 200]] {
            let bytes = Self.message(count: 1, pointer + [0, 16, 0, 1, 0, 0, 0, 60, 0, 2, 1, 0x61])
            #expect(fault(bytes) == .malformed)
        }
    }

    @Test func `whatever bytes come, reading ends`() {
        var state: UInt64 = 9
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        let good = Self.message(count: 2, Self.text("a", "b") + Self.text("c"))
        for _ in 0..<50_000 {
            var bytes = good
            for _ in 0...(next() % 6) { bytes[next() % bytes.count] = UInt8(next() & 0xFF) }
            if next() % 3 == 0 { bytes = Array(bytes.prefix(next() % bytes.count)) }
            _ = try? DNSAnswer(bytes, to: Self.question).texts
        }
    }
}
