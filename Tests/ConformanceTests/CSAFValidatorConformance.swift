// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import StrictJSON
import Testing

/// The standard's own cases for its tests.
@Suite struct CSAFValidatorConformance {
    /// One document, the test it is for, and what is expected of both.
    struct Case {
        let test: String
        let file: String
        /// Whether the test has to find something.
        let fails: Bool
        /// Whether the document is valid: no mandatory test finds anything.
        let isValid: Bool
    }

    /// Documents that the list calls valid, although they fail a mandatory test by its own words.
    ///
    /// Both give one file two hashes by one algorithm, which section 6.1.25 forbids.
    static let contradictions: Set<String> = [
        "optional/oasis_csaf_tc-csaf_2_0-2021-6-2-08-02.json",
        "optional/oasis_csaf_tc-csaf_2_0-2021-6-2-09-02.json",
    ]

    /// The one answer of a web server that a case stands on: no page of that name.
    static let lookups = CSAF.Lookups(
        status: { $0 == "https://github.com/oasis-tcs/csaf/not-available" ? 404 : nil }
    )

    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.csaf-tests"),
            Outside.origin("github.com/oasis-tcs/csaf")
        )
    )
    func `every case of the standard fails just the test it is for, or passes it`() throws {
        let cases = try Self.cases()
        var passed = 0
        for each in cases {
            let file = try Outside.data("csaf/2.0/testcases/\(each.file)")
            let bytes = [UInt8](try Data(contentsOf: file))
            let report = CSAF.validate(bytes, lookups: Self.lookups)
            let isFound = !report.faults(of: each.test).isEmpty
            let isValid = report.isValid || Self.contradictions.contains(each.file)
            let holds = isFound == each.fails && isValid == each.isValid
            #expect(holds, "\(each.test) \(each.file): \(report.faults.prefix(3))")
            if holds { passed += 1 }
        }
        try conformance.record(
            "security-formats.csaf-tests",
            passed: passed,
            of: cases.count,
            bar: 239,
            note: "one with a web server's answer played"
        )
    }

    /// The cases of `testcases.json`.
    private static func cases() throws -> [Case] {
        let list = try Outside.data("csaf/2.0/testcases/testcases.json")
        let value = try JSONValue(parsing: [UInt8](Data(contentsOf: list)))
        return (value["tests"]?.arrayValue ?? []).flatMap { test in
            [("failures", true), ("valid", false)].flatMap { kind, fails in
                (test[kind]?.arrayValue ?? []).map { each in
                    Case(
                        test: test["id"]?.stringValue ?? "",
                        file: each["name"]?.stringValue ?? "",
                        fails: fails,
                        isValid: each["valid"]?.boolValue ?? false
                    )
                }
            }
        }
    }
}
