// SPDX-License-Identifier: Apache-2.0
import Foundation
import PackageURLs
import StrictJSON
import Testing

/// The cases of purl-spec: what is to be read, written and refused.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/package-url/purl-spec")))
struct PackageURLConformance {
    /// One case asks for an upper-case key to be read where two others ask for it to be refused,
    /// as ECMA-427 §5.6.6 does.
    private static let contradicting =
        "pkg:Maven/org.apache.xmlgraphics/batik-anim@1.9.1?type=pom"
        + "&repositorY_url=repo.spring.io/release"

    @Test func `package URLs are read, written and refused as their specification says`() throws {
        guard Outside.isAsked("package-urls.cases") else { return }
        var cases = 0
        var passed = 0
        for file in try files(in: Outside.data("purl/tests")) {
            let document = try JSONValue(parsing: Array(Data(contentsOf: file)))
            for value in document["tests"]?.arrayValue ?? [] {
                let one = OutsideCase(value: value)
                cases += 1
                if one.holds { passed += 1 }
                let isExcused = one.isRequiredParse && one.text == Self.contradicting
                #expect(one.holds || isExcused, "\(file.lastPathComponent): \(value)")
            }
        }
        try conformance.record("package-urls.cases", passed: passed, of: cases, bar: 585)
    }

    private func files(in folder: URL) throws -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.allObjects ?? []).compactMap { $0 as? URL }
            .filter { $0.pathExtension == "json" }
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
