// SPDX-License-Identifier: Apache-2.0

import API
import Access
import ArgumentParser
import Scanning
import Server

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
            let losses: [String]
            do throws(Refusal) {
                let imported = try CodexImport(documents, for: known.scopes)
                // What would be refused is told before anything is sent.
                let record = try imported.draft.checked()
                var wire = Wire.CoverageTold(record)
                wire.isNamed = named
                (told, losses) = (wire, imported.losses)
            } catch {
                throw CommandFailure(Self.sentence(error))
            }
            if dryRun {
                return connection.show(told) { _ in
                    (["Would be recorded:"] + told.scopes.flatMap(\.lines) + Self.lost(losses))
                        .joined(separator: "\n")
                }
            }
            let made = try await record(told, of: known)
            connection.show(made) { style in
                brevity.isQuiet
                    ? made.id : ([made.text(style)] + Self.lost(losses)).joined(separator: "\n")
            }
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

        private static func lost(_ losses: [String]) -> [String] {
            losses.isEmpty ? [] : ["Not recorded:"] + losses.map { "  " + Table.harmless($0) }
        }

        private static func sentence(_ refusal: Refusal) -> String {
            let lines = refusal.faults.map { "  " + Table.harmless("\($0.place) \($0.reason)") }
            return ([refusal.detail] + lines).joined(separator: "\n")
        }
    }
}
