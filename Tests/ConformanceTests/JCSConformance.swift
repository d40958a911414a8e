// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import StrictJSON
import Testing

/// What the author of RFC 8785 publishes: documents with their forms, and a sequence of numbers.
@Suite(
    .enabled(if: Outside.isThere, Outside.origin("github.com/cyberphone/json-canonicalization"))
)
struct JCSConformance {
    @Test func `canonical forms are those of RFC 8785's author, byte for byte`() throws {
        guard Outside.isAsked("jcs.cases") else { return }
        let inputs = try Outside.data("jcs/input")
        let files = try FileManager.default.contentsOfDirectory(atPath: inputs.path).sorted()
        var passed = 0
        for file in files {
            let form = try JSONValue(parsing: bytes("input/\(file)")).canonical()
            let isRight =
                try form == bytes("output/\(file)")
                && form == hexadecimal(bytes("outhex/\(file.dropLast(4))txt"))
            #expect(isRight, "\(file)")
            if isRight { passed += 1 }
        }
        try conformance.record("jcs.cases", passed: passed, of: files.count, bar: 6)
    }

    /// The sequence is the author's, and so is the digest of its first 100 000 lines.
    ///
    /// Listed values come first, then 2 000 from the smallest normal one on, then those that a
    /// chain of SHA-256 gives.
    @Test func `a hundred thousand numbers have the form that their digest demands`() throws {
        guard Outside.isAsked("jcs.numbers") else { return }
        let readme = String(decoding: try bytes("README.md"), as: UTF8.self)
        let wanted = try #require(readme.firstMatch(of: #/\| ([0-9a-f]{64}) \| 100000 /#)?.1)
        let listed = readme.matches(of: #/0x([0-9a-f]{16})n[,\n]/#)
            .compactMap { UInt64($0.1, radix: 16) }
        var random = HashedNumbers()
        let fixed = listed + (0..<2000).map { 0x0010_0000_0000_0000 + UInt64($0) }
        let count = 100_000
        var sum = SHA256()
        for number in 0..<count {
            let bits =
                number < fixed.count
                ? fixed[number] : random.next()
            let form = JSONNumber(Double(bitPattern: bits))?.text ?? "none"
            sum.update(data: Array("\(String(bits, radix: 16)),\(form)\n".utf8))
        }
        let isRight = sum.finalize().map { hexadecimal($0) }.joined() == wanted
        #expect(isRight)
        try conformance.record(
            "jcs.numbers",
            passed: isRight ? count : 0,
            of: count,
            bar: count
        )
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Outside.data("jcs/\(path)")))
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    private func hexadecimal(_ text: [UInt8]) -> [UInt8] {
        String(decoding: text, as: UTF8.self).split { $0.isWhitespace }
            .compactMap { UInt8($0, radix: 16) }
    }
}

/// The finite numbers but zero in a chain of SHA-256 that begins with 32 zero bytes.
private struct HashedNumbers {
    private var block = [UInt8](repeating: 0, count: 32)
    private var place = 32

    mutating func next() -> UInt64 {
        while true {
            if place == 32 {
                block = Array(SHA256.hash(data: block))
                place = 0
            }
            let bits = block[place..<place + 8].reversed().reduce(0 as UInt64) {
                $0 << 8 | UInt64($1)
            }
            place += 8
            let value = Double(bitPattern: bits)
            if value != 0, value.isFinite { return bits }
        }
    }
}
