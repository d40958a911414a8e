// SPDX-License-Identifier: Apache-2.0
import Foundation
import PackageURLs
import StrictJSON
import Testing

/// The cases of purl-spec: what is to be read, written and refused.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/package-url/purl-spec")))
struct PackageURLConformance {
    /// The one case refused on purpose, since ECMA-427 §5.6.6 has keys in lower case only.
    ///
    /// Two required cases (`Platform` of gem, `Arch` of rpm) ask for such keys to be refused; the
    /// forgiving reader reads this one as it wants to be read.
    private static let refused =
        "pkg:Maven/org.apache.xmlgraphics/batik-anim@1.9.1?type=pom"
        + "&repositorY_url=repo.spring.io/release"

    @Test func `package URLs are read, written and refused as their specification says`() throws {
        guard Outside.isAsked("purl.cases") else { return }
        var (cases, passed, listed) = (0, 0, 0)
        for (file, value) in try Outside.cases(in: "purl/tests") {
            let one = OutsideCase(value: value)
            cases += 1
            if one.holds {
                passed += 1
            } else if one.isRequiredParse, one.text == Self.refused {
                listed += 1
                #expect(try PackageURL(canonicalizing: Self.refused).type == "maven")
            } else {
                Issue.record("\(file): \(value)")
            }
        }
        let note =
            "\(listed) refused on purpose: ECMA-427 §5.6.6, and two required cases against it"
        try conformance.record("purl.cases", passed: passed, of: cases, bar: 585, note: note)
    }
}

/// One case of a file.
private struct OutsideCase {
    let value: JSONValue

    var text: String? { value["input"]?.stringValue }

    var isRequiredParse: Bool {
        value["test_type"]?.stringValue == "parse" && !isRecommended
    }

    private var isRecommended: Bool { value["test_group"]?.stringValue == "recommended" }

    /// What the suite wants is what we do.
    var holds: Bool {
        let mustFail = value["expected_failure"]?.boolValue ?? false
        guard let package = try? package() else { return mustFail }
        guard !mustFail, let expected = value["expected_output"] else { return false }
        if let text = expected.stringValue { return package.description == text }
        return package.type == expected["type"]?.stringValue
            && package.namespace == segments(expected["namespace"])
            && package.name == expected["name"]?.stringValue
            && package.version == expected["version"]?.stringValue
            && Set(package.qualifiers) == Set(qualifiers(expected["qualifiers"]))
            && package.subpath == segments(expected["subpath"])
    }

    private func package() throws(PackageURLFault) -> PackageURL {
        if let text {
            guard isRecommended else { return try PackageURL(parsing: text) }
            return try PackageURL(canonicalizing: text)
        }
        let parts = value["input"]
        return try PackageURL(
            type: parts?["type"]?.stringValue ?? "",
            namespace: segments(parts?["namespace"]),
            name: parts?["name"]?.stringValue ?? "",
            version: parts?["version"]?.stringValue,
            qualifiers: qualifiers(parts?["qualifiers"]),
            subpath: segments(parts?["subpath"])
        )
    }

    private func segments(_ value: JSONValue?) -> [String] {
        (value?.stringValue ?? "").split(separator: "/").map(String.init)
    }

    private func qualifiers(_ value: JSONValue?) -> [PackageURL.Qualifier] {
        (value?.objectValue?.keys ?? []).map { key in
            PackageURL.Qualifier(key, value?[key]?.stringValue ?? "")
        }
    }
}
