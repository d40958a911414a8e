// SPDX-License-Identifier: Apache-2.0
import Foundation
import PackageURLs
import StrictJSON
import Testing

/// Comparisons of versions: osv-scalibr's, made with the ecosystems' own programs.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/google/osv-scalibr")))
struct VersionConformance {
    /// The scheme of the files whose names begin so.
    private static let schemes: [Substring: VersionScheme] = [
        "alpine": .apk, "cran": .cran, "debian": .deb, "hackage": .hackage, "maven": .maven,
        "nuget": .nuget, "packagist": .composer, "pub": .pub, "pypi": .pypi, "redhat": .rpm,
        "rubygems": .gem, "semver": .semver,
    ]

    /// What no order can hold, each with the comparisons that contradict it.
    ///
    /// Maven (POM reference, "Version Order Specification"): before 4, `ComparableVersion` takes
    /// a release candidate behind a dot for newer than anything behind a dash, and yet for older
    /// than the release, which is older than most of what is behind a dash: a circle.
    /// Composer: `version_compare` reads 1.2.3.# as 1.2.3, and 1.2.3 is before 1.2.3.1.
    private static let circles: [String: (VersionScheme, [String])] = [
        "1.0.0-gradle-rework-beta3 < 1.0.0.RC7-3":
            (.maven, ["1.0.0.RC7-3", "1.0.0", "1.0.0-gradle-rework-beta3"]),
        "2.9.0-1 < 2.9.0.RC1": (.maven, ["2.9.0.RC1", "2.9.0", "2.9.0-1"]),
        "1.1.0-01-glassfish < 1.1.0.Beta1":
            (.maven, ["1.1.0.Beta1", "1.1.0", "1.1.0-01-glassfish"]),
        "1.2.3.# = 1.2.3.1": (.composer, ["1.2.3.#", "1.2.3.1"]),
    ]

    @Test func `versions sort as their ecosystems sort them`() throws {
        guard Outside.isAsked("versions.comparisons") else { return }
        var cases = 0
        var passed = 0
        let folder = try Outside.data("versions")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let scheme = try #require(Self.schemes[file.prefix { $0 != "-" }])
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            for line in text.split(separator: "\n") where !isComment(line) {
                cases += 1
                let holds = try holds(line, scheme)
                if holds { passed += 1 }
                #expect(holds != (Self.circles[String(line)] != nil), "\(scheme): \(line)")
            }
        }
        try conformance.record(
            "versions.comparisons",
            passed: passed,
            of: cases,
            bar: 71_814,
            note: "4 refused on purpose: with others of the suite they close a circle"
        )
    }

    @Test(arguments: circles.values.map { $0 })
    func `a comparison that would close a circle is refused`(
        scheme: VersionScheme,
        texts: [String]
    ) throws {
        let versions = try texts.map { try Version($0, scheme: scheme) }
        for (version, next) in zip(versions, versions.dropFirst()) { #expect(version < next) }
    }

    private func isComment(_ line: Substring) -> Bool {
        line.hasPrefix("# ") || line.hasPrefix("// ")
    }

    private func holds(_ line: Substring, _ scheme: VersionScheme) throws -> Bool {
        let words = line.split(separator: " ")
        guard words.count == 3 else { return false }
        let left = try Version(String(words[0]), scheme: scheme)
        let right = try Version(String(words[2]), scheme: scheme)
        switch words[1] {
        case "<": return left < right
        case ">": return right < left
        default: return left == right && left.hashValue == right.hashValue
        }
    }
}

/// The comparisons of vers-spec: versions to be sorted, or told equal or not.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/package-url/vers-spec")))
struct VERSComparisonConformance {
    @Test func `versions compare as the version range specifier says`() throws {
        guard Outside.isAsked("versions.vers-comparisons") else { return }
        var cases = 0
        var passed = 0
        let folder = try Outside.data("vers/tests")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let bytes = Array(try Data(contentsOf: folder.appending(path: file)))
            for value in try JSONValue(parsing: bytes)["tests"]?.arrayValue ?? [] {
                guard let comparison = try Comparison(value) else { continue }
                cases += 1
                if comparison.holds { passed += 1 }
                #expect(comparison.holds, "\(file): \(value)")
            }
        }
        try conformance.record("versions.vers-comparisons", passed: passed, of: cases, bar: 1922)
    }

    /// One case that compares; others test ranges.
    private struct Comparison {
        let versions: [Version]
        let sorted: [Version]?
        let areEqual: Bool?

        init?(_ value: JSONValue) throws {
            guard ["comparison", "equality"].contains(value["test_type"]?.stringValue) else {
                return nil
            }
            let name = try #require(value["input"]?["input_scheme"]?.stringValue)
            let scheme = try #require(VersionScheme(name: name))
            func versions(_ list: JSONValue?) throws -> [Version]? {
                try list?.arrayValue?.map { try Version($0.stringValue ?? "", scheme: scheme) }
            }
            self.versions = try #require(try versions(value["input"]?["versions"]))
            sorted = try versions(value["expected_output"])
            areEqual = value["expected_output"]?.boolValue
        }

        var holds: Bool {
            if let areEqual { return (versions[0] == versions[1]) == areEqual }
            return versions.sorted() == sorted
        }
    }
}
