// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import StrictJSON
import Testing

/// What the outside suites of this run came to; `make conformance` prints it.
let conformance = Report("conformance", package: Outside.package)

extension Report {
    /// Records how many cases of a suite passed; the bar is how many have to.
    func record(
        _ name: String,
        passed: Int,
        of cases: Int,
        bar: Int,
        note: String? = nil
    ) throws {
        try record(
            Figure(
                name,
                Double(passed),
                "cases",
                better: .more,
                bar: .value(Double(bar)),
                note: "of \(cases)" + (note.map { "; \($0)" } ?? "")
            )
        )
    }
}

/// The outside suites: required where `CLEARINGHOUSE_SHARED` is set, elsewhere skipped (RULES T3).
enum Outside {
    /// The folder that holds `data/`.
    static let shared = ProcessInfo.processInfo.environment["CLEARINGHOUSE_SHARED"]

    /// Whether the suites have to be there.
    static let isThere = shared != nil

    /// Whether a figure of this name is asked for: the suites are there, and `ONLY` allows it.
    static func isAsked(_ name: String) -> Bool {
        let only = ProcessInfo.processInfo.environment["ONLY"] ?? ""
        return isThere && (name.hasPrefix(only) || only.hasPrefix(name))
    }

    /// The package's own folder.
    static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file or folder below `data/`, for example `merkle/inclusion`.
    static func data(_ path: String) throws -> URL {
        URL(filePath: try #require(shared)).appending(path: "data/\(path)")
    }

    /// The `tests` of every JSON file below a folder of `data/`, each with its file's name.
    static func cases(in folder: String) throws -> [(file: String, value: JSONValue)] {
        let all = FileManager.default.enumerator(
            at: try data(folder),
            includingPropertiesForKeys: nil
        )
        let files = (all?.allObjects ?? []).compactMap { $0 as? URL }
            .filter { $0.pathExtension == "json" }
        return try files.flatMap { file in
            let document = try JSONValue(parsing: Array(Data(contentsOf: file)))
            return (document["tests"]?.arrayValue ?? []).map { (file.lastPathComponent, $0) }
        }
    }

    /// The lines of a compressed file below `data/`.
    static func lines(ofGzip path: String) throws -> [Substring] {
        let run = try Stranger("gzip").run(["-dc", data(path).path])
        return run.text.split(separator: "\n")
    }

    /// What a skipped suite says: where anybody finds it.
    static func origin(_ origin: String) -> Comment {
        "the suite is not here; it is \(origin)'s: set CLEARINGHOUSE_SHARED to a folder with it"
    }
}
