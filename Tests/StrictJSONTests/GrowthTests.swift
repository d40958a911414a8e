// SPDX-License-Identifier: Apache-2.0
import Glibc
import StrictJSON
import Testing

@Suite struct GrowthTests {
    @Test func `any value reads back as it was written, whole and in chunks`() throws {
        var random = SplitMix(state: 20_260_602)
        for round in 0..<400 {
            let value = Self.value(depth: 5, &random)
            let text = value.serialized()
            #expect(try JSONValue(parsing: text) == value)
            #expect(try JSONValue(parsingChunks: chunks(text, 1 + round % 17)) == value)
            let received = try JSONReader.read(chunks: chunks(text, 1 + round % 5)) {
                try $0.received()
            }
            #expect(Array(received.bytes) == text)
            #expect(try received.value() == value)
            let canonical = try value.canonical()
            let again = try JSONValue(parsing: canonical)
            #expect(try again.canonical() == canonical)
            #expect(JSONValue.array([value]).hashValue == JSONValue.array([value]).hashValue)
        }
    }

    @Test func `bytes changed at random are read or refused alike, whole and in chunks`() {
        var random = SplitMix(state: 7)
        for round in 0..<3000 {
            var text = Self.value(depth: 3, &random).serialized()
            for _ in 0...Int.random(in: 0...3, using: &random) where !text.isEmpty {
                text[Int.random(in: 0..<text.count, using: &random)] = .random(
                    in: 0...255,
                    using: &random
                )
            }
            let whole = outcome { () throws(JSONFaults) in try JSONValue(parsing: text) }
            let pieces = outcome { () throws(JSONFaults) in
                try JSONValue(parsingChunks: chunks(text, 1 + round % 9))
            }
            #expect(whole == pieces)
        }
    }

    private func outcome(
        _ read: () throws(JSONFaults) -> JSONValue
    ) -> Result<JSONValue, JSONFaults> {
        do throws(JSONFaults) { return .success(try read()) } catch { return .failure(error) }
    }

    @Test func `depth takes no stack`() throws {
        let depth = 100_000
        let deep =
            String(repeating: "[{\"a\":", count: depth) + "1"
            + String(repeating: "}]", count: depth)
        let limits = JSONLimits(depth: 2 * depth)
        try JSONReader.read(Array(deep.utf8), limits: limits) { try $0.skip() }
        #expect(throws: JSONFaults.self) {
            try JSONValue(parsing: Array(deep.utf8), limits: limits)
        }
        #expect(throws: JSONFaults.self) {
            try JSONValue(parsing: Array(repeating: UInt8(ascii: "["), count: 5_000_000))
        }
    }

    /// Eight times the bytes may take no more than four times eight times as long.
    ///
    /// Quadratic work would take sixty-four times. Counted is this thread's own time, since other
    /// tests run beside it.
    @Test(arguments: Hostile.allCases)
    func `hostile documents cost in proportion to their bytes`(kind: Hostile) {
        let small = Self.seconds(kind, 12_500)
        let large = Self.seconds(kind, 100_000)
        #expect(large < max(small * 32, 0.05), "\(kind)")
    }

    enum Hostile: CaseIterable {
        case manyKeys
        case repeatedKeys
        case longString
        case longNumber
        case escapes
        case faults
        case manyObjects
        case spaces

        func document(_ count: Int) -> String {
            switch self {
            case .manyKeys: "{" + (0..<count).map { "\"\($0)\":0" }.joined(separator: ",") + "}"
            case .repeatedKeys:
                "{" + (0..<count).map { "\"\($0 % 20)\":0" }.joined(separator: ",") + "}"
            case .longString: "\"" + String(repeating: "é", count: count) + "\""
            case .longNumber: String(repeating: "1", count: count)
            case .escapes: "\"" + String(repeating: "\\u00e9", count: count) + "\""
            case .faults:
                "[" + (0..<count).map { _ in "\"\\uD800\"" }.joined(separator: ",") + "]"
            case .manyObjects:
                "[" + (0..<count).map { "{\"a\":{\"b\":\($0)}}" }.joined(separator: ",") + "]"
            case .spaces: String(repeating: " \n", count: count) + "1"
            }
        }
    }

    private static func seconds(_ kind: Hostile, _ count: Int) -> Double {
        let text = Array(kind.document(count).utf8)
        let limits = JSONLimits(numberLengthBytes: 10, faults: 2 * count)
        let start = threadSeconds
        _ = try? JSONReader.read(text, limits: limits) { try $0.skip() }
        _ = try? JSONReader.read(chunks: chunks(text, 1), limits: limits) { try $0.skip() }
        _ = try? JSONReader.read(chunks: chunks(text, 64), limits: limits) { try $0.received() }
        _ = try? ReceivedJSON(parsing: text, limits: limits).members()
        if let value = try? JSONValue(parsing: text) {
            _ = try? value.canonical()
            _ = try? value.canonicalOLPC()
            var writer = JSONWriter()
            writer.beginObject()
            writer.members(value.objectValue ?? JSONObject())
        }
        return threadSeconds - start
    }

    private static var threadSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func value(depth: Int, _ random: inout SplitMix) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .number(JSONNumber(Int32.random(in: .min ... .max, using: &random)))
        case 3:
            let double = Double(bitPattern: .random(in: 0 ... .max, using: &random))
            return JSONNumber(double).map { .number($0) } ?? .null
        case 4, 5: return .string(text(&random))
        case 6:
            let count = Int.random(in: 0...6, using: &random)
            return .array((0..<count).map { _ in value(depth: depth - 1, &random) })
        default:
            let count = Int.random(in: 0...40, using: &random) / (depth > 3 ? 1 : 8)
            let members = (0..<count).map { _ in
                (text(&random), value(depth: depth - 1, &random))
            }
            return .object(JSONObject(members))
        }
    }

    private static func text(_ random: inout SplitMix) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x7F, 0x20...0x7E, 0x80...0x7FF, 0xE000...0x10FFFF,
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            let range = ranges[Int.random(in: 0..<4, using: &random)]
            if let scalar = Unicode.Scalar(.random(in: range, using: &random)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

/// A generator whose sequence is known, so that a failure comes again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
