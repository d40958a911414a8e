// SPDX-License-Identifier: Apache-2.0

import API
import Foundation
import StrictJSON
import Testing

@Suite struct OpenAPITests {
    @Test func `the description holds every endpoint and every reference leads somewhere`() throws {
        let document = OpenAPI.document(version: "test")
        for endpoint in Endpoints.all {
            let path = endpoint.facts.path.filter { $0 != "…" }
            let method = endpoint.facts.method.rawValue.lowercased()
            #expect(document["paths"]?[path]?[method] != nil, "\(endpoint.facts.template)")
        }
        for reference in references(in: document) {
            var place: JSONValue? = document
            for key in reference.split(separator: "/").dropFirst() { place = place?[String(key)] }
            #expect(place != nil, "\(reference)")
        }
    }

    @Test(.enabled(if: Validator.isThere, "needs pip install openapi-spec-validator==0.9.0"))
    func `the description is valid OpenAPI`() throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("openapi-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(OpenAPI.document(version: "test").serialized()).write(to: file)
        let (status, text) = try Validator.run([file.path])
        #expect(status == 0, "\(text)")
    }

    private func references(in value: JSONValue) -> [String] {
        switch value {
        case .object(let object):
            object.flatMap { key, value -> [String] in
                if key == "$ref", case .string(let text) = value { return [text] }
                return references(in: value)
            }
        case .array(let items): items.flatMap(references)
        case .null, .bool, .number, .string: []
        }
    }
}

/// The validator of the OpenAPI project's own schemas, at a pinned version.
private enum Validator {
    static let isThere = (try? run(["--version"]))?.text.contains("0.9.0") ?? false

    static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-m", "openapi_spec_validator"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let text = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }
}
