// SPDX-License-Identifier: Apache-2.0
import Foundation
import PackageURLs
import StrictJSON
import Testing

/// The registered type definitions of purl-spec, as data: what each asks is what is done.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/package-url/purl-spec")))
struct PackageTypeConformance {
    /// Where a definition says less than its own test cases, which decide.
    ///
    /// Names on Pub are folded, and those of MLflow where the registry is Databricks'.
    private static let oddNames: Set<String> = ["chrome-extension", "mlflow", "pub"]

    @Test func `each type folds, wants and refuses what its definition says`() throws {
        guard Outside.isAsked("purl.types") else { return }
        let files = try FileManager.default.contentsOfDirectory(
            at: Outside.data("purl/types"),
            includingPropertiesForKeys: nil
        )
        var passed = 0
        for file in files {
            let one = Definition(try JSONValue(parsing: Array(Data(contentsOf: file))))
            try check(one)
            passed += 1
        }
        try conformance.record("purl.types", passed: passed, of: files.count, bar: 42)
    }

    private func check(_ definition: Definition) throws {
        let namespace = definition.requirement("namespace")
        let given = namespace == "prohibited" ? [] : ["Upper"]
        let package = try definition.package(namespace: given)
        #expect(package.namespace == given.map { definition.folded("namespace", $0) })
        if !Self.oddNames.contains(definition.type) {
            #expect(package.name == definition.folded("name", definition.name))
        }
        #expect(package.version == definition.folded("version", definition.version))
        let refused = namespace == "prohibited" ? ["Upper"] : []
        if namespace != "optional" {
            #expect(throws: PackageURLFault.self) { try definition.package(namespace: refused) }
        }
        for key in definition.required {
            #expect(throws: PackageURLFault.self) {
                try definition.package(namespace: given, without: key)
            }
        }
    }
}

/// One definition, and a package URL made to ask it everything.
private struct Definition {
    let type: String
    let required: [String]
    private let value: JSONValue

    init(_ value: JSONValue) {
        self.value = value
        type = value["type"]?.stringValue ?? ""
        required = (value["qualifiers_definition"]?.arrayValue ?? [])
            .filter { $0["requirement"]?.stringValue == "required" }
            .compactMap { $0["key"]?.stringValue }
    }

    var name: String {
        type == "chrome-extension" ? String(repeating: "Ab", count: 16) : "Upper"
    }

    var version: String { type == "chrome-extension" ? "1.2" : "1.0-RC1" }

    func requirement(_ part: String) -> String {
        value["\(part)_definition"]?["requirement"]?.stringValue ?? "optional"
    }

    func folded(_ part: String, _ text: String) -> String {
        let isFolded = value["\(part)_definition"]?["case_sensitive"]?.boolValue == false
        return isFolded ? text.lowercased() : text
    }

    func package(namespace: [String], without key: String? = nil) throws -> PackageURL {
        try PackageURL(
            type: type,
            namespace: namespace,
            name: name,
            version: version,
            qualifiers: required.filter { $0 != key }.map { PackageURL.Qualifier($0, "x") }
        )
    }
}
