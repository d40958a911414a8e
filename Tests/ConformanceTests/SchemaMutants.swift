// SPDX-License-Identifier: Apache-2.0
import Foundation
import StrictJSON

/// Documents that break an official JSON Schema in one place or just do not (Tests/SchemaMutants).
struct SchemaMutants {
    /// A changed document, and what the official schema says of it.
    struct Mutant {
        /// Where it was changed, as a JSON pointer with `*` for the numbers of entries.
        let place: String
        /// The keyword for whose sake.
        let keyword: String
        /// Whether the official schema accepts it.
        let isValid: Bool
        /// What the official schema finds wrong.
        let why: String
        /// The document.
        let bytes: [UInt8]

        init?(_ line: JSONValue) {
            guard let place = line["place"]?.stringValue, let text = line["text"]?.stringValue
            else { return nil }
            let steps = place.split(separator: "/").map { Int($0) == nil ? String($0) : "*" }
            self.place = "/" + steps.joined(separator: "/")
            keyword = line["keyword"]?.stringValue ?? ""
            isValid = line["valid"]?.boolValue ?? false
            why = line["why"]?.stringValue ?? ""
            bytes = Array(text.utf8)
        }
    }

    /// The script came to no end.
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// What an official schema says is asked of these; the same ones wherever this runs.
    private static let packages = [
        "jsonschema[format-nongpl]==4.26.0", "rfc3339-validator==0.1.4",
        "rfc3986-validator==0.1.1", "csaf==2026.10.25", "cvelib==1.8.0",
    ]
    /// Chooses among the changes; any other number has to come to the same.
    static let seed = 5

    /// The documents, in the order made.
    let mutants: [Mutant]
    /// How many keywords of the schema can refuse something, and how many of them did.
    let keywords: (all: Int, broken: Int)
    /// Places for which no valid document was found, so that nothing is known of them.
    let unreached: [String]

    /// Changes of documents by their schema; `package:` begins a file that a Python package has.
    init(schema: String, referenced: [String: String] = [:], documents: [URL]) throws {
        let python = try Stranger(pythonWith: Self.packages, in: "schemas-1")
        let script = Outside.package.appending(path: "Tests/SchemaMutants/mutants.py").path
        let run = try python.run(
            ["-B", script, "--seed", "\(Self.seed)", "--schema", schema, "--referenced"]
                + referenced.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                + ["--documents"] + documents.map(\.path).sorted()
        )
        guard run.status == 0 else { throw Failed(description: run.text) }
        let lines = try run.text.split(separator: "\n").map {
            try JSONValue(parsing: Array($0.utf8))
        }
        mutants = lines.compactMap(Mutant.init)
        let reached = lines.last?["reached"]
        let number = { (name: String) in Int(reached?[name]?.int64Value ?? 0) }
        keywords = (number("keywords"), number("broken"))
        unreached = reached?["unreached"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }
}
