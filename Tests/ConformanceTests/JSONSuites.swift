// SPDX-License-Identifier: Apache-2.0
import Foundation
import StrictJSON
import Testing

@Suite struct JSONSuites {
    /// The suite demands that these be read; a repeated key is refused here (RFC 8259 section 4
    /// lets a reader do so), so they count only when that is the one thing found wrong.
    private static let repeating: Set = [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
    ]

    @Test(
        .enabled(
            if: Outside.isAsked("strict-json.test-suite"),
            Outside.origin("github.com/nst/JSONTestSuite")
        )
    )
    func `every case of JSONTestSuite is read or refused as it demands`() throws {
        let folder = try Outside.data("json")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        var passed = 0
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
            let found = verdicts(bytes)
            #expect(Set(found).count == 1, "\(file): \(found)")
            let isRight =
                switch file.prefix(2) {
                case "y_" where Self.repeating.contains(file): found[0] == ["repeated-key"]
                case "y_": found[0].isEmpty
                case "n_": !found[0].isEmpty
                default: true
                }
            #expect(isRight, "\(file): \(found[0])")
            if isRight, Set(found).count == 1 { passed += 1 }
        }
        try conformance.record("strict-json.test-suite", passed: passed, of: files.count, bar: 318)
    }

    /// The codes of all faults: as a value and by the reader, whole and in chunks of 1 and 7 bytes.
    private func verdicts(_ bytes: [UInt8]) -> [[String]] {
        func codes(_ read: () throws -> Void) -> [String] {
            do {
                try read()
                return []
            } catch let faults as JSONFaults {
                return faults.all.map { "\($0.code)" }
            } catch {
                return ["\(error)"]
            }
        }
        var all = [
            codes { _ = try JSONValue(parsing: bytes) },
            codes { try JSONReader.read(bytes) { try $0.skip() } },
        ]
        for size in [1, 7] {
            all.append(codes { _ = try JSONValue(parsingChunks: pieces(bytes, size)) })
            all.append(
                codes { try JSONReader.read(chunks: pieces(bytes, size)) { try $0.skip() } }
            )
        }
        return all
    }

    private func pieces(_ bytes: [UInt8], _ size: Int) -> JSONReader.Source {
        var rest = bytes[...]
        return {
            defer { rest = rest.dropFirst(size) }
            return rest.isEmpty ? nil : Array(rest.prefix(size))
        }
    }
}
