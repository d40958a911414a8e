// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import StrictJSON
import Testing

/// Real advisories, held against our tests and against a stranger's.
@Suite struct CSAFPeerConformance {
    /// One fault of either validator: what both have to agree on.
    struct Found: Hashable, Comparable, CustomStringConvertible {
        let file: String
        let test: String
        let pointer: String

        var description: String { "\(test) \(file) \(pointer)" }

        /// The same fault, at every value that holds its own.
        var aboves: [Found] {
            var steps = pointer.split(separator: "/")
            var all: [Found] = []
            while !steps.isEmpty {
                let pointer = "/" + steps.joined(separator: "/")
                all.append(Found(file: file, test: test, pointer: pointer))
                steps.removeLast()
            }
            return all
        }

        static func < (left: Found, right: Found) -> Bool { left.description < right.description }
    }

    /// A kind of fault that one side finds and the other does not, and why that is right.
    struct Difference {
        let test: String
        /// Whether we find it and the stranger does not.
        let isOurs: Bool
        /// The file, where it is about one alone.
        let file: String?
        let reason: String

        func explains(_ found: Found, isOurs: Bool) -> Bool {
            found.test == test && isOurs == self.isOurs && (file == nil || file == found.file)
        }
    }

    /// Each kind of difference, explained by the specification's text.
    static let differences = [
        Difference(
            test: "6.1.31",
            isOurs: false,
            file: "icsa-21-021-05.json",
            reason: "\"3 (Based on FDT 1.2.x)\" has none of the signs and words of section 6.1.31"
        ),
        Difference(
            test: "6.3.8",
            isOurs: true,
            file: "icsa-19-134-08.json",
            reason:
                "\"authenticatd\" is misspelled; the stranger has no dictionary and checks no word"
        ),
    ]

    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.csaf-faults"),
            Outside.origin("github.com/cisagov/CSAF")
        )
    )
    func `faults in advisories of CISA are those that a stranger finds, or are explained`() throws {
        let name = "security-formats.csaf-faults"
        let files = try Self.files()
        let ours = try files.map { file in
            let bytes = [UInt8](try Data(contentsOf: file))
            #expect(try CSAF.Received(parsing: bytes).bytes == bytes)
            return CSAF.validate(bytes).faults.map { fault in
                Found(file: file.lastPathComponent, test: fault.test, pointer: fault.pointer)
            }
        }
        do {
            let theirs = try Self.strangers(files)
            var agreed = 0
            for (ours, theirs) in zip(ours, theirs) {
                let unexplained = Self.unexplained(ours, theirs)
                #expect(unexplained.isEmpty, "\(unexplained.prefix(3))")
                if unexplained.isEmpty { agreed += 1 }
            }
            try conformance.record(
                name,
                passed: agreed,
                of: files.count,
                bar: 120,
                note: "\(ours.joined().count) faults, the Python csaf's "
                    + "\(theirs.joined().count); \(Self.differences.count) kinds explained"
            )
        } catch let absent as Stranger.Absent {
            let peer = Figure.Peer.absent(Stranger.csafName, why: absent.description)
            try conformance.record(
                Figure(name, 0, "cases", better: .more, peer: peer, bar: .ratio(1))
            )
        }
    }

    /// What one side alone finds and no difference explains.
    ///
    /// One side may point at an object and the other at its member: both mean the same fault.
    private static func unexplained(_ ours: [Found], _ theirs: [Found]) -> [Found] {
        func lone(_ some: [Found], _ others: [Found], isOurs: Bool) -> [Found] {
            let known = Set(others)
            let above = Set(others.flatMap(\.aboves))
            return some.filter { found in
                !above.contains(found) && !found.aboves.contains(where: known.contains)
                    && !differences.contains { $0.explains(found, isOurs: isOurs) }
            }
        }
        return (lone(ours, theirs, isOurs: true) + lone(theirs, ours, isOurs: false)).sorted()
    }

    /// What the stranger finds in each file, in the order of the files, in one run.
    private static func strangers(_ files: [URL]) throws -> [[Found]] {
        let run = try Stranger.csaf().run(
            [
                "validate", "--spec-version", "v20", "--preset", "full", "--no-network",
                "--format", "deprecated-json",
            ] + files.map(\.path)
        )
        // JSON text sequences (RFC 7464): each document after a record separator.
        let texts = run.text.split(separator: "\u{1E}").filter { $0.contains("{") }
        try #require(texts.count == files.count)
        return try zip(files, texts).map { file, text in
            let value = try JSONValue(parsing: Array(text.utf8))
            return (value["tests"]?.arrayValue ?? []).flatMap { test in
                ["errors", "warnings", "infos"].flatMap { test[$0]?.arrayValue ?? [] }.map {
                    fault in
                    Found(
                        file: file.lastPathComponent,
                        test: section(test["name"]?.stringValue ?? ""),
                        pointer: fault["instancePath"]?.stringValue ?? ""
                    )
                }
            }
        }
    }

    /// `mandatoryTest_6_1_27_1` is 6.1.27.1.
    private static func section(_ name: String) -> String {
        name.split(separator: "_").dropFirst().joined(separator: ".")
    }

    private static func files() throws -> [URL] {
        let folder = try Outside.data("csaf/real")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".json") }.map { folder.appending(path: $0) }
    }
}
