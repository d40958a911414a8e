// SPDX-License-Identifier: Apache-2.0

import API
import Access
import ArgumentParser
import Scanning
import Server
import StrictJSON

extension CoverageCommand {
    /// `clearinghouse coverage import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record the coverage that a run of codex-security tells of itself.",
            discussion: """
                Takes coverage.json and scan-manifest.json of one run. What they discarded, \
                deferred, excluded or left open makes the coverage partial. A scan that still \
                runs is completed with it.
                """
        )

        @OptionGroup var connection: Connection
        @OptionGroup var brevity: Brevity
        @Argument(help: "coverage.json, and scan-manifest.json, which has the revision.")
        var files: [String]
        @Option(help: "The scan.") var scan: String
        @Option(help: "The record that this one replaces.") var corrects: String?
        @Flag(help: "Show what would be recorded and what is lost, and record nothing.")
        var dryRun = false
        @Flag(help: "Name your participant in the signed statement.") var named = false

        func run() async throws {
            let documents = try files.map {
                try TextFile.read($0, limitBytes: CodexSecurity.documentBytes).bytes
            }
            let known = try await connection.call(Endpoints.scan, ByID(scan), NoBody())
            let told: Wire.CoverageTold
            let remarks: Remarks
            do throws(Refusal) {
                let imported = try CodexImport(documents, for: known.scopes)
                // What would be refused is told before anything is sent.
                let record = try imported.draft.checked()
                var wire = Wire.CoverageTold(record)
                wire.isNamed = named
                (told, remarks) = (wire, Remarks(on: imported, documents))
            } catch {
                throw CommandFailure(Self.sentence(error))
            }
            if dryRun {
                let shown = ["Would be recorded:"] + told.scopes.flatMap(\.lines)
                return show(["coverage": .object(told.object)], remarks) { _ in shown }
            }
            let made = try await record(told, of: known)
            if brevity.isQuiet, !connection.json { return print(made.id) }
            show(made.object, remarks) { [made.text($0)] }
        }

        /// Prints what is or would be recorded, and what is to be known of it besides.
        private func show(
            _ object: JSONObject,
            _ remarks: Remarks,
            lines: (TerminalStyle) -> [String]
        ) {
            guard connection.json else {
                return print((lines(.standardOutput()) + remarks.lines).joined(separator: "\n"))
            }
            var object = object
            for (name, value) in remarks.members { object[name] = value }
            print(String(decoding: JSONValue.object(object).serialized(), as: UTF8.self))
        }

        /// Records it; a scan that still runs is completed with it.
        private func record(
            _ told: Wire.CoverageTold,
            of known: Wire.Scan
        ) async throws -> Wire.Coverage {
            guard known.endedAt == nil else {
                return try await connection.call(
                    Endpoints.recordCoverage,
                    ByID(scan),
                    Wire.CoverageRecording(told, corrects: corrects)
                )
            }
            let end = Wire.ScanEnd(outcome: ScanOutcome.completed.rawValue, coverage: told)
            _ = try await connection.call(Endpoints.endScan, ByID(scan), end)
            let records = try await connection.call(
                Endpoints.listCoverage,
                PageParameters(after: nil),
                NoBody()
            )
            guard let made = records.items.first(where: { $0.scan == scan }) else {
                throw CommandFailure("The scan is completed; `coverage list` has its record.")
            }
            return made
        }

        private static func sentence(_ refusal: Refusal) -> String {
            let lines = refusal.faults.map { "  " + Table.harmless("\($0.place) \($0.reason)") }
            return ([refusal.detail] + lines).joined(separator: "\n")
        }
    }
}

/// What is to be known of an imported coverage besides what is recorded.
private struct Remarks {
    private let losses: [String]
    /// Whether the documents name the repository that the scan is of.
    private let isRepositoryChecked: Bool

    init(on imported: CodexImport, _ documents: [[UInt8]]) {
        losses = imported.losses
        let remotes = documents.compactMap { bytes -> String? in
            guard case .manifest(let manifest) = try? CodexSecurity.Document(parsing: bytes) else {
                return nil
            }
            return manifest.remote
        }
        let subjects = (remotes + imported.draft.parts.map(\.scope))
            .map { try? Scope(parsing: $0).subject }
        isRepositoryChecked = subjects.count > 1 && subjects.allSatisfy { $0 == subjects[0] }
    }

    /// For people.
    var lines: [String] {
        Self.lines("Not recorded:", losses)
            + Self.lines("Not checked:", isRepositoryChecked ? [] : [Self.unchecked])
    }

    private static func lines(_ head: String, _ said: [String]) -> [String] {
        said.isEmpty ? [] : [head] + said.map { "  " + Table.harmless($0) }
    }

    /// For programs.
    var members: [(String, JSONValue)] {
        [
            ("notRecorded", .array(losses.map { .string($0) })),
            ("repositoryChecked", .bool(isRepositoryChecked)),
        ]
    }

    private static let unchecked = """
        Whether the run was of the scan's repository: only a scan manifest that names it shows that.
        """
}
