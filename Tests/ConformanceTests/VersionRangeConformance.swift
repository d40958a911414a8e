// SPDX-License-Identifier: Apache-2.0
import Foundation
import PackageURLs
import StrictJSON
import Testing

/// The cases of vers-spec: ranges read, refused, brought into canonical form, asked, translated;
/// versions compared.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/package-url/vers-spec")))
struct VersionRangeConformance {
    /// Expected texts that are no canonical VERS themselves; ours are, and hold the same versions.
    ///
    /// Clause for each: core specification, "Normalized, canonical representation and
    /// validation" — versions are unique, lower and upper bounds alternate, `=` stands outside.
    private static let sameSet: Set<String> = [
        "vers:conan/<0.33.1|>0.33.1|<0.34.1",
        "vers:nginx/>=1.4.1|<1.5.0|>=1.5.0",
        "vers:npm/<1.1.7|<2.0.1",
        "vers:npm/<2.0.18|<3.0.16|<3.1.6|<4.0.8|<5.0.0-beta.5",
        "vers:npm/>=0.2.0|>=0.8.0-pre|<0.8.0|>=0.8.0|<0.8.1|<=0.9.6",
        "vers:npm/>=2.0.0|<2.1.0|>=2.1.0|<2.2.0",
        "vers:npm/>=2.0.18|<3.0.0|>=3.0.16|>=3.1.6|<4.0.0|<4.0.0|>=4.0.8"
            + "|>=5.0.0-beta.5|<5.0.0|<6.0.0",
        "vers:npm/>=5.2.1|<=6.0.0|>=6.0.0|<=6.0.2",
        "vers:pypi/>0.0.0|>=0.0.1|0.0.2|<0.0.3|0.0.4|<0.0.5|>=0.0.6",
        "vers:pypi/>0.0.0|>=0.0.1|0.0.2|0.0.3|0.0.4|<0.0.5|>=0.0.6|!=0.8",
        "vers:pypi/>0.0.0|>=0.0.1|>=0.0.1|0.0.2|0.0.3|0.0.4|<0.0.5|<=0.0.6|!=0.7|8.0|>12|<15.3",
        "vers:pypi/>=0.0.0|0.0.1|0.0.2|0.0.3|0.0.4|0.0.5|0.0.6",
    ]

    /// Cases refused on purpose, by their input, and why.
    private static let refused: [String: String] = [
        "": "Conan reads an empty range as any; VERS, how to parse: constraints are not empty",
        "vers:npm/1.0%252F0": "1.0%2F0 is no version of npm: SemVer 2.0.0 §2 and §9 have no %",
        // node-semver, "X-Ranges": 1.0 stands for 1.0.x, and a comparator is of all of them.
        "<= 1.0": "node-semver has <1.1.0-0; 1.0.1 would be left out",
        "<=2.1 >=1.1": "node-semver has >=1.1.0 <2.2.0-0; 2.1.1 would be left out",
        "2.1 || 2.6": "node-semver has 2.1.x and 2.6.x; 2.1.1 would be left out",
        ">= 1.x": "node-semver has >=1.0.0; 2.0.0 would be left out",
        ">= 2.2.x": "node-semver has >=2.2.0; 2.3.0 would be left out",
        // node-semver, "Ranges": comparators of one set are joined by "and".
        ">=5.0.3 >=4.2.1":
            "both have to hold; 4.2.1 would be let in, and the text is not canonical",
        "1.1.2 1.2.2": "no version is both; each would be let in",
    ]

    @Test func `ranges and orders of versions are as VERS' own cases have them`() throws {
        guard Outside.isAsked("vers.cases") else { return }
        var (cases, passed, bySet, unmet) = (0, 0, 0, Set(Self.refused.keys))
        for (file, value) in try Outside.cases(in: "vers/tests") {
            let one = VersionRangeCase(value: value)
            cases += 1
            switch one.outcome {
            case .holds: passed += 1
            case .sameSet(let expected) where Self.sameSet.contains(expected):
                passed += 1
                bySet += 1
            case .sameSet(let found), .differs(let found):
                let reason = Self.refused[one.input]
                #expect(reason != nil, "\(file): \(value): \(found)")
                unmet.remove(one.input)
            }
        }
        #expect(unmet.isEmpty, "refused for no reason any more: \(unmet)")
        #expect(bySet == Self.sameSet.count)
        try conformance.record(
            "vers.cases",
            passed: passed,
            of: cases,
            bar: 2690,
            note: "\(bySet) of them by the set: their texts are not canonical by VERS itself"
        )
    }
}

/// One case of a file.
private struct VersionRangeCase {
    enum Outcome {
        case holds
        /// Another text of the same versions, where the expected text is not canonical.
        case sameSet(expected: String)
        case differs(found: String)
    }

    let value: JSONValue

    /// The text that tells cases apart, for the lists above.
    var input: String {
        value["input"]?.stringValue ?? value["input"]?["native_range"]?.stringValue ?? "-"
    }

    var outcome: Outcome {
        do {
            switch value["test_type"]?.stringValue {
            case "parse": return try parse()
            case "validate": return try compare(VersionRange(canonicalizing: input))
            case "from_native":
                return try compare(VersionRange(native: input, scheme: try scheme("scheme")))
            case "containment":
                let range = try VersionRange(canonicalizing: try text("vers"))
                return answer(try range.contains(try text("version")))
            case "equality": return answer(Set(try versions(value["input"])).count == 1)
            case "comparison":
                let sorted = try versions(value["input"]).sorted()
                return answer(sorted == (try versions(value["expected_output"])), expected: true)
            default: return .differs(found: "a kind of case nobody knows")
            }
        } catch {
            let mustFail = value["expected_failure"]?.boolValue ?? false
            return mustFail ? .holds : .differs(found: "\(error)")
        }
    }

    private func parse() throws -> Outcome {
        let range = try VersionRange(parsing: input)
        let expected = value["expected_output"]?["version_constraints"]?.arrayValue ?? []
        let pairs = expected.map { $0.arrayValue?.map { $0.stringValue ?? "" } ?? [] }
        let found = range.constraints.map { [$0.comparator.rawValue, $0.version.text] }
        let isScheme = range.scheme?.rawValue == value["expected_output"]?["scheme"]?.stringValue
        return found == pairs && isScheme ? .holds : .differs(found: "\(range)")
    }

    private func compare(_ range: VersionRange) throws -> Outcome {
        let expected = try #require(value["expected_output"]?.stringValue)
        if range.description == expected { return .holds }
        let isCanonical = (try? VersionRange(parsing: expected)) != nil
        guard !isCanonical, let same = try? VersionRange(canonicalizing: expected), same == range
        else { return .differs(found: "\(range)") }
        return .sameSet(expected: expected)
    }

    private func answer(_ found: Bool, expected: Bool? = nil) -> Outcome {
        let expected = expected ?? value["expected_output"]?.boolValue
        return found == expected ? .holds : .differs(found: "\(found)")
    }

    private func text(_ key: String) throws -> String {
        try #require(value["input"]?[key]?.stringValue)
    }

    private func scheme(_ key: String) throws -> VersionScheme {
        try #require(VersionScheme(name: try text(key)))
    }

    private func versions(_ list: JSONValue?) throws -> [Version] {
        let scheme = try scheme("input_scheme")
        let texts = list?["versions"]?.arrayValue ?? list?.arrayValue ?? []
        return try texts.map { try Version(try #require($0.stringValue), scheme: scheme) }
    }
}
