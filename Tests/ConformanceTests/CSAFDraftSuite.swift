// SPDX-License-Identifier: Apache-2.0
import Foundation
import SecurityFormats
import StrictJSON
import Testing

/// The documents of the suite for CSAF 2.1, a draft: read, written, and turned into 2.0.
@Suite struct CSAFDraftSuite {
    /// What breaks the schema of 2.1, or FIRST's and CERT's schemas for what stands in metrics.
    ///
    /// Those of 6-1-37 after 06 are none of them: their leap seconds happened.
    private static let broken: Set<String> = [
        "6-1-07-06", "6-1-08-01", "6-1-08-02", "6-1-08-03", "6-1-08-04", "6-1-08-05", "6-1-08-06",
        "6-1-09-05", "6-1-37-01", "6-1-37-02", "6-1-37-03", "6-1-37-04", "6-1-37-05", "6-1-37-06",
        "6-1-46-01", "6-1-46-02", "6-1-60-01-01", "6-1-60-01-02", "6-2-20-02",
    ]

    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.csaf-draft"),
            Outside.origin("github.com/oasis-tcs/csaf")
        )
    )
    func `every document of CSAF 2.1 is read and written back equal, or breaks its schema`() throws
    {
        let folder = try Outside.data("csaf/2.1/testcases")
        let names = try suiteNames(folder)
        var passed = 0
        for name in names.sorted() {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            let number = name.dropLast(5).split(separator: "2024-").last.map(String.init) ?? ""
            let holds =
                Self.broken.contains(number)
                ? isRefused(bytes) : try isKept(bytes) && isRefusedAsDraft(bytes)
            #expect(holds, "\(name)")
            if holds { passed += 1 }
        }
        try conformance.record(
            "security-formats.csaf-draft",
            passed: passed,
            of: names.count,
            bar: 856
        )
    }

    private func suiteNames(_ folder: URL) throws -> Set<String> {
        let list = folder.appending(path: "testcases.json")
        let suite = try JSONValue(parsing: [UInt8](Data(contentsOf: list)))
        var names: Set<String> = []
        for test in suite["tests"]?.arrayValue ?? [] {
            for kind in ["failures", "valid"] {
                for entry in test[kind]?.arrayValue ?? [] {
                    if let name = entry["name"]?.stringValue { names.insert(name) }
                }
            }
        }
        return names
    }

    private func isRefused(_ bytes: [UInt8]) -> Bool {
        (try? CSAF.Document(parsing: bytes, allowing: .draft21)) == nil
    }

    /// Written back equal; and what it is turned into keeps to the schema of 2.0.
    private func isKept(_ bytes: [UInt8]) throws -> Bool {
        let document = try CSAF.Document(parsing: bytes, allowing: .draft21)
        let older = document.asVersion20().document
        let read = try CSAF.Document(parsing: older.json.serialized())
        return try document.json == JSONValue(parsing: bytes) && read == older
    }

    /// Where 2.1 is not allowed, one sentence says so.
    private func isRefusedAsDraft(_ bytes: [UInt8]) -> Bool {
        do {
            _ = try CSAF.Document(parsing: bytes)
            return false
        } catch {
            return error.all.count == 1
                && error.first.place.pointer == "/document/csaf_version"
        }
    }
}
